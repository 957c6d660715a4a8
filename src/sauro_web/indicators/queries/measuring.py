"""What an office has reached in a year, counted from its registers: each indicator from the very rows that
its page lists, by the counting rule that the register itself goes by."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from sauro.dates.periods import last_day
from sauro.dates.workdays import WorkCalendar
from sauro.indicators.model import THE_SEVEN, Indicator, Tally
from sauro.indicators.pace import YearEnd, YearSoFar, year_end
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import Reach
from sauro_web.documents.models import Document
from sauro_web.documents.queries.counted_as import CountedAs
from sauro_web.documents.queries.counting import (
    allowance_of,
    base_of,
    documents_counted,
    first_and_last,
    rule_of,
)
from sauro_web.documents.queries.digitised import digitised_share
from sauro_web.documents.queries.exchanged import EXCHANGED, exchanged_share
from sauro_web.meetings.queries.conferences import conferences_of
from sauro_web.meetings.queries.last_year import LastYear, last_year_of
from sauro_web.meetings.queries.limits import limits_of
from sauro_web.meetings.queries.limits import wording_of as limits_wording
from sauro_web.outreach.queries.staff import trained
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.procedures.queries.settings import counting_of
from sauro_web.procedures.queries.sums import sums_of
from sauro_web.procedures.rules import figures_of
from sauro_web.workdays.queries import calendar_of

__all__ = ["Asked", "Measured", "measured"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which office and year, as seen on a day by somebody."""

    office: Unit
    year: int
    on: date
    seen_by: Reach

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day that has come."""
        return min(date(self.year, 12, 31), self.on)

    @property
    def is_over(self) -> bool:
        """Whether the year has ended."""
        return self.on > date(self.year, 12, 31)

    @property
    def days_before(self) -> tuple[date, date]:
        """The same days of the year before; 29/02 becomes 28/02."""
        return date(self.year - 1, 1, 1), _year_before(self.last)


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator of an office and year. `before` is the same of the same days of the year before, None
    where nothing of that is here; `address` leads to the records that
    were counted, `of_arrivals` to those of them that arrived, where such are. `end` is what the year will
    have come to; `note` says what is not known."""

    indicator: Indicator
    tally: Tally | None
    wording: str
    address: str
    before: Tally | None = None
    end: YearEnd | None = None
    base_source: str = ""
    note: str = ""
    of_arrivals: str = ""


def measured(asked: Asked) -> Sequence[Measured]:
    """The seven, in their order."""
    return tuple(_MEASURES[one.code](one, asked) for one in THE_SEVEN)


def _documents(indicator: Indicator, asked: Asked) -> Measured:
    office, rule = asked.office, rule_of(asked.office, asked.last)
    base = base_of(office, asked.year - 1)
    allowance = allowance_of(office, asked.year, asked.on, rule=rule)
    first, last = first_and_last(asked.year, base)
    days = _by_day(documents_counted(office, rule, first, min(last, asked.last)), "dated")
    same = None if allowance.same_period is None else Tally(allowance.same_period)
    shape = None
    if same is not None and first <= asked.on < last:
        from_day = asked.days_before[1] + timedelta(days=1)
        shape = same.counted, documents_counted(office, rule, from_day, _year_before(last)).count()
    return Measured(
        indicator,
        Tally(allowance.counted, base.count if base else None),
        allowance.wording,
        _address("documents:outgoing", office, tinh=CountedAs.DOCUMENTS, tu=first, den=min(last, asked.last)),
        before=same,
        end=_end(days, asked, (first, last), shape),
        base_source=base.source if base else "",
        note="" if base else f"Chưa có số văn bản năm {asked.year - 1} để so sánh.",
    )


def _meetings(indicator: Indicator, asked: Asked) -> Measured:
    office = asked.office
    before = last_year_of(office, asked.year)
    span = _span(asked.year, before)
    held = [one for one in conferences_of(office, asked.first, asked.last) if span[0] <= one.day <= span[1]]
    earlier = conferences_of(office, asked.days_before[0], date(asked.year - 1, 12, 31))
    same = [one for one in earlier if one.day <= asked.days_before[1]]
    days = Counter(one.day for one in held)
    whole = before is not None and before.is_whole and not before.source
    shape = (len(same), len(earlier) - len(same)) if whole else None
    return Measured(
        indicator,
        Tally(len(held), before.count if before else None),
        limits_wording(limits_of(office, asked.last)),
        _address("meetings:year_plan", office, nam=asked.year),
        before=Tally(len(same)) if whole else None,
        end=_end(days, asked, span, shape),
        base_source=before.source if before else "",
        note=_of_months(before, asked.year),
    )


def _span(year: int, before: LastYear | None) -> tuple[date, date]:
    """The first and the last day of the months that are compared."""
    first, last = before.months if before else (1, 12)
    return date(year, first, 1), last_day(year, last)


def _of_months(before: LastYear | None, year: int) -> str:
    if before is None:
        return f"Chưa có số hội nghị năm {year - 1} để so sánh."
    return f"So với năm {year - 1} {before.period}, là những tháng có số." if before.period else ""


def _online(indicator: Indicator, asked: Asked) -> Measured:
    office, limits = asked.office, limits_of(asked.office, asked.last)
    held = conferences_of(office, asked.first, asked.last)
    earlier = conferences_of(office, *asked.days_before)
    return Measured(
        indicator,
        Tally(sum(one.is_online(limits) for one in held), len(held)),
        limits_wording(limits),
        _address("meetings:year_plan", office, nam=asked.year),
        before=Tally(sum(one.is_online(limits) for one in earlier), len(earlier)) if earlier else None,
    )


def _procedures(indicator: Indicator, asked: Asked) -> Measured:
    office, month = asked.office, asked.last.replace(day=1)
    shares = counting_of(office, month).shares[:1]
    rows = ProcedureFigures.objects.filter(figures_of(office), month__year=asked.year, month__lte=month)
    part = sums_of(rows, shares).digital
    before = ProcedureFigures.objects.filter(
        figures_of(office), month__year=asked.year - 1, month__month__lte=month.month
    )
    earlier = sums_of(before, shares).digital
    return Measured(
        indicator,
        Tally(part.part, part.whole) if part.known else None,
        shares[0].wording,
        _address("procedures:overview", office, tu=f"1/{asked.year}", den=f"{month.month}/{asked.year}"),
        before=Tally(earlier.part, earlier.whole) if earlier.known else None,
        note="" if part.known else "Chưa có số liệu thủ tục hành chính của năm.",
    )


def _digitised(indicator: Indicator, asked: Asked) -> Measured:
    office, rule = asked.office, rule_of(asked.office, asked.last)
    found = digitised_share(office, rule, asked.first, asked.last)
    before = digitised_share(office, rule, *asked.days_before)
    days = {"tinh": CountedAs.DIGITISED, "tu": asked.first, "den": asked.last}
    return Measured(
        indicator,
        Tally(found.digitised, found.every),
        found.wording,
        _address("documents:outgoing", office, **days),
        before=Tally(before.digitised, before.every) if before.every else None,
        note=f"Chưa có tệp để kiểm tra: {found.unknown} văn bản." if found.unknown else "",
        of_arrivals=_address("documents:incoming", office, **days) if rule.digitised_of_arrivals else "",
    )


def _exchanged(indicator: Indicator, asked: Asked) -> Measured:
    office = asked.office
    found = exchanged_share(office, asked.first, asked.last)
    before = exchanged_share(office, *asked.days_before)
    return Measured(
        indicator,
        Tally(found.electronic, found.every),
        EXCHANGED,
        _address("documents:outgoing", office, tinh=CountedAs.EXCHANGED, tu=asked.first, den=asked.last),
        before=Tally(before.electronic, before.every) if before.every else None,
    )


def _skills(indicator: Indicator, asked: Asked) -> Measured:
    _, whole = trained(asked.office, asked.seen_by, asked.year, on=asked.last)
    _, before = trained(asked.office, asked.seen_by, asked.year - 1, on=asked.days_before[1])
    return Measured(
        indicator,
        Tally(whole.part, whole.whole) if whole else None,
        "Người đã dự ít nhất một lớp trong năm / cán bộ, công chức đang công tác.",
        _address("outreach:overview", asked.office, nam=asked.year),
        before=Tally(before.part, before.whole) if before and before.part else None,
    )


_MEASURES: Mapping[str, Callable[[Indicator, Asked], Measured]] = {
    "admin_documents_reduction": _documents,
    "meetings_reduction": _meetings,
    "online_meetings_share": _online,
    "digital_procedures_share": _procedures,
    "digitised_documents_share": _digitised,
    "electronic_exchange_share": _exchanged,
    "digital_skills_share": _skills,
}


def _address(name: str, office: Unit, **asked: object) -> str:
    said = {key: f"{one:%d/%m/%Y}" if isinstance(one, date) else one for key, one in asked.items()}
    return f"{reverse(name)}?{urlencode({'co-quan': office.pk, **said})}"


def _by_day(rows: QuerySet[Document], name: str) -> Counter[date]:
    counted = rows.order_by().values_list(name).annotate(many=Count("pk"))
    return Counter(dict(counted))


def _end(
    days: Counter[date], asked: Asked, span: tuple[date, date], shape: tuple[int, int] | None
) -> YearEnd | None:
    """What the days from the first to the last of `span` will have come to, from the whole weeks so far;
    `shape` is what the year before had in the same days and in the rest of them."""
    first, last = span
    if asked.on > last or asked.on < first:
        return None
    work = calendar_of(asked.office)
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = []
    while monday + timedelta(days=6) <= asked.on:
        weeks.append(sum(days[monday + timedelta(days=number)] for number in range(7)))
        monday += timedelta(days=7)
    gone = _working(work, first, asked.on)
    return year_end(YearSoFar(weeks, days.total(), gone, _working(work, first, last) - gone, shape))


def _working(work: WorkCalendar, first: date, last: date) -> int:
    return sum(work.is_working(first + timedelta(days=one)) for one in range((last - first).days + 1))


def _year_before(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))
