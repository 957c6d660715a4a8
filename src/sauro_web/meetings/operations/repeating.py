"""A meeting that comes again: every occurrence a meeting of its own, all of them or none, but for those that
one leaves out by choice."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from sauro.dates.explain import day_words
from sauro.dates.intervals import Interval
from sauro.scheduling.clashes import Clash
from sauro.scheduling.model import OfficeHours
from sauro.scheduling.notices import Notice
from sauro.scheduling.series import Occurrence, Rule, occurrences_of
from sauro.scheduling.series import Series as CoreSeries
from sauro.scheduling.wording import listed
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import Attendee, Meeting, Series
from sauro_web.meetings.moments import local, sittings_of
from sauro_web.meetings.operations.asking import address_of, behalf_in, day_of
from sauro_web.meetings.operations.calling import (
    NewMeeting,
    attendees_of,
    check_new,
    facts_of,
    is_off_plan,
    made,
    reasons_given,
)
from sauro_web.meetings.operations.holding import Taking, alone_for, clashes_of, refuse_clashes, take
from sauro_web.meetings.queries.year import hours_of, notices_of_series
from sauro_web.meetings.repeating import rule_kept
from sauro_web.notices.operations import tell_each, tell_units

__all__ = ["Called", "Planned", "call_series", "planned_series"]

_MOST = 120
"""Occurrences of a series."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An occurrence before it is called: what the rule says of it, what stands in its way, and the limits
    that it does not keep on its day."""

    occurrence: Occurrence
    clashes: tuple[Clash, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def key(self) -> str:
        """What follows the code of a limit in the name of a reason that is given for this occurrence
        alone."""
        return f"@{self.occurrence.planned.isoformat()}"


@dataclass(frozen=True, slots=True)
class Called:
    """A series that was called: its meetings, and the days that were left out."""

    meetings: tuple[Meeting, ...]
    left_out: tuple[date, ...]


def planned_series(
    office: Unit, new: NewMeeting, rule: Rule, last: date, *, by: User, now: datetime
) -> tuple[Planned, ...]:
    """The occurrences of a series that begins with `new`, as a form shows them. Nine queries.

    Raises NotReady for a series without an occurrence, or with more than anybody looks through.
    """
    return _planned(office, new, rule, last, hours_of(office), by=by, now=now)


def _planned(
    office: Unit, new: NewMeeting, rule: Rule, last: date, hours: OfficeHours, *, by: User, now: datetime
) -> tuple[Planned, ...]:
    first = new.when.start.date()
    if last < first:
        raise NotReady("Ngày kết thúc loạt họp phải sau ngày họp đầu tiên.")
    series = CoreSeries(rule, first, last, new.when.start.time(), new.when.minutes)
    found = occurrences_of(series, hours.calendar)
    if not found:
        raise NotReady("Từ ngày đầu đến ngày cuối không có buổi họp nào theo lịch này.")
    if len(found) > _MOST:
        raise NotReady(f"Loạt họp có {len(found)} buổi, quá {_MOST}; hãy chọn ngày cuối sớm hơn.")
    takings = [
        Taking(f"new {number}", new.wanted, sittings_of(one.when, hours), new.subject)
        for number, one in enumerate(found)
        if one.when is not None
    ]
    clashes = clashes_of(takings, by=by, on=day_of(now))
    each = [facts_of(replace(new, when=one.when)) for one in found if one.when is not None]
    told = notices_of_series(office, each, subject=new.subject, on=day_of(now), hours=hours)
    return tuple(Planned(*one) for one in zip(found, clashes, told, strict=True))


def call_series(
    office: Unit,
    new: NewMeeting,
    rule: Rule,
    last: date,
    *,
    by: User,
    now: datetime,
    skip: Collection[date] = (),
    on_days_off: bool = False,
    leave_out_clashing: bool = False,
) -> Called:
    """Calls a series: `new` is its first occurrence, `rule` says when it comes again, up to the day `last`.
    The days in `skip` are left out, and with `leave_out_clashing` those that meet with another meeting.

    Raises NotAllowed; Clash that names every occurrence that clashes; NotReady as a single meeting does, and
    for occurrences on days off unless `on_days_off`.
    """
    on = day_of(now)
    if not rules.may_call(by, office, on=on):
        raise NotAllowed("Chỉ người công tác tại cơ quan mới đề nghị họp trong lịch của cơ quan.")
    check_new(office, new, now)
    hours = hours_of(office)
    with transaction.atomic():
        alone_for([new.wanted])
        planned = _planned(office, new, rule, last, hours, by=by, now=now)
        kept = [one for one in planned if _is_ahead(one, now) and one.occurrence.planned not in skip]
        if not on_days_off:
            _refuse_days_off([one.occurrence for one in kept])
        if leave_out_clashing:
            kept = [one for one in kept if not one.clashes]
        refuse_clashes(clash for one in kept for clash in one.clashes)
        if not kept:
            raise NotReady("Không còn buổi họp nào để xếp lịch; hãy đổi giờ hoặc ngày.")
        led = rules.leads(by, office, on=on)
        off_plan = {year: _is_off_plan(office, new, year, led=led) for year in _years(kept)}
        firm = led if any(off_plan.values()) else rules.may_approve(by, office, on=on)
        meetings = _made(office, new, rule, last, kept, hours, off_plan, by=by, now=now, firm=firm)
        left_out = tuple(sorted({one.occurrence.planned for one in planned if one not in kept}))
        _tell(meetings, now, by, firm=firm)
        changes: dict[str, tuple[object, object]] = {
            "meetings": (0, len(meetings)),
            "left_out": ("", ", ".join(day_words(day) for day in left_out)),
        }
        series = meetings[0].series
        assert series is not None  # noqa: S101 (for the type checker)
        record("meeting.call_series", series, by=by, changes=changes, on_behalf_of=behalf_in(by, office, on))
    return Called(tuple(meetings), left_out)


def _years(kept: Sequence[Planned]) -> set[int]:
    return {one.occurrence.planned.year for one in kept}


def _is_ahead(one: Planned, now: datetime) -> bool:
    return one.occurrence.when is not None and one.occurrence.when.end > local(now)


def _refuse_days_off(found: Sequence[Occurrence]) -> None:
    off = [one for one in found if one.on_day_off]
    if off:
        days = listed([day_words(one.planned) for one in off])
        raise NotReady(
            f"{len(off)} buổi rơi vào ngày nghỉ ({days}); hãy bỏ những buổi đó, hoặc xác nhận vẫn họp."
        )


def _made(
    office: Unit,
    new: NewMeeting,
    rule: Rule,
    last: date,
    kept: Sequence[Planned],
    hours: OfficeHours,
    off_plan: Mapping[int, bool],
    *,
    by: User,
    now: datetime,
    firm: bool,
) -> list[Meeting]:
    first = new.when
    series = Series.objects.create(
        office=office,
        rule=rule_kept(rule),
        first=first.start.date(),
        last=last,
        starts_at=first.start.time(),
        minutes=first.minutes,
    )
    reasons = [_reasons(one, new.reasons, new.reason) for one in kept]
    meetings: list[Meeting] = []
    taken: list[tuple[Meeting, Interval]] = []
    for one, given in zip(kept, reasons, strict=True):
        assert one.occurrence.when is not None  # noqa: S101 (for the type checker)
        when = one.occurrence.when
        row = made(office, replace(new, when=when), {}, by=by, now=now, firm=firm, series=series)
        row.reasons, row.occurrence = given, one.occurrence.planned
        row.off_plan = off_plan[one.occurrence.planned.year]
        meetings.append(row)
        taken.append((row, when))
    Meeting.objects.bulk_create(meetings)
    Attendee.objects.bulk_create([row for one in meetings for row in attendees_of(one, new)], batch_size=500)
    take([(row, new.wanted, sittings_of(when, hours)) for row, when in taken], firm=firm)
    return meetings


def _reasons(one: Planned, given: Mapping[str, str], otherwise: str) -> dict[str, list[str]]:
    """The reasons of one occurrence: those given for it alone, else those for the whole series. Raises
    NotReady that names the occurrence where one is missing."""
    own = {told.code: given.get(f"{told.code}{one.key}") or given.get(told.code, "") for told in one.notices}
    try:
        return reasons_given(one.notices, own, otherwise)
    except NotReady as missing:
        raise NotReady(f"Buổi {day_words(one.occurrence.planned)}: {missing.sentence}") from None


def _is_off_plan(office: Unit, new: NewMeeting, year: int, *, led: bool) -> bool:
    """A line of the plan stands for the occurrences of its own year."""
    day = new.when.start
    if year == day.year:
        return is_off_plan(office, new, led=led)
    return is_off_plan(office, replace(new, line=None), year=year)


def _tell(meetings: Sequence[Meeting], now: datetime, by: User, *, firm: bool) -> None:
    """Everybody who is called, once for the whole series."""
    if not firm:
        return
    first, last = (local(one.starts) for one in (meetings[0], meetings[-1]))
    said = (
        f"Mời họp định kỳ: “{meetings[0].subject}”, {len(meetings)} buổi, từ {first:%H:%M} ngày "
        f"{day_words(first.date())} đến ngày {day_words(last.date())}."
    )[:400]
    rows = list(meetings[0].attendees.select_related("person", "unit"))
    people = [row.person for row in rows if row.person is not None and row.person != by]
    units = [row.unit for row in rows if row.unit is not None]
    link, key = address_of(meetings[0].pk), f"series.{meetings[0].series_id}.called"
    tell_each(((one, said) for one in people), link=link, key=key, now=now)
    tell_units(((unit, said) for unit in units), link=link, key=key, now=now)
