"""From a figure of a report to the records that were counted for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from sauro_web.accounts.models import Unit
from sauro_web.documents.queries.counted_as import CountedAs
from sauro_web.reports.models import Came, ReportFigure
from sauro_web.reports.queries.scopes import scope_of
from sauro_web.reports.queries.table_figures import is_of_table

__all__ = ["CountedWhere", "counted_where", "whole_months_asked"]


@dataclass(frozen=True, slots=True)
class CountedWhere:
    """The address of a list. `is_same` where it holds the very rows that were counted, else those of the
    whole year."""

    address: str
    is_same: bool


def counted_where(row: ReportFigure) -> CountedWhere | None:
    """Of a figure that was counted from a register; None of any other. No query where report, unit, regime
    and line are there."""
    asked = row.asked
    of_table = is_of_table(asked.counted_from)
    if row.came != Came.COUNTED or not (of_table or asked.counted_from in _PLACES):
        return None
    period = row.report.period
    last = min(row.real_until or period.last, period.last)
    if of_table:
        return CountedWhere(scope_of(row.report, last).records(asked.counted_from), is_same=True)
    return _PLACES[asked.counted_from](scope_of(row.report, last).office, period.first, last)


def _documents(what: CountedAs) -> Callable[[Unit, date, date], CountedWhere]:
    def place(office: Unit, first: date, last: date) -> CountedWhere:
        return _at("documents:outgoing", office, is_same=True, tinh=what, tu=first, den=last)

    return place


def _meetings(office: Unit, first: date, last: date) -> CountedWhere:
    return _at("meetings:year_plan", office, is_same=False, nam=last.year)


def _procedures(office: Unit, first: date, last: date) -> CountedWhere:
    return _at("procedures:overview", office, is_same=True, **whole_months_asked(first, last))


def whole_months_asked(first: date, last: date) -> dict[str, str]:
    """What the page of procedures is asked for: its figures are by month, and those months are counted that
    lie in the window whole."""
    begins = first if first.day == 1 else (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    ends = last if (last + timedelta(days=1)).day == 1 else last.replace(day=1) - timedelta(days=1)
    return {"tu": f"{begins.month}/{begins.year}", "den": f"{ends.month}/{ends.year}"}


def _skills(office: Unit, first: date, last: date) -> CountedWhere:
    return _at("outreach:overview", office, is_same=False, nam=last.year)


_PLACES: Mapping[str, Callable[[Unit, date, date], CountedWhere]] = {
    "admin_documents_reduction": _documents(CountedAs.DOCUMENTS),
    "digitised_documents_share": _documents(CountedAs.DIGITISED),
    "electronic_exchange_share": _documents(CountedAs.EXCHANGED),
    "meetings_reduction": _meetings,
    "online_meetings_share": _meetings,
    "digital_procedures_share": _procedures,
    "digital_skills_share": _skills,
}


def _at(name: str, office: Unit, *, is_same: bool, **asked: object) -> CountedWhere:
    said = {key: f"{one:%d/%m/%Y}" if isinstance(one, date) else one for key, one in asked.items()}
    return CountedWhere(f"{reverse(name)}?{urlencode({'co-quan': office.pk, **said})}", is_same)
