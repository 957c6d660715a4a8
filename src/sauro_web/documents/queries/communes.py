"""What a province sees of the registers of its communes: sums of a month, never a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractMonth, TruncDate

from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.queries.merged import taken_over
from sauro_web.accounts.rules import in_force
from sauro_web.documents.allowance import Allowance
from sauro_web.documents.models import CountingRule, Direction, Document, DocumentState
from sauro_web.documents.queries.bases import bases_of
from sauro_web.documents.queries.counting import counts_for, default_rule, wording_of
from sauro_web.documents.queries.receiving import came_on
from sauro_web.documents.timing import late_by, there_since
from sauro_web.workdays.queries import Calendars

__all__ = ["CommuneMonth", "communes_of", "figures_of_communes"]

_ISSUED = (DocumentState.ISSUED, DocumentState.REPLACED, DocumentState.RECALLED)
_COUNTED = (DocumentState.ISSUED, DocumentState.REPLACED)


@dataclass(frozen=True, slots=True)
class CommuneMonth:
    """The sums of one commune: of the month how many documents it issued, how many of them count, how many
    arrived, how many of those registered here (`judged`) were registered in time; and how its allowance of
    the year stood at the end of the month."""

    issued: int
    counted: int
    arrived: int
    judged: int
    in_time: int
    allowance: Allowance


@dataclass(slots=True)
class _Sums:
    """The same while it is being counted; `by_month` what counts, month by month."""

    issued: int = 0
    by_month: Counter[int] = field(default_factory=Counter)
    arrived: int = 0
    judged: int = 0
    in_time: int = 0


def communes_of(province: Unit, on: date) -> QuerySet[Unit]:
    """The communes that there are that day."""
    return Unit.objects.filter(in_force(on), province=province, kind=UnitKind.COMMUNE)


def figures_of_communes(province: Unit, communes: Iterable[Unit], month: date) -> Mapping[int, CommuneMonth]:
    """The sums of each commune by its number; `month` is the last day that is counted. What communes
    issued this year that have become one with another is in that one's allowance. Seven queries, however many
    communes there are, where none was merged of others."""
    units = list(communes)
    rules, begin = _rules(units, month), month.replace(month=1, day=1)
    sums: dict[int, _Sums] = defaultdict(_Sums)
    issued = _issued(province, begin, month)
    strange = {row["office"] for row in issued} - rules.keys()
    gone = taken_over([unit.pk for unit in units], begin, month) if strange else {}
    rules |= {before.pk: rules[heir] for heir, some in gone.items() for before in some}
    _count_issued(issued, month, rules, sums)
    _count_arrivals(province, month, units, sums)
    bases = bases_of([unit.pk for unit in units], month.year - 1, month)
    found = {}
    for unit in units:
        one, rule, base = sums[unit.pk], rules[unit.pk], bases.get(unit.pk)
        first, last = (base.first_month, base.last_month) if base else (1, 12)
        every = one.by_month + sum((sums[before.pk].by_month for before in gone.get(unit.pk, ())), Counter())
        year = sum(many for number, many in every.items() if first <= number <= last)
        allowance = Allowance(month.year, year, base, rule.cut, wording_of(rule))
        found[unit.pk] = CommuneMonth(
            one.issued, one.by_month[month.month], one.arrived, one.judged, one.in_time, allowance
        )
    return found


def _rules(units: Iterable[Unit], on: date) -> dict[int, CountingRule]:
    """The counting rule of each that day. One query."""
    found = {unit.pk: default_rule(unit, on) for unit in units}
    for row in CountingRule.objects.filter(office__in=list(found), valid_from__lte=on).order_by("valid_from"):
        found[row.office_id] = row
    return found


def _of_communes(province: Unit, **said: object) -> QuerySet[Document]:
    rows = Document.objects.filter(province=province, office=F("commune"), **said)
    return rows.order_by()


def _issued(province: Unit, first: date, last: date) -> Sequence[Mapping[str, Any]]:
    """How many there are of each month, by what decides whether they count, since each commune has a rule of
    its own. One query."""
    rows = _of_communes(
        province,
        direction__in=(Direction.OUTGOING, Direction.INTERNAL),
        dated__range=(first, last),
        state__in=_ISSUED,
    ).annotate(number_of_month=ExtractMonth("dated"))
    named = (
        "office", "number_of_month", "direction", "document_class", "kind", "is_procedure_result", "state",
        "corrects",
    )  # fmt: skip
    return list(rows.values(*named).annotate(many=Count("pk")))


def _count_issued(
    issued: Sequence[Mapping[str, Any]],
    month: date,
    rules: Mapping[int, CountingRule],
    sums: dict[int, _Sums],
) -> None:
    for row in issued:
        one, rule = sums[row["office"]], rules.get(row["office"])
        if row["number_of_month"] == month.month and row["direction"] == Direction.OUTGOING:
            one.issued += row["many"]
        about = {name: row[name] for name in ("direction", "document_class", "kind", "is_procedure_result")}
        if (
            rule is not None
            and row["state"] in _COUNTED
            and counts_for(rule, **about)
            and (rule.counts_corrections or not row["corrects"])
        ):
            one.by_month[row["number_of_month"]] += row["many"]


def _count_arrivals(province: Unit, month: date, units: Iterable[Unit], sums: dict[int, _Sums]) -> None:
    """Of the month; in time by the calendar of each. Two queries."""
    calendars = Calendars()
    places: dict[int, WorkCalendar] = {unit.pk: calendars.of(unit) for unit in units}
    rows = _of_communes(
        province, direction=Direction.INCOMING, dated__range=(month.replace(day=1), month)
    ).annotate(entered=TruncDate("registered_at"), drew=Q(series__isnull=False), came=came_on())
    named = ("office", "dated", "entered", "urgency", "drew", "came")
    for row in rows.values(*named).annotate(many=Count("pk")):
        calendar = places.get(row["office"])
        if calendar is None:
            continue
        one = sums[row["office"]]
        one.arrived += row["many"]
        if not row["drew"]:
            continue  # out of an older book: nobody knows when it was registered there
        one.judged += row["many"]
        begun = there_since(row["dated"], row["came"])
        if not late_by(begun, row["entered"], calendar, urgent=bool(row["urgency"])):
            one.in_time += row["many"]
