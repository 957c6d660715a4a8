"""The seven indicators counted between any two days, as reports want them: by the same rules and from the
same rows as the year's page (`queries.measuring`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sauro.indicators.model import Tally
from sauro.reporting.periods import Window
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import Reach
from sauro_web.documents.queries.counting import documents_counted, rule_of
from sauro_web.documents.queries.digitised import digitised_share
from sauro_web.documents.queries.exchanged import exchanged_share
from sauro_web.meetings.queries.conferences import conferences_of
from sauro_web.meetings.queries.limits import limits_of
from sauro_web.outreach.queries.staff import trained
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.procedures.queries.settings import counting_of
from sauro_web.procedures.queries.sums import sums_of
from sauro_web.procedures.rules import figures_of

__all__ = ["counted_between"]


@dataclass(frozen=True, slots=True)
class _Asked:
    office: Unit
    window: Window
    seen_by: Reach

    @property
    def days(self) -> tuple[date, date]:
        return self.window.first, self.window.last

    @property
    def days_before(self) -> tuple[date, date]:
        before = self.window.year_earlier
        return before.first, before.last


def counted_between(
    office: Unit, first: date, last: date, codes: Collection[str], *, seen_by: Reach
) -> Mapping[str, Tally]:
    """By code what an office's registers hold of these days. A cut is held against the same days of the year
    before, and against nothing where the register has none of them; a share of nothing at all is left out,
    and so is what cannot be counted for these days: figures of procedures where the window holds no whole
    month, training for whoever may not read the sums of the office."""
    asked = _Asked(office, Window(first, last), seen_by)
    found = {code: _COUNTS[code](asked) for code in codes if code in _COUNTS}
    return {code: tally for code, tally in found.items() if tally is not None}


def _documents(asked: _Asked) -> Tally:
    rule = rule_of(asked.office, asked.window.last)
    before = documents_counted(asked.office, rule, *asked.days_before).count()
    return Tally(documents_counted(asked.office, rule, *asked.days).count(), before or None)


def _meetings(asked: _Asked) -> Tally:
    before = len(conferences_of(asked.office, *asked.days_before))
    return Tally(len(conferences_of(asked.office, *asked.days)), before or None)


def _online(asked: _Asked) -> Tally | None:
    limits = limits_of(asked.office, asked.window.last)
    held = conferences_of(asked.office, *asked.days)
    return Tally(sum(one.is_online(limits) for one in held), len(held)) if held else None


def _procedures(asked: _Asked) -> Tally | None:
    """Of the months that begin in the window's days and end in them: figures of procedures are by month."""
    first, last = asked.days
    begins = date(first.year, first.month, 1)
    if first.day > 1:
        begins = _next_month(begins)
    ends = date(last.year, last.month, 1)
    if _next_month(ends).toordinal() - 1 > last.toordinal():
        ends = _month_before(ends)
    rows = ProcedureFigures.objects.filter(figures_of(asked.office), month__range=(begins, ends))
    part = sums_of(rows, counting_of(asked.office, ends).shares[:1]).digital
    return Tally(part.part, part.whole) if part.known else None


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _month_before(first: date) -> date:
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)


def _digitised(asked: _Asked) -> Tally | None:
    rule = rule_of(asked.office, asked.window.last)
    found = digitised_share(asked.office, rule, *asked.days)
    return Tally(found.digitised, found.every) if found.every else None


def _exchanged(asked: _Asked) -> Tally | None:
    found = exchanged_share(asked.office, *asked.days)
    return Tally(found.electronic, found.every) if found.every else None


def _skills(asked: _Asked) -> Tally | None:
    """Of the year of the last day: who has attended a course this year by then."""
    if not asked.seen_by.may_read_sums(asked.office):
        return None
    _, whole = trained(asked.office, asked.seen_by, asked.window.last.year, on=asked.window.last)
    return Tally(whole.part, whole.whole) if whole and whole.whole else None


_COUNTS: Mapping[str, Callable[[_Asked], Tally | None]] = {
    "admin_documents_reduction": _documents,
    "meetings_reduction": _meetings,
    "online_meetings_share": _online,
    "digital_procedures_share": _procedures,
    "digitised_documents_share": _digitised,
    "electronic_exchange_share": _exchanged,
    "digital_skills_share": _skills,
}
