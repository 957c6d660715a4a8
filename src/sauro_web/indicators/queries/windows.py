"""The one place that asks a register for some days of an indicator: the pages of a year (`queries.measuring`,
`queries.trend`) and reports go by what is said here, so that their figures are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from sauro.indicators.model import Tally
from sauro.reporting.periods import Window
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.merged import whose_records
from sauro_web.accounts.queries.reach import Reach
from sauro_web.documents.queries.bases import base_of, without_base
from sauro_web.documents.queries.counted_as import CountedAs
from sauro_web.documents.queries.counting import (
    documents_count,
    documents_counted,
    is_kept_from,
    rule_of,
    wording_of,
)
from sauro_web.documents.queries.digitised import digitised_months, digitised_share, digitised_wording
from sauro_web.documents.queries.exchanged import EXCHANGED, exchanged_months, exchanged_share
from sauro_web.indicators.queries.asking import Stretch
from sauro_web.meetings.queries.conferences import Held as Conference
from sauro_web.meetings.queries.conferences import conferences_of
from sauro_web.meetings.queries.last_year import year_before_of
from sauro_web.meetings.queries.limits import limits_of
from sauro_web.meetings.queries.limits import wording_of as limits_wording
from sauro_web.meetings.queries.months import months_until, whose_meetings
from sauro_web.outreach.queries.staff import trained
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.procedures.queries.settings import counting_of
from sauro_web.procedures.queries.sums import by_month, sums_of
from sauro_web.procedures.rules import figures_of
from sauro_web.procedures.shares import Share

__all__ = ["REGISTERS", "Held", "Register", "YearBefore", "counted_between", "is_begun", "whole_months"]

_SKILLS = "Người đã dự ít nhất một lớp trong năm / cán bộ, công chức đang công tác."


@dataclass(frozen=True, slots=True)
class Held:
    """What a register holds of some days. `tally` is None where it says nothing of them; `unknown` are
    records of which it is not known whether they count; `nothing_here` says that it has not one record of
    these days, so that a nought is none."""

    tally: Tally | None
    unknown: int = 0
    nothing_here: bool = False


@dataclass(frozen=True, slots=True)
class YearBefore:
    """What a cut is held against: `count` in the months from the first to the last, None where it is not
    known; `lacking` are units merged into the office of which none is known. `day_by_day` says whether the
    register itself holds all days of these months."""

    count: int | None
    first_month: int = 1
    last_month: int = 12
    source: str = ""
    months: str = ""
    """In words where they are not all twelve."""
    lacking: tuple[str, ...] = ()
    day_by_day: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """How the register of an indicator is asked. `held` counts some days, `wording` says by which rule,
    `addresses` lead to the records,
    those that arrived apart; `months` are the parts of a share by the number of the month, `days` how many
    there were on each day, of what is counted up; `before` is asked for the year that a cut is held against,
    `joined` says what of these days stands in registers of units that became one with the office, `begun`
    whether the register holds days from the first of them on.
    Where it is kept by months, days in the midst of one are not asked of it."""

    held: Callable[[Stretch], Held]
    wording: Callable[[Stretch], str]
    addresses: Callable[[Stretch], tuple[str, ...]]
    months: Callable[[Stretch], Mapping[int, Tally]] | None = None
    days: Callable[[Stretch], Mapping[date, int]] | None = None
    before: Callable[[Stretch], YearBefore] | None = None
    joined: Callable[[Stretch], str] | None = None
    begun: Callable[[Stretch], bool] | None = None
    by_month: bool = False


def counted_between(
    office: Unit, first: date, last: date, codes: Collection[str], *, seen_by: Reach
) -> Mapping[str, Tally]:
    """By code what an office's registers hold of these days. A cut is held against the same days of the year
    before, and against nothing where the register has none of them or begins later; a share of nothing at
    all is left out, and so is what cannot be counted for these days: figures of procedures where the window
    holds no whole month, training for whoever may not read the sums of the office. It is the office alone:
    who asks joins what units held that became one with it."""
    asked = Stretch(office, first, last, last, seen_by, alone=True)
    earlier = Window(first, last).year_earlier
    found: dict[str, Tally] = {}
    for code in codes:
        register = REGISTERS.get(code)
        if register is None:
            continue
        rules = replace(asked, by=whole_months(asked)[1]) if register.by_month else asked
        tally = register.held(rules).tally
        if tally is None or tally.against == 0:
            continue
        if register.before is not None:
            days = asked.between(earlier.first, earlier.last)
            before = register.held(days).tally if _begun(register, days) else None
            tally = Tally(tally.counted, (before.counted or None) if before else None)
        found[code] = tally
    return found


def is_begun(office: Unit, first: date, last: date, code: str, *, seen_by: Reach) -> bool:
    """Whether the register of an office, of it alone, holds these days from the first of them on: then
    nothing in it is a nought, and else it is not known."""
    return _begun(REGISTERS[code], Stretch(office, first, last, last, seen_by, alone=True))


def _begun(register: Register, days: Stretch) -> bool:
    return register.begun is None or register.begun(days)


def _documents(asked: Stretch) -> Held:
    rule = rule_of(asked.office, asked.by)
    count = documents_count(asked.office, rule, asked.first, asked.last, by=asked.joined_by)
    return Held(Tally(count), nothing_here=not count)


def _documents_wording(asked: Stretch) -> str:
    return wording_of(rule_of(asked.office, asked.by))


def _documents_by_day(asked: Stretch) -> Mapping[date, int]:
    rule = rule_of(asked.office, asked.by)
    rows = documents_counted(asked.office, rule, asked.first, asked.last, by=asked.joined_by)
    return dict(rows.values_list("dated").annotate(many=Count("pk")))


def _documents_before(asked: Stretch) -> YearBefore:
    office, year = asked.office, asked.first.year
    base = base_of(office, year, asked.by)
    kept_here = is_kept_from(office, year, base.first_month if base else 1, by=asked.joined_by)
    if base is None:
        return YearBefore(None, lacking=without_base(office, year, asked.by), day_by_day=kept_here)
    return YearBefore(
        base.count, base.first_month, base.last_month, base.source, base.months, day_by_day=kept_here
    )


def _documents_begun(asked: Stretch) -> bool:
    return is_kept_from(asked.office, asked.first.year, asked.first.month, by=asked.joined_by)


def _documents_joined(asked: Stretch) -> str:
    """Of units merged into the office in mid-year the documents stand in their own registers: that is said,
    as nobody finds them in that of the office."""
    gone = whose_records(asked.office, asked.first, asked.by)[1:]
    if not gone:
        return ""
    rule = rule_of(asked.office, asked.by)
    every = documents_counted(asked.office, rule, asked.first, asked.last, by=asked.by)
    many = every.exclude(office=asked.office).count()
    names = ", ".join(one.label for one in gone)
    return f"Đã cộng {many} văn bản của {names} ban hành trước khi sáp nhập." if many else ""


def _documents_at(counted_as: CountedAs) -> Callable[[Stretch], tuple[str, ...]]:
    return lambda asked: (_register("documents:outgoing", asked, counted_as),)


def _register(name: str, asked: Stretch, counted_as: CountedAs) -> str:
    return _address(name, asked.office, tinh=counted_as, tu=asked.first, den=asked.last)


def _conferences(asked: Stretch) -> Sequence[Conference]:
    return conferences_of(asked.office, asked.first, asked.last, by=asked.joined_by)


def _meetings(asked: Stretch) -> Held:
    held = _conferences(asked)
    return Held(Tally(len(held)), nothing_here=not held)


def _meetings_wording(asked: Stretch) -> str:
    return limits_wording(limits_of(asked.office, asked.by))


def _meetings_by_day(asked: Stretch) -> Mapping[date, int]:
    return Counter(one.day for one in _conferences(asked))


def _meetings_begun(asked: Stretch) -> bool:
    begun = months_until(asked.office, asked.last, since=asked.first, by=asked.joined_by).begun
    return begun is not None and begun <= (asked.first.year, asked.first.month)


def _meetings_before(asked: Stretch) -> YearBefore:
    found = year_before_of(asked.office, asked.first.year + 1, by=asked.joined_by)
    before = found.known
    if before is None:
        return YearBefore(None, lacking=found.lacking)
    return YearBefore(
        before.count, *before.months, before.source, before.period, day_by_day=not before.source
    )


def _meetings_joined(asked: Stretch) -> str:
    """As of documents: they stand in the calendars of those units."""
    gone = {one.pk: one.label for one in whose_meetings(asked.office, asked.first, asked.joined_by)[1:]}
    many = sum(one.office in gone for one in _conferences(asked)) if gone else 0
    return f"Đã cộng {many} hội nghị của {', '.join(gone.values())} họp trước khi sáp nhập." if many else ""


def _online(asked: Stretch) -> Held:
    held, limits = _conferences(asked), limits_of(asked.office, asked.by)
    online = sum(one.is_online(limits) for one in held)
    return Held(Tally(online, len(held)), nothing_here=not held)


def _online_by_month(asked: Stretch) -> Mapping[int, Tally]:
    held, limits = _conferences(asked), limits_of(asked.office, asked.by)
    every = Counter(one.day.month for one in held)
    online = Counter(one.day.month for one in held if one.is_online(limits))
    return {month: Tally(online[month], every[month]) for month in every}


def _conferences_at(asked: Stretch) -> tuple[str, ...]:
    return (_address("meetings:counted", asked.office, tu=asked.first, den=asked.last),)


def whole_months(asked: Stretch) -> tuple[date, date]:
    """Of the months that begin in these days and end in them the first and the last, by their first days: the
    last before the first where there is none."""
    first, last = asked.first, asked.last
    begins = first.replace(day=1) if first.day == 1 else _next_month(first)
    ends = last.replace(day=1)
    if _next_month(ends).toordinal() - 1 > last.toordinal():
        ends = date(last.year - (last.month == 1), (last.month - 2) % 12 + 1, 1)
    return begins, ends


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _share(asked: Stretch) -> Sequence[Share]:
    """The one that the office is held to."""
    return counting_of(asked.office, asked.by.replace(day=1)).shares[:1]


def _procedures(asked: Stretch) -> Held:
    first, last = whole_months(asked)
    rows = ProcedureFigures.objects.filter(figures_of(asked.office), month__range=(first, last))
    part = sums_of(rows, _share(asked)).digital
    return Held(Tally(part.part, part.whole) if part.known else None, nothing_here=not part.known)


def _procedures_by_month(asked: Stretch) -> Mapping[int, Tally]:
    first, last = whole_months(asked)
    rows = ProcedureFigures.objects.filter(figures_of(asked.office), month__range=(first, last))
    found = by_month(rows, _share(asked)).items()
    return {
        month.month: Tally(one.digital.part, one.digital.whole) for month, one in found if one.digital.known
    }


def _procedures_at(asked: Stretch) -> tuple[str, ...]:
    first, last = asked.first, asked.last
    said = {"tu": f"{first.month}/{first.year}", "den": f"{last.month}/{last.year}"}
    return (_address("procedures:overview", asked.office, **said),)


def _digitised(asked: Stretch) -> Held:
    found = digitised_share(
        asked.office, rule_of(asked.office, asked.by), asked.first, asked.last, by=asked.joined_by
    )
    tally = Tally(found.digitised, found.every)
    return Held(tally, found.unknown, nothing_here=not found.every)


def _digitised_by_month(asked: Stretch) -> Mapping[int, Tally]:
    found = digitised_months(
        asked.office, rule_of(asked.office, asked.by), asked.first, asked.last, by=asked.joined_by
    )
    return {month: Tally(*parts) for month, parts in found.items()}


def _digitised_at(asked: Stretch) -> tuple[str, ...]:
    ways = ["documents:outgoing"]
    if rule_of(asked.office, asked.by).digitised_of_arrivals:
        ways.append("documents:incoming")
    return tuple(_register(name, asked, CountedAs.DIGITISED) for name in ways)


def _exchanged(asked: Stretch) -> Held:
    found = exchanged_share(asked.office, asked.first, asked.last, by=asked.joined_by)
    return Held(Tally(found.electronic, found.every), nothing_here=not found.every)


def _exchanged_by_month(asked: Stretch) -> Mapping[int, Tally]:
    found = exchanged_months(asked.office, asked.first, asked.last, by=asked.joined_by)
    return {month: Tally(*parts) for month, parts in found.items()}


def _skills(asked: Stretch) -> Held:
    """Of the year of the last day: who has attended a course this year by then."""
    if not asked.seen_by.may_read_sums(asked.office):
        return Held(None, nothing_here=True)
    _, whole = trained(asked.office, asked.seen_by, asked.last.year, on=asked.last)
    tally = Tally(whole.part, whole.whole) if whole else None
    return Held(tally, nothing_here=not (whole and whole.part))


def _outreach_at(asked: Stretch) -> tuple[str, ...]:
    return (_address("outreach:overview", asked.office, nam=asked.last.year),)


def _address(name: str, office: Unit, **asked: object) -> str:
    said = {key: f"{one:%d/%m/%Y}" if isinstance(one, date) else one for key, one in asked.items()}
    return f"{reverse(name)}?{urlencode({'co-quan': office.pk, **said})}"


REGISTERS: Mapping[str, Register] = {
    "admin_documents_reduction": Register(
        _documents, _documents_wording, _documents_at(CountedAs.DOCUMENTS), days=_documents_by_day,
        before=_documents_before, joined=_documents_joined, begun=_documents_begun,
    ),
    "meetings_reduction": Register(
        _meetings, _meetings_wording, _conferences_at, days=_meetings_by_day, before=_meetings_before,
        joined=_meetings_joined, begun=_meetings_begun,
    ),
    "online_meetings_share": Register(_online, _meetings_wording, _conferences_at, months=_online_by_month),
    "digital_procedures_share": Register(
        _procedures, lambda asked: _share(asked)[0].wording, _procedures_at, months=_procedures_by_month,
        by_month=True,
    ),
    "digitised_documents_share": Register(
        _digitised, lambda asked: digitised_wording(rule_of(asked.office, asked.by)), _digitised_at,
        months=_digitised_by_month,
    ),
    "electronic_exchange_share": Register(
        _exchanged, lambda _: EXCHANGED, _documents_at(CountedAs.EXCHANGED), months=_exchanged_by_month
    ),
    # People trained are counted once a year, whatever the month: they have none.
    "digital_skills_share": Register(_skills, lambda _: _SKILLS, _outreach_at),
}  # fmt: skip
"""Of the seven."""
