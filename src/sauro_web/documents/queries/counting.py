"""What counts of the documents of an office, and how many there are: one query, used by the page that draws a
number, the lists, and the allowance."""

from __future__ import annotations

import calendar
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.merged import whose_records
from sauro_web.common.between_pages import kept
from sauro_web.common.guards import Together, counted_up_together
from sauro_web.documents.allowance import Allowance, Base
from sauro_web.documents.models import (
    CountingRule,
    Direction,
    Document,
    DocumentClass,
    SeriesYear,
)
from sauro_web.documents.queries.bases import base_of
from sauro_web.documents.queries.summing import summed_of

__all__ = [
    "DEFAULT_CUT",
    "OF_OFFICE",
    "allowance_of",
    "counted_by_kind",
    "counted_of_whole",
    "counts_for",
    "default_rule",
    "documents_count",
    "documents_counted",
    "drawn_at_most",
    "drawn_together",
    "first_and_last",
    "is_counted",
    "is_kept_from",
    "is_nearly_used_up",
    "not_kept_from",
    "of_whole",
    "rule_of",
    "wording_of",
]

_NEAR = 50
"""Documents left from which on the allowance is counted again while nobody else of the office can."""
_LATELY = timedelta(seconds=30)
"""For so long what enters the register without drawing a number (from an older book, with a letter) may
stand there before it is counted, as long as more than `_NEAR` are left."""
DEFAULT_CUT = Decimal(15)
"""Percent a year (KL 226-KL/TW), until the office says otherwise."""
_ISSUED = ("issued", "replaced")
OF_OFFICE = Together(SeriesYear, "last", of="series", kept_in="office", where="year")
"""The counters of an office in a year."""
_DEFAULT_SOURCE = "Kết luận số 226-KL/TW ngày 11/12/2025"


def rule_of(office: Unit, on: date) -> CountingRule:
    """The version in force that day; an unsaved one with the defaults where the office has none."""

    def newest() -> CountingRule:
        rows = CountingRule.objects.filter(office=office, valid_from__lte=on)
        return rows.order_by("-valid_from").first() or default_rule(office, on)

    return kept(("counting rule", office.pk, on), newest)


def default_rule(office: Unit, on: date) -> CountingRule:
    """What holds where an office has said nothing; not saved."""
    return CountingRule(office=office, valid_from=date(on.year, 1, 1), source=_DEFAULT_SOURCE)


def wording_of(rule: CountingRule) -> str:
    """The rule in a sentence, as it stands where a number is drawn and beside every total."""
    parts = ["Tính các văn bản hành chính (29 tên loại theo Nghị định số 30/2020/NĐ-CP) đã ban hành gửi đi"]
    if rule.counts_internal:
        parts[0] += " và lưu hành nội bộ"
    if rule.left_out:
        parts.append(f"không tính {', '.join(name.lower() for name in rule.left_out)}")
    results = "tính cả" if rule.counts_procedure_results else "không tính"
    parts.append(f"{results} kết quả giải quyết thủ tục hành chính")
    parts.append(f"{'tính cả' if rule.counts_corrections else 'không tính'} văn bản đính chính")
    parts.append("không tính văn bản đã thu hồi, số đã hủy và văn bản mật")
    return "; ".join(parts) + "."


def counts_for(
    rule: CountingRule, *, direction: str, document_class: str, kind: str, is_procedure_result: bool
) -> bool:
    """Whether a document yet to be issued will count."""
    return (
        direction in _directions(rule)
        and document_class == DocumentClass.ADMINISTRATIVE
        and kind not in rule.left_out
        and (rule.counts_procedure_results or not is_procedure_result)
    )


def _directions(rule: CountingRule) -> list[str]:
    return [Direction.OUTGOING, *([Direction.INTERNAL] if rule.counts_internal else [])]


def is_counted(rule: CountingRule) -> Q:
    """The condition on a document, or on a total of documents, that it counts by the rule."""
    found = Q(direction__in=_directions(rule), document_class=DocumentClass.ADMINISTRATIVE, state__in=_ISSUED)
    if rule.left_out:
        found &= ~Q(kind__in=rule.left_out)
    if not rule.counts_procedure_results:
        found &= Q(is_procedure_result=False)
    if not rule.counts_corrections:
        found &= Q(corrects=False)
    return found


def of_whole(office: Unit, since: date, by: date | None) -> Q:
    """The condition on a document that it stands in the register of the office, or, with `by`, in that of a
    unit which still stood on its own after `since` and had become one with the office by that day."""
    units = _whole(office, since, by)
    return Q(office=office) if len(units) == 1 else Q(office__in=units)


def _whole(office: Unit, since: date, by: date | None) -> list[int]:
    return [office.pk] if by is None else [one.pk for one in whose_records(office, since, by)]


def counted_of_whole(
    office: Unit, first: date, last: date, figures: Mapping[str, Q], *, by: date | None = None
) -> Mapping[str, int]:
    """How many documents of these days each condition counts; `by` as in `documents_counted`. One query over
    the totals, so that a large office is counted as soon as a small one."""
    return summed_of(_whole(office, first, by), first, last, figures)


def documents_counted(
    office: Unit, rule: CountingRule, first: date, last: date, *, by: date | None = None
) -> QuerySet[Document]:
    """The documents that count, of these days: those of the office itself, and with `by` those of the units
    that had become one with it by that day."""
    rows = Document.objects.filter(is_counted(rule), of_whole(office, first, by))
    return rows.filter(dated__range=(first, last)).order_by()


def documents_count(
    office: Unit, rule: CountingRule, first: date, last: date, *, by: date | None = None
) -> int:
    """How many `documents_counted` are. One query."""
    return counted_of_whole(office, first, last, {"counted": is_counted(rule)}, by=by)["counted"]


def counted_by_kind(office: Unit, rule: CountingRule, first: date, last: date) -> Mapping[str, int]:
    """How many there are of each kind. One query."""
    rows = documents_counted(office, rule, first, last).values_list("kind").annotate(many=Count("pk"))
    return dict(rows)


def first_and_last(year: int, base: Base | None) -> tuple[date, date]:
    """The days of a year that are measured: the months of its base."""
    first, last = (base.first_month, base.last_month) if base else (1, 12)
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def allowance_of(
    office: Unit, year: int, on: date, *, compare: bool = True, rule: CountingRule | None = None
) -> Allowance:
    """The allowance as it stands on a day, with what units had issued that have become one with the office:
    nine queries, five without the comparison with the same days of the year before; four and three where
    nothing of rules and units changed since an earlier page."""
    rule, base = rule or rule_of(office, on), base_of(office, year - 1, on)
    first, last = first_and_last(year, base)
    counted = documents_count(office, rule, first, last, by=on)
    same = _same_period(office, rule, first, min(on, last), on) if compare else None
    return Allowance(year, counted, base, rule.cut, wording_of(rule), same)


def is_nearly_used_up(office: Unit, rule: CountingRule, year: int, *, now: datetime) -> bool:
    """Whether so little of the allowance is left that it must be counted again, alone, before a document."""
    most = drawn_at_most(office, rule, year, now=now)
    return most is None or (most < sys.maxsize and drawn_together(office, year) > most)


def drawn_at_most(office: Unit, rule: CountingRule, year: int, *, now: datetime) -> int | None:
    """How far the counters of the office may have come (`drawn_together`) for its allowance not to be counted
    again before the next document; None where it must be, alone. Where much is left it is not counted each
    time: what was counted lately, less every number drawn in the office since, is left at least."""
    base = base_of(office, year - 1, localdate(now))
    if base is None:
        return sys.maxsize
    # Not a copy of rows but this process's own note, which lapses with whatever it was counted by.
    lately: list[_Lately] = kept(("counted lately", office.pk, year), list)
    for one in lately:
        if (one.rule, one.base) == (rule.pk, base) and timedelta(0) <= now - one.at < _LATELY:
            return one.most
    drawn = drawn_together(office, year)
    left = allowance_of(office, year, localdate(now), compare=False, rule=rule).left
    if left is None:
        return sys.maxsize
    if left <= _NEAR:
        return None
    lately[:] = [_Lately(drawn + left - _NEAR, rule.pk, base, now)]
    return lately[0].most


def drawn_together(office: Unit, year: int) -> int:
    """How far the counters of an office have come in a year. One query."""
    return counted_up_together(OF_OFFICE, year, office.pk)


@dataclass(frozen=True, slots=True)
class _Lately:
    """What was counted of an allowance."""

    most: int
    """How far the counters may come until it is nearly used up."""
    rule: int | None
    base: Base | None
    at: datetime


def _same_period(office: Unit, rule: CountingRule, first: date, last: date, by: date) -> int | None:
    """None where the register of the year before is not in the software, or begins later than these days."""
    if last < first:
        return None
    before = _a_year_before(first), _a_year_before(last)
    known = is_kept_from(office, before[0].year, before[0].month, by=by)
    return documents_count(office, rule, *before, by=by) if known else None


def is_kept_from(office: Unit, year: int, month: int, *, by: date | None = None) -> bool:
    """Whether the register of outgoing documents holds a year from that month on, with `by` also those of the
    units that had become one with the office by that day. One query, and those of `whose_records`."""
    first = date(year, month, 1)
    units = (office,) if by is None else whose_records(office, first, by)
    return not not_kept_from({office.pk: units}, year, month)


def not_kept_from(offices: Mapping[int, Collection[Unit]], year: int, month: int) -> set[int]:
    """Of offices with the units whose records count for each, itself first, those whose registers do not hold
    a year from that month on: a register does that has an outgoing document of the year, and one of that
    month or from before. What begins later would make the same days look emptier than they were. Of an
    office that was founded later either its own register goes back, or those of the others do. One query."""
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    asked = {one.pk for units in offices.values() for one in units}
    rows = Document.objects.filter(office=OuterRef("pk"), direction=Direction.OUTGOING)
    begun, going_on = (
        rows.filter(dated__lte=last),
        rows.filter(dated__range=(date(year, 1, 1), date(year, 12, 31))),
    )
    held = Unit.objects.filter(Exists(begun), Exists(going_on), pk__in=asked)
    known = set(held.values_list("pk", flat=True))

    def holds(office: int, units: Collection[Unit]) -> bool:
        stood = [one.pk for one in units if one.valid_from <= first] or [office]
        return all(one in known for one in stood) or (office not in stood and office in known)

    return {office for office, units in offices.items() if not holds(office, units)}


def _a_year_before(day: date) -> date:
    """29/02 becomes 28/02."""
    return day.replace(year=day.year - 1, day=min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))
