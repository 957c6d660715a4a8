"""A finding is let pass for one draft: asked for with a reason, decided by a second person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.operations.asking import day_of, said_reason
from sauro_web.drafts import rules
from sauro_web.drafts.models import Draft, DraftState, Waiver
from sauro_web.drafts.operations.holding import ask_writer, held_draft, link_to, tell_writers
from sauro_web.drafts.queries.findings import looked_at
from sauro_web.drafts.queries.gates import gate_of
from sauro_web.notices.operations import tell_person

__all__ = ["ask_waiver", "decide_waiver"]

_SECOND = (
    "Người soạn thảo và người đề nghị không tự cho bỏ qua lỗi của dự thảo; cần người thứ hai quyết định: "
    "lãnh đạo cơ quan hoặc người thẩm định."
)
_GONE = "Lỗi này không còn trong kết quả kiểm tra bản mới nhất; hãy tải lại trang."
_OVER = (DraftState.ISSUED, DraftState.DROPPED)


def ask_waiver(draft: Draft, *, key: str, reason: str, by: User, now: datetime) -> Waiver:
    """Asks that a finding of the last version does not stop the draft.

    Raises NotAllowed; NotReady without a reason, for a finding that is not there, asked for already or never
    let pass, and where the draft was issued or dropped.
    """
    behalf = ask_writer(draft, by, now)
    refuse_marks((reason,))
    said = said_reason(reason)
    if not said:
        raise NotReady("Hãy ghi vì sao đề nghị bỏ qua lỗi này.")
    with transaction.atomic():
        held = held_draft(draft)
        if held.state in _OVER:
            raise NotReady(f"Dự thảo {held.get_state_display()}; không đề nghị bỏ qua được nữa.")
        found = next((one for one in looked_at(held, gate_of(held.office)).findings if one.key == key), None)
        if found is None:
            raise NotReady(_GONE)
        if not found.may_be_waived:
            raise NotReady("Lỗi này đã được đề nghị bỏ qua, hoặc là lỗi không bỏ qua được.")
        row = Waiver.objects.create(
            draft=held, code=found.kept["code"], message=found.kept["message"][:1_000], key=key, reason=said,
            asked_by=by, asked_at=now,
        )  # fmt: skip
        changes = {"code": ("", row.code)}
        record("draft.ask_waiver", held, by=by, changes=changes, reason=said, on_behalf_of=behalf)
    return row


def decide_waiver(waiver: Waiver, *, granted: bool, answer: str, by: User, now: datetime) -> Waiver:
    """A second person lets the finding pass, or does not; who asked is told.

    Raises NotAllowed for the author, for who wrote a version or asked, and for whoever has no such position;
    NotReady without words of one's own; Conflict where it is decided.
    """
    draft = waiver.draft
    if by.pk in (waiver.asked_by_id, draft.author_id) or draft.versions.filter(by=by).exists():
        raise NotAllowed(_SECOND)
    position = rules.decides_waivers(by, draft, gate_of(draft.office), on=day_of(now))
    if position is None:
        raise NotAllowed("Chỉ lãnh đạo cơ quan hoặc người thẩm định mới quyết định cho bỏ qua lỗi.")
    refuse_marks((answer,))
    said = said_reason(answer)
    if not said:
        raise NotReady("Hãy ghi lý do của quyết định này.")
    with transaction.atomic():
        held = held_draft(draft)
        row = Waiver.objects.select_for_update(of=("self",), no_key=True).get(pk=waiver.pk)
        if row.granted is not None:
            raise Conflict("Đề nghị này đã có người quyết định; hãy tải lại trang.")
        if held.state in _OVER:
            raise NotReady(f"Dự thảo {held.get_state_display()}; không cần quyết định nữa.")
        row.granted, row.decided_by, row.decided_at, row.answer = granted, by, now, said
        row.save()
        verb = "cho bỏ qua" if granted else "không cho bỏ qua"
        words = f"{by} {verb} lỗi “{row.message[:150]}” của dự thảo “{held.subject[:100]}”: {said}"
        key = f"draft.waiver.{row.pk}"
        tell_person(row.asked_by, words[:400], link=link_to(held), key=key, now=now)
        tell_writers(held, words, key=key, now=now)
        changes = {"code": ("", row.code), "granted": ("", granted)}
        record(
            "draft.decide_waiver", held, by=by, changes=changes, reason=said,
            on_behalf_of=position.on_behalf_of,
        )  # fmt: skip
    return row
