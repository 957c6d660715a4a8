"""What counts of the documents of an office, and how many there are: one query, used by the page that draws a
number, the lists, and the allowance."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit
from sauro_web.common.between_pages import kept
from sauro_web.common.guards import counted_up_together
from sauro_web.documents.allowance import Allowance, Base
from sauro_web.documents.models import (
    Baseline,
    CountingRule,
    Direction,
    Document,
    DocumentClass,
    SeriesYear,
)

__all__ = [
    "DEFAULT_CUT",
    "allowance_of",
    "base_from",
    "base_of",
    "counted_by_kind",
    "counts_for",
    "default_rule",
    "documents_counted",
    "first_and_last",
    "is_counted",
    "is_nearly_used_up",
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
_DEFAULT_SOURCE = "Kết luận số 226-KL/TW ngày 11/12/2025"


def rule_of(office: Unit, on: date) -> CountingRule:
    """The version in force that day; an unsaved one with the defaults where the office has none."""

    def newest() -> CountingRule | None:
        rows = CountingRule.objects.filter(office=office, valid_from__lte=on)
        return rows.order_by("-valid_from").first()

    return kept(("counting rule", office.pk, on), newest) or default_rule(office, on)


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


def documents_counted(office: Unit, rule: CountingRule, first: date, last: date) -> QuerySet[Document]:
    """The documents that count, of these days."""
    return Document.objects.filter(is_counted(rule), office=office, dated__range=(first, last)).order_by()


def counted_by_kind(office: Unit, rule: CountingRule, first: date, last: date) -> Mapping[str, int]:
    """How many there are of each kind. One query."""
    rows = documents_counted(office, rule, first, last).values_list("kind").annotate(many=Count("pk"))
    return dict(rows)


def base_of(office: Unit, year: int) -> Base | None:
    """The number of a year that the next is measured by: the row of the whole, else the sum of the kinds.
    One query."""

    def rows() -> tuple[Baseline, ...]:
        return tuple(Baseline.objects.filter(office=office, year=year))

    return base_from(kept(("baseline", office.pk, year), rows))


def base_from(rows: Sequence[Baseline]) -> Base | None:
    """Of the rows of one office and year."""
    if not rows:
        return None
    whole = [row for row in rows if not row.kind] or rows
    one = whole[0]
    return Base(one.year, sum(row.count for row in whole), one.source, one.first_month, one.last_month)


def first_and_last(year: int, base: Base | None) -> tuple[date, date]:
    """The days of a year that are measured: the months of its base."""
    first, last = (base.first_month, base.last_month) if base else (1, 12)
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def allowance_of(
    office: Unit, year: int, on: date, *, compare: bool = True, rule: CountingRule | None = None
) -> Allowance:
    """The allowance as it stands on a day: five queries, three without the comparison with the same days
    of the year before."""
    rule, base = rule or rule_of(office, on), base_of(office, year - 1)
    first, last = first_and_last(year, base)
    counted = documents_counted(office, rule, first, last).count()
    same = _same_period(office, rule, first, min(on, last)) if compare else None
    return Allowance(year, counted, base, rule.cut, wording_of(rule), same)


def is_nearly_used_up(office: Unit, rule: CountingRule, year: int, *, now: datetime) -> bool:
    """Whether so little of the allowance is left that it must be counted again, alone, before each document.
    Where much is left it is not counted each time: what was counted lately, less every number drawn in the
    office since, is left at least."""
    base = base_of(office, year - 1)
    if base is None:
        return False
    drawn = counted_up_together(
        SeriesYear, "last", of="series", kept_in="office", where={"year": year}, place=office.pk
    )
    # Not a copy of rows but this process's own note, which lapses with whatever it was counted by.
    lately: list[_Lately] = kept(("counted lately", office.pk, year), list)
    for one in lately:
        is_fresh = (one.rule, one.base) == (rule.pk, base) and timedelta(0) <= now - one.at < _LATELY
        if is_fresh and one.left - (drawn - one.drawn) > _NEAR:
            return False
    left = allowance_of(office, year, localdate(now), compare=False, rule=rule).left
    if left is None:
        return False
    lately[:] = [_Lately(left, drawn, rule.pk, base, now)]
    return left <= _NEAR


@dataclass(frozen=True, slots=True)
class _Lately:
    """What was left of an allowance when so many numbers had been drawn in the office."""

    left: int
    drawn: int
    rule: int | None
    base: Base | None
    at: datetime


def _same_period(office: Unit, rule: CountingRule, first: date, last: date) -> int | None:
    """None where the register of the year before is not in the software."""
    if last < first:
        return None
    before = _a_year_before(first), _a_year_before(last)
    known = Document.objects.filter(
        Q(office=office, direction=Direction.OUTGOING),
        dated__range=(date(before[0].year, 1, 1), date(before[0].year, 12, 31)),
    )
    return documents_counted(office, rule, *before).count() if known.exists() else None


def _a_year_before(day: date) -> date:
    """29/02 becomes 28/02."""
    return day.replace(year=day.year - 1, day=min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))
