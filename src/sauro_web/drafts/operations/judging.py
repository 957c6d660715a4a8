"""Trình, thẩm định, duyệt: the draft goes on to those who judge it, and comes back or passes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.operations.asking import day_of, said_reason
from sauro_web.drafts import rules
from sauro_web.drafts.models import Appraisal, Approval, Aspect, Draft, DraftState
from sauro_web.drafts.operations.checking import ask_check
from sauro_web.drafts.operations.holding import (
    ask_writer,
    end_request,
    held_draft,
    moved,
    refuse_unless,
    tell_writers,
)
from sauro_web.drafts.queries.findings import last_version, looked_at, why_shut
from sauro_web.drafts.queries.gates import gate_of
from sauro_web.drafts.queries.pending import pending_beside

__all__ = ["appraise", "approve", "send_back", "submit", "take_back"]

_MOST = 5_000
_NOT_APPRAISER = (
    "Chỉ người được giao thẩm định của cơ quan mới thẩm định dự thảo; người soạn thảo không thẩm định dự "
    "thảo của mình."
)
_NOT_APPROVER = {
    Aspect.CONTENT: "Chỉ người đứng đầu đơn vị soạn thảo mới duyệt nội dung (Nghị định số 30/2020/NĐ-CP, "
    "Điều 12).",
    Aspect.FORM: "Chỉ người được giao kiểm tra thể thức mới duyệt thể thức, và không phải người soạn thảo "
    "(Nghị định số 30/2020/NĐ-CP, Điều 12).",
}
_TWO = "Hai lần duyệt phải do hai người khác nhau; ông (bà) đã duyệt {what} của bản này."


def submit(draft: Draft, *, seen: int, by: User, now: datetime) -> Draft:
    """Puts the draft before whoever appraises it.

    Raises NotAllowed; Conflict; NotReady while units are asked whose term has not passed, where it was
    returned and nothing was changed since, and while its last version is being checked. Beside other drafts
    that wait it is checked once more.
    """
    behalf, on = ask_writer(draft, by, now), day_of(now)
    with transaction.atomic():
        held = held_draft(draft, seen)
        refuse_unless(held, rules.UNDER_WAY, "chỉ trình khi đang soạn thảo")
        waiting = held.opinions.filter(given_at=None, due_on__gte=on).select_related("unit")
        if names := [one.unit.label for one in waiting]:
            raise NotReady(f"Còn chờ góp ý trong hạn của: {'; '.join(names)}.")
        version = last_version(held)
        if version.appraisals.exists():
            raise NotReady(
                f"Lần dự thảo {version.number} đã được thẩm định; hãy sửa và đưa lên lần mới rồi trình lại."
            )
        looked = looked_at(held, gate_of(held.office))
        if not looked.is_fresh:
            raise NotReady(why_shut(looked))
        changes = moved(held, DraftState.APPRAISAL, now)
        record("draft.submit", held, by=by, changes=changes, on_behalf_of=behalf)
        if pending_beside(held):
            # Of two that go to the same places whoever comes later is asked: the other may have been written
            # after this one was checked.
            ask_check(looked.version, now=now, again=True)
    return held


def take_back(draft: Draft, *, reason: str, seen: int, by: User, now: datetime) -> Draft:
    """The unit that writes the draft takes it back to change it; approvals of the version lapse with the
    next one.

    Raises NotAllowed; Conflict; NotReady without a reason, and where it is not on its way.
    """
    behalf = ask_writer(draft, by, now)
    refuse_marks((reason,))
    said = said_reason(reason)
    if not said:
        raise NotReady("Hãy ghi vì sao rút dự thảo về.")
    with transaction.atomic():
        held = held_draft(draft, seen)
        on_its_way = (DraftState.APPRAISAL, DraftState.APPROVAL, DraftState.READY)
        refuse_unless(held, on_its_way, "không có gì để rút về")
        end_request(held, said, by=by, now=now)
        changes = moved(held, DraftState.WRITTEN, now)
        record("draft.take_back", held, by=by, changes=changes, reason=said, on_behalf_of=behalf)
    return held


def appraise(draft: Draft, *, accepted: bool, words: str, seen: int, by: User, now: datetime) -> Appraisal:
    """Thẩm định of the last version: accepted, it goes on to be approved; returned, what was found goes back
    with it.

    Raises NotAllowed; Conflict; NotReady where it does not wait for that, is accepted while a stop stands, or
    returned without a word while nothing was found.
    """
    gate = gate_of(draft.office)
    position = rules.appraiser(by, draft, gate, on=day_of(now))
    if position is None:
        raise NotAllowed(_NOT_APPRAISER)
    refuse_marks((words,))
    if len(words) > _MOST:
        raise NotReady(f"Ý kiến dài {len(words)} ký tự, nhiều nhất {_MOST}.")
    with transaction.atomic():
        held = held_draft(draft, seen)
        refuse_unless(held, (DraftState.APPRAISAL,), "không chờ thẩm định")
        looked = looked_at(held, gate)
        if accepted and (why := why_shut(looked)):
            raise NotReady(why)
        found = [one.kept for one in looked.findings if not one.is_waived]
        if not accepted and not words.strip() and not found:
            raise NotReady("Trả lại dự thảo thì hãy ghi cần sửa gì.")
        row = Appraisal.objects.create(
            draft_version=looked.version, accepted=accepted, words=words.strip(),
            findings=[] if accepted else found, by=by, at=now,
        )  # fmt: skip
        changes = moved(held, DraftState.APPROVAL if accepted else DraftState.RETURNED, now)
        said = "Dự thảo đạt yêu cầu thẩm định" if accepted else "Dự thảo bị trả lại sau thẩm định"
        tell_writers(held, f"{said}: “{held.subject[:200]}”.", key=f"draft.appraisal.{row.pk}", now=now)
        record(
            "draft.appraise", held, by=by, changes=changes, reason=words, on_behalf_of=position.on_behalf_of
        )
    return row


def approve(draft: Draft, aspect: Aspect, *, seen: int, by: User, now: datetime) -> Approval:
    """One of the two approvals of the last version; with the second it waits for its number.

    Raises NotAllowed for whoever does not answer for it, and for the second of one person; Conflict;
    NotReady where it does not wait for it, has it, or a stop stands.
    """
    gate = gate_of(draft.office)
    position = rules.approver(by, draft, aspect, gate, on=day_of(now))
    if position is None:
        raise NotAllowed(_NOT_APPROVER[aspect])
    with transaction.atomic():
        held = held_draft(draft, seen)
        refuse_unless(held, (DraftState.APPROVAL,), "không chờ duyệt")
        looked = looked_at(held, gate)
        if why := why_shut(looked):
            raise NotReady(why)
        there = {Aspect(one.aspect): one for one in looked.version.approvals.all()}
        if aspect in there:
            raise NotReady(f"Đã có người duyệt {aspect.label} của bản này.")
        if own := next((one for one in there.values() if one.by_id == by.pk), None):
            raise NotAllowed(_TWO.format(what=own.get_aspect_display()))
        row = Approval.objects.create(draft_version=looked.version, aspect=aspect, by=by, at=now)
        changes = moved(held, DraftState.READY if there else DraftState.APPROVAL, now)
        changes |= {"aspect": ("", aspect.value)}
        record("draft.approve", held, by=by, changes=changes, on_behalf_of=position.on_behalf_of)
    return row


def send_back(draft: Draft, aspect: Aspect, *, reason: str, seen: int, by: User, now: datetime) -> Draft:
    """Who is to approve returns the draft instead.

    Raises NotAllowed; Conflict; NotReady without a reason, or where it does not wait for approval.
    """
    position = rules.approver(by, draft, aspect, gate_of(draft.office), on=day_of(now))
    if position is None:
        raise NotAllowed(_NOT_APPROVER[aspect])
    refuse_marks((reason,))
    said = said_reason(reason)
    if not said:
        raise NotReady("Hãy ghi cần sửa gì.")
    with transaction.atomic():
        held = held_draft(draft, seen)
        refuse_unless(held, (DraftState.APPROVAL, DraftState.READY), "không chờ duyệt")
        end_request(held, said, by=by, now=now)
        changes = moved(held, DraftState.RETURNED, now)
        words = f"{by} chưa duyệt {aspect.label} của dự thảo “{held.subject[:150]}”: {said}"
        tell_writers(held, words, key=f"draft.sent_back.{held.pk}.{held.version}", now=now)
        behalf = position.on_behalf_of
        record("draft.send_back", held, by=by, changes=changes, reason=said, on_behalf_of=behalf)
    return held
