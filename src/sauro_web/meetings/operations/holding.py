"""Taking rooms and people for meetings: whoever writes is alone with them, what stands in the way is named,
and the guard of the database has the last word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from sauro.dates.intervals import Interval
from sauro.scheduling import clashes as core
from sauro.scheduling.clashes import find_clashes_of_set, refusing
from sauro_web.accounts.models import User
from sauro_web.common.errors import Clash
from sauro_web.common.guards import alone_with
from sauro_web.meetings.models import CALLING, Hold, Meeting, PlannedConference
from sauro_web.meetings.moments import stored
from sauro_web.meetings.queries.holds import Wanted, booking_of, diary_of, wanted_by

__all__ = [
    "Taking",
    "alone_for",
    "alone_with_lines",
    "clashes_of",
    "people_called",
    "refuse_clashes",
    "refuse_taken",
    "take",
]

_ROOM, _PERSON = 7_001, 7_002
"""Kinds of locks."""
_BATCH = 500
_TOLD = 4
_AT_ONCE = (
    "Phòng hoặc người vừa được một cuộc họp khác giữ trong lúc ông (bà) gửi; hãy gửi lại để xem trùng với "
    "cuộc nào."
)


@dataclass(frozen=True, slots=True)
class Taking:
    """What one meeting takes, sitting by sitting; `meeting` tells it from the others that are taken for at
    the same time and, where it is not there yet, from the numbers of all that are. `subject` as it may be
    told to whoever takes."""

    meeting: str
    wanted: Wanted
    sittings: tuple[Interval, ...]
    subject: str = ""


def alone_for(wanteds: Iterable[Wanted]) -> None:
    """Until the transaction ends nobody else takes one of these rooms or people: so that what is looked up is
    still so when it is written, and two who each want what the other has do not wait for each other."""
    several = list(wanteds)
    alone_with(connection, _ROOM, {room.pk for one in several for room in one.rooms})
    alone_with(connection, _PERSON, {person.pk for one in several for person in one.required})


def alone_with_lines(lines: QuerySet[PlannedConference]) -> None:
    """Until the transaction ends nobody else takes one of these lines of the yearly plan. Asked for after
    `alone_for`, so that two who want both do not wait for each other."""
    list(lines.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def people_called(meeting: Meeting) -> Wanted:
    """Its rooms as they are held or asked for, and its people as they are called. Two queries."""
    rows = list(meeting.attendees.select_related("person"))
    required = [row.person for row in rows if row.person is not None and row.role in CALLING]
    optional = [row.person for row in rows if row.person is not None and row.role not in CALLING]
    return Wanted(wanted_by(meeting).rooms, tuple(required), tuple(optional))


def clashes_of(
    takings: Sequence[Taking], *, by: User, on: date, besides: Iterable[int] = ()
) -> tuple[tuple[core.Clash, ...], ...]:
    """For each, what stands in its way: what is held already, but by the meetings `besides`, and what stands
    before it in the row. Three queries, however many they are."""
    sittings = [one for taking in takings for one in taking.sittings]
    if not sittings:
        return tuple(() for _ in takings)
    within = Interval(min(one.start for one in sittings), max(one.end for one in sittings))
    parties = dict.fromkeys(party for taking in takings for party in taking.wanted.parties)
    diary = diary_of(tuple(parties), within, seen_by=by, on=on, besides=besides)
    bookings = [booking_of(one.meeting, one.sittings, one.wanted, one.subject) for one in takings]
    return tuple(refusing(found) for found in find_clashes_of_set(bookings, diary))


def refuse_taken(taking: Taking, *, by: User, on: date, besides: Iterable[int] = ()) -> None:
    """Raises Clash where something stands in the way of this one meeting, as `refuse_clashes` names it."""
    (found,) = clashes_of([taking], by=by, on=on, besides=besides)
    refuse_clashes(found)


def refuse_clashes(clashes: Iterable[core.Clash]) -> None:
    """Raises Clash that names them, where there is one: who or which room, with which meeting, from when to
    when."""
    found = tuple(dict.fromkeys(clashes))
    if not found:
        return
    words = " ".join(one.message for one in found[:_TOLD])
    more = f" Còn {len(found) - _TOLD} chỗ trùng khác." if len(found) > _TOLD else ""
    raise Clash(f"Trùng lịch: {words}{more}", found)


def take(meetings: Sequence[tuple[Meeting, Wanted, Sequence[Interval]]], *, firm: bool) -> None:
    """Writes what each meeting holds, in the place of what it held; `firm` where nobody else may then have
    it, else it only says what is asked for.

    Raises Clash where the database refuses, which is after all only where somebody wrote past `alone_for`.
    """
    rows = [row for meeting, wanted, sittings in meetings for row in _rows(meeting, wanted, sittings, firm)]
    Hold.objects.filter(meeting__in=[meeting for meeting, *_ in meetings]).delete()
    try:
        with transaction.atomic():
            Hold.objects.bulk_create(rows, batch_size=_BATCH)
    except IntegrityError:
        raise Clash(_AT_ONCE) from None


def _rows(meeting: Meeting, wanted: Wanted, sittings: Sequence[Interval], firm: bool) -> list[Hold]:
    needed = {person.pk for person in wanted.required}
    optional = [person for person in wanted.optional if person.pk not in needed]
    parties: tuple[dict[str, Any], ...] = (
        *({"room": room} for room in dict.fromkeys(wanted.rooms)),
        *({"person": person} for person in dict.fromkeys(wanted.required)),
        *({"person": person, "required": False} for person in dict.fromkeys(optional)),
    )
    return [
        Hold(meeting=meeting, starts=stored(when.start), ends=stored(when.end), live=firm, **party)
        for when in sittings
        for party in parties
    ]
