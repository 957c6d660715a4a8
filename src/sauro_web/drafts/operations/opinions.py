"""Lấy ý kiến: cooperating units are asked about a draft by a term; what they say is taken or answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.operations.asking import day_of
from sauro_web.documents.rules import may_be_given
from sauro_web.drafts import rules
from sauro_web.drafts.models import Draft, DraftState, Opinion, Stance
from sauro_web.drafts.operations.holding import ask_writer, held_draft, moved, refuse_unless, tell_writers
from sauro_web.drafts.queries.findings import last_version
from sauro_web.notices.operations import tell_units

__all__ = ["ask_opinions", "give_opinion", "reply_to_opinion"]

_MOST = 5_000
"""Characters of an opinion or a reply."""


def ask_opinions(
    draft: Draft, units: Collection[Unit], *, due_on: date, question: str = "", seen: int, by: User,
    now: datetime,
) -> list[Opinion]:  # fmt: skip
    """Asks units of the office about the last version; who has not answered an earlier question is not asked
    twice.

    Raises NotAllowed; Conflict; NotReady without units, for a day that is past, for a unit of another office
    or the one that writes the draft, and while it is on its way.
    """
    behalf, on = ask_writer(draft, by, now), day_of(now)
    refuse_marks((question,))
    if not units:
        raise NotReady("Hãy chọn ít nhất một đơn vị để lấy ý kiến.")
    if due_on < on:
        raise NotReady(f"Thời hạn góp ý {due_on:%d/%m/%Y} đã qua; hãy chọn ngày từ hôm nay trở đi.")
    wrong = [one for one in units if one.pk == draft.unit_id or not may_be_given(draft.office, one)]
    if wrong:
        raise NotReady(f"Không lấy ý kiến của “{wrong[0].label}”: hãy chọn đơn vị phối hợp trong cơ quan.")
    with transaction.atomic():
        held = held_draft(draft, seen)
        refuse_unless(held, rules.UNDER_WAY, "chỉ lấy ý kiến khi đang soạn thảo")
        waiting = set(held.opinions.filter(given_at=None).values_list("unit", flat=True))
        version = last_version(held)
        rows = [
            Opinion(
                draft=held, asked_of=version, unit=unit, due_on=due_on, question=question.strip()[:1_000],
                asked_by=by, asked_at=now,
            )
            for unit in units
            if unit.pk not in waiting
        ]  # fmt: skip
        if not rows:
            raise NotReady("Các đơn vị này đang được hỏi rồi và chưa trả lời.")
        Opinion.objects.bulk_create(rows)
        changes = moved(held, DraftState.OPINIONS, now)
        words = f"Góp ý dự thảo {held.kind} “{held.subject[:200]}” trước ngày {due_on:%d/%m/%Y}."
        made = list(held.opinions.filter(unit__in=[one.unit_id for one in rows], given_at=None))
        for one in made:
            link = reverse("drafts:opinion", args=(one.pk,))
            tell_units([(one.unit, words)], link=link, key=f"draft.opinion.{one.pk}", now=now)
        named = "; ".join(one.unit.label for one in rows)
        changes |= {"units": ("", named), "due_on": ("", due_on.isoformat())}
        record("draft.ask_opinions", held, by=by, changes=changes, on_behalf_of=behalf)
    return made


def give_opinion(opinion: Opinion, *, stance: str, text: str, by: User, now: datetime) -> Opinion:
    """What the unit says; late is better than never, until the draft is issued.

    Raises NotAllowed for whoever does not work in it; Conflict where it was given; NotReady where there is
    something to say and nothing is said, and where the draft is over.
    """
    position = rules.answers_for(by, opinion, on=day_of(now))
    if position is None:
        raise NotAllowed("Chỉ người của đơn vị được hỏi mới góp ý cho đơn vị đó.")
    refuse_marks((text,))
    _refuse_long(text)
    if stance != Stance.AGREES and not text.strip():
        raise NotReady("Hãy ghi nội dung góp ý, hoặc chọn “nhất trí”.")
    with transaction.atomic():
        draft = held_draft(opinion.draft)
        row = Opinion.objects.select_for_update(of=("self",), no_key=True).get(pk=opinion.pk)
        if row.given_at is not None:
            raise Conflict("Đơn vị đã góp ý dự thảo này rồi; hãy tải lại trang để xem.")
        if draft.state in (DraftState.ISSUED, DraftState.DROPPED):
            raise NotReady(f"Dự thảo {draft.get_state_display()}; không nhận góp ý nữa.")
        row.stance, row.text, row.given_by, row.given_at = Stance(stance), text.strip(), by, now
        row.save()
        words = f"{row.unit.label} {row.get_stance_display()} dự thảo “{draft.subject[:200]}”."
        tell_writers(draft, words, key=f"draft.opinion_given.{row.pk}", now=now)
        changes = {"unit": ("", row.unit.label), "stance": ("", row.stance)}
        behalf = position.on_behalf_of
        record("draft.give_opinion", draft, by=by, changes=changes, on_behalf_of=behalf)
    return row


def reply_to_opinion(opinion: Opinion, *, taken: bool, reply: str, by: User, now: datetime) -> Opinion:
    """The unit that writes takes an opinion over, or says why not (tiếp thu, giải trình).

    Raises NotAllowed; NotReady where it was not given yet, or is not taken over without a word why.
    """
    behalf = ask_writer(opinion.draft, by, now)
    refuse_marks((reply,))
    _refuse_long(reply)
    if not taken and not reply.strip():
        raise NotReady("Không tiếp thu thì hãy ghi giải trình.")
    with transaction.atomic():
        draft = held_draft(opinion.draft)
        row = Opinion.objects.select_for_update(of=("self",), no_key=True).get(pk=opinion.pk)
        if row.given_at is None:
            raise NotReady("Đơn vị chưa góp ý.")
        row.taken, row.reply, row.replied_by, row.replied_at = taken, reply.strip(), by, now
        row.save()
        changes = {"unit": ("", row.unit.label), "taken": ("", taken)}
        record("draft.reply_to_opinion", draft, by=by, changes=changes, on_behalf_of=behalf)
    return row


def _refuse_long(text: str) -> None:
    if len(text) > _MOST:
        raise NotReady(f"Nội dung dài {len(text)} ký tự, nhiều nhất {_MOST}; phần dài hãy gửi thành tệp.")
