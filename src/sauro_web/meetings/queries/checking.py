"""What a form shows before anything is sent: what stands in the way, the nearest free times with their
reasons, the limits that are not kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sauro.dates.intervals import Interval
from sauro.scheduling.clashes import Clash, find_clashes
from sauro.scheduling.model import OfficeHours
from sauro.scheduling.notices import Notice
from sauro.scheduling.propose import Proposal
from sauro.scheduling.wording import clock, weekday_words
from sauro_web.accounts.models import Unit, User
from sauro_web.meetings.models import Meeting, Room
from sauro_web.meetings.moments import minutes_of_sitting, sittings_of
from sauro_web.meetings.queries.holds import Wanted, booking_of, diary_of, pending_beside, room_party
from sauro_web.meetings.queries.proposals import free_times
from sauro_web.meetings.queries.rooms import rooms_of
from sauro_web.meetings.queries.year import Facts, notices_for

__all__ = ["Checked", "Offer", "check"]

_COUNT = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A time that is proposed, as a button sends it; `besides` are rooms that it takes along with the one
    proposed."""

    proposal: Proposal
    besides: tuple[Room, ...] = ()

    @property
    def value(self) -> str:
        """From, to, the rooms: "2026-06-10T08:00/2026-06-10T09:30/12,14"."""
        when, room = self.proposal.when, self.proposal.room
        rooms = [room.key] if room else []
        rooms += [str(one.pk) for one in self.besides]
        return f"{when.start:%Y-%m-%dT%H:%M}/{when.end:%Y-%m-%dT%H:%M}/{','.join(rooms)}"

    @property
    def words(self) -> str:
        """As its button says it: "thứ Tư, 10/06/2026, 08:00–09:30"."""
        when = self.proposal.when
        end = clock(when.end)
        if when.days[-1] != when.start.date():
            end = f"{end} {weekday_words(when.end.date())}"
        return f"{weekday_words(when.start.date())}, {clock(when.start)}–{end}"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer: `clashes` refuse; `told` need not; `rivals` are requests that wait for the same; `offers`
    where there is a clash, or where they are asked for; `notices` want a reason."""

    clashes: tuple[Clash, ...]
    told: tuple[Clash, ...]
    rivals: Sequence[Meeting]
    offers: Sequence[Offer]
    short: Sequence[Offer]
    """Where nobody could all come: with the fewest missing, or without a room."""
    notices: tuple[Notice, ...]
    sittings: tuple[Interval, ...]


def check(
    office: Unit,
    wanted: Wanted,
    facts: Facts,
    hours: OfficeHours,
    *,
    by: User,
    on: date,
    chair: User | None,
    besides: Meeting | None = None,
) -> Checked:
    """About a dozen queries."""
    sittings = sittings_of(facts.when, hours)
    own = [besides.pk] if besides else []
    within = Interval(sittings[0].start, sittings[-1].end)
    diary = diary_of(wanted.parties, within, seen_by=by, on=on, besides=own)
    found = find_clashes(booking_of("new", sittings, wanted), diary)
    clashes = tuple(one for one in found if one.refuses)
    offers: list[Offer] = []
    short: list[Offer] = []
    if clashes:
        offers, short = _offers(office, wanted, facts, hours, by=by, on=on, chair=chair, besides=own)
    return Checked(
        clashes,
        tuple(one for one in found if not one.refuses),
        pending_beside(wanted, sittings, besides=besides),
        offers,
        short,
        notices_for(office, facts, on=on, besides=besides, hours=hours),
        sittings,
    )


def _offers(
    office: Unit,
    wanted: Wanted,
    facts: Facts,
    hours: OfficeHours,
    *,
    by: User,
    on: date,
    chair: User | None,
    besides: Sequence[int],
) -> tuple[list[Offer], list[Offer]]:
    """Any room of the office that is as large will do as well as the first that was asked for; others that
    were asked for besides have to be free too."""
    first, along = wanted.rooms[:1], wanted.rooms[1:]
    others = (one for one in rooms_of(office, on=on) if one not in wanted.rooms and not one.virtual)
    rooms = (*first, *others) if first and not first[0].virtual else first
    found = free_times(
        Wanted(rooms, wanted.required, wanted.optional),
        minutes_of_sitting(facts.when, hours),
        hours,
        at=facts.when.start,
        seen_by=by,
        on=on,
        chair=chair,
        besides=besides,
        count=_COUNT if not along else _COUNT * 4,
    )
    free = _with(along, found.free, by=by, on=on, besides=besides)
    short = (*found.without_room, *found.without_some)[:_COUNT]
    return [Offer(one, along) for one in free[:_COUNT]], [Offer(one) for one in short]


def _with(
    rooms: tuple[Room, ...], found: Sequence[Proposal], *, by: User, on: date, besides: Sequence[int]
) -> Sequence[Proposal]:
    """Those at which these rooms are free too."""
    if not rooms or not found:
        return found
    parties = tuple(room_party(one) for one in rooms)
    within = Interval(min(one.when.start for one in found), max(one.when.end for one in found))
    diary = diary_of(parties, within, seen_by=by, on=on, besides=besides)
    return [one for one in found if not diary.all_overlapping(parties, one.when)]
