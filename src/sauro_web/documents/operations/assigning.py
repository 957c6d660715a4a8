"""Phân công giải quyết: one unit answers for what arrived, others help, each by its day (NĐ 30/2020, Điều
24)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.standings import standings
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents import rules
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import Cooperation, Direction, Document, DocumentState
from sauro_web.documents.operations.asking import day_of, held_document, refuse_too_long
from sauro_web.documents.task_making import task_making
from sauro_web.notices.operations import tell_units

__all__ = ["Helper", "assign", "helpers_of"]

_OPEN = (DocumentState.ARRIVED, DocumentState.ASSIGNED)
_IS_TASK = (
    "Văn bản này đã giao thành nhiệm vụ nên không phân công lại; muốn đổi đơn vị chủ trì thì chuyển nhiệm vụ "
    "cho đơn vị khác ở trang nhiệm vụ."
)


@dataclass(frozen=True, slots=True)
class Helper:
    """A unit that cooperates, and by when. In words it is a line as the form reads it: the name, then the
    day."""

    unit: Unit
    due_on: date | None = None

    def __str__(self) -> str:
        return f"{self.unit.name} {self.due_on:%d/%m/%Y}" if self.due_on else str(self.unit.name)


def helpers_of(document: Document) -> list[Helper]:
    """Who cooperates on it now, in the order in which they were named. One query."""
    return [Helper(one.unit, one.due_on) for one in document.cooperations.select_related("unit")]


def assign(
    document: Document,
    *,
    lead: Unit,
    due_on: date | None,
    opinion: str,
    helpers: Sequence[Helper],
    by: User,
    now: datetime,
    version: int | None = None,
    as_task: bool = False,
) -> Document:
    """One unit answers for it, others help, each by its day: the leader's opinion, said by himself or
    written down by the clerk. Given again, what was said before stays in the trail, and who has nothing more
    to do with it is told. `as_task` makes it a task of the same units in the same step.

    Raises NotAllowed, as a task also where the person gives none; Conflict; NotReady where it is ended or a
    task already, the lead is among its helpers or of another office, or a day lies before its arrival.
    """
    on = day_of(now)
    behalf = _ask_to_assign(document, by, on)
    refuse_marks((opinion,))
    _check_units(document, [lead, *(one.unit for one in helpers)])
    with transaction.atomic():
        held = held_document(document, version)
        _check_open(held)
        before = helpers_of(held)
        changes = _changes(held, lead, due_on, opinion.strip()) | _helping(before, helpers)
        freed = _freed(held, before, [lead, *(one.unit for one in helpers)])
        held.lead, held.due_on, held.opinion = lead, due_on, opinion.strip()
        _write_down(held, helpers, now)
        if as_task:
            _make_task(held, by, now)  # which tells the units
        else:
            _tell(held, helpers, now)
        _tell_freed(held, freed, now)
        record("document.assign", held, by=by, changes=changes, reason=opinion.strip(), on_behalf_of=behalf)
    return held


def _changes(
    held: Document, lead: Unit, due_on: date | None, opinion: str
) -> dict[str, tuple[object, object]]:
    """What is said anew, before it is written: at its full length, which a reason in the trail has not."""
    said = {
        "lead": (held.lead.label if held.lead else "", lead.label),
        "due_on": (held.due_on.isoformat() if held.due_on else "", due_on.isoformat() if due_on else ""),
        "opinion": (held.opinion, opinion),
    }
    return {name: pair for name, pair in said.items() if name != "opinion" or pair[0] != pair[1]}


def _helping(before: Sequence[Helper], after: Sequence[Helper]) -> dict[str, tuple[object, object]]:
    """Who helped and who helps from now on, where that is not the same."""
    was, becomes = (sorted(str(one) for one in some) for some in (before, after))
    return {"cooperating": ("; ".join(was), "; ".join(becomes))} if was != becomes else {}


def _freed(held: Document, before: Sequence[Helper], stays: Sequence[Unit]) -> list[Unit]:
    """Who led or helped until now and does neither from now on."""
    had = [*([held.lead] if held.lead else []), *(one.unit for one in before)]
    staying = {one.pk for one in stays}
    return [one for one in had if one.pk not in staying]


def _check_open(held: Document) -> None:
    if held.direction != Direction.INCOMING or held.state not in _OPEN:
        raise NotReady(f"Văn bản này {held.get_state_display()}; không phân công được.")
    if held.task_number is not None:
        raise NotReady(_IS_TASK)


def _check_units(document: Document, units: Sequence[Unit]) -> None:
    if len({one.pk for one in units}) != len(units):
        raise NotReady("Mỗi đơn vị một lần: đơn vị chủ trì không đồng thời là đơn vị phối hợp.")
    if not all(rules.may_be_given(document.office, one) for one in units):
        raise NotReady("Chỉ giao cho đơn vị của cơ quan; chuyển cho cơ quan khác thì phát hành văn bản.")


def _write_down(document: Document, helpers: Sequence[Helper], now: datetime) -> None:
    """Who leads, who helps, by when; of what was said before the trail alone knows.

    Raises NotReady for a day before its arrival, and an opinion that is too long.
    """
    refuse_too_long(document)
    terms = (document.due_on, *(one.due_on for one in helpers))
    if any(day is not None and day < document.dated for day in terms):
        raise NotReady("Thời hạn không trước ngày văn bản đến; hãy kiểm tra lại.")
    document.state, document.assigned_at = DocumentState.ASSIGNED, now
    document.version += 1
    document.save(update_fields=["lead", "due_on", "opinion", "state", "assigned_at", "version"])
    document.cooperations.all().delete()
    Cooperation.objects.bulk_create(
        Cooperation(document=document, unit=one.unit, due_on=one.due_on) for one in helpers
    )


def _make_task(document: Document, by: User, now: datetime) -> None:
    making = task_making()
    if making is None:
        raise NotReady("Phần mềm của cơ quan chưa bật phần nhiệm vụ; hãy phân công mà không lập nhiệm vụ.")
    document.task_number = making.give(document, by, now)
    document.save(update_fields=["task_number"])


def _ask_to_assign(document: Document, by: User, on: date) -> str:
    """Whose position lets the person, for the trail."""
    able = (rules.decider(by, document.office, on=on), rules.keeper(by, document.office, on=on))
    found = [one for one in standings(by, on) if one in able]
    if not found:
        raise NotAllowed("Văn bản đến do lãnh đạo cơ quan phân công; văn thư ghi lại ý kiến của lãnh đạo.")
    return found[0].on_behalf_of


def _named(document: Document) -> str:
    whose = document.reference or document.issuer
    return f"Văn bản đến số {document.number} ({whose}): {document.subject[:200]}"


def _tell_freed(document: Document, freed: Sequence[Unit], now: datetime) -> None:
    text = f"{_named(document)}; đã phân công lại, đơn vị không còn phải giải quyết văn bản này."
    link = reverse("documents:document", args=(document.pk,))
    key = f"document.{document.pk}.{document.version}.freed"
    tell_units([(one, text) for one in freed], link=link, key=key, now=now)


def _tell(document: Document, helpers: Sequence[Helper], now: datetime) -> None:
    named = _named(document)
    told = [] if document.lead is None else [(document.lead, f"{named}; chủ trì{_by(document.due_on)}.")]
    told += [(one.unit, f"{named}; phối hợp{_by(one.due_on)}.") for one in helpers]
    link = reverse("documents:document", args=(document.pk,))
    tell_units(told, link=link, key=f"document.{document.pk}.{document.version}", now=now)


def _by(day: date | None) -> str:
    return f", trước ngày {day:%d/%m/%Y}" if day else ""
