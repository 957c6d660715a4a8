"""What stands in the way of a meeting, of a series or of a whole set: who or which room, with which meeting,
from when to when. Rooms and required people refuse; where somebody need not be there it is only told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sauro.dates.intervals import Interval
from sauro.scheduling.diary import Diary
from sauro.scheduling.model import Booking, Hold, Party, PartyKind, holds_of
from sauro.scheduling.wording import interval_words

__all__ = ["Clash", "find_clashes", "find_clashes_of_set", "find_clashes_of_sittings", "refusing"]


@dataclass(frozen=True, slots=True)
class Clash:
    """`party` is wanted by a meeting for `when`, and held by `hold` at the same time. `needed`: a room, or a
    person the meeting requires."""

    party: Party
    when: Interval
    hold: Hold
    needed: bool = True

    @property
    def refuses(self) -> bool:
        """Whether the meeting cannot be: both sides need the party."""
        return self.needed and self.hold.firm

    @property
    def common(self) -> Interval:
        """The time that both want. Raises ValueError for a clash that is none."""
        both = self.when.common(self.hold.when)
        if both is None:
            raise ValueError("what does not overlap is no clash")
        return both

    @property
    def message(self) -> str:
        """One sentence: who or what, with which meeting, from when to when."""
        meeting = f"“{self.hold.subject}”" if self.hold.subject else "một cuộc họp khác"
        when = interval_words(self.hold.when)
        if self.party.kind is PartyKind.ROOM:
            return f"{self.party.title} đã được dùng cho {meeting} {when}."
        if not self.hold.required:
            return f"{self.party.title} được mời dự {meeting} {when} nhưng không bắt buộc."
        if not self.needed:
            return f"{self.party.title} (không bắt buộc dự) bận dự {meeting} {when}."
        return f"{self.party.title} bận dự {meeting} {when}."


def find_clashes_of_sittings(
    parties: Iterable[Party], sittings: Iterable[Interval], diary: Diary, *, needed: bool = True
) -> tuple[Clash, ...]:
    """The clashes of people and rooms, all needed or all not, for these times: in order of sittings, then of
    parties, then of time."""
    several = tuple(parties)
    return tuple(
        Clash(party, when, hold, needed)
        for when in sittings
        for party, hold in diary.all_overlapping(several, when)
    )


def find_clashes(booking: Booking, diary: Diary) -> tuple[Clash, ...]:
    """The clashes of a meeting with what is held already, then of its own sittings with one another. Holds it
    has already do not hinder it, so that it can be moved or extended."""
    return find_clashes_of_set([booking], diary)[0]


def find_clashes_of_set(bookings: Sequence[Booking], diary: Diary) -> tuple[tuple[Clash, ...], ...]:
    """For each meeting of a set, as of an import, its clashes: with what is held already, then with what
    stands before it in the set, its own earlier sittings too. Holds that meetings of the set have already
    do not count: the set says anew when they are. Meetings of the set are told apart by their place in it."""
    named = {booking.meeting for booking in bookings}
    set_diary = Diary(
        replace(hold, meeting=f"{number}:{place}")
        for number, booking in enumerate(bookings)
        for place, when in enumerate(booking.sittings)
        for hold in holds_of(replace(booking, sittings=(when,)))
    )
    answers = []
    for number, booking in enumerate(bookings):
        held = _of_booking(booking, booking.sittings, diary)
        inside = _with_earlier(number, bookings, set_diary)
        answers.append((*(one for one in held if one.hold.meeting not in named), *inside))
    return tuple(answers)


def refusing(clashes: Iterable[Clash]) -> tuple[Clash, ...]:
    """Those for which the meeting cannot be."""
    return tuple(clash for clash in clashes if clash.refuses)


def _of_booking(booking: Booking, sittings: Iterable[Interval], diary: Diary) -> Iterator[Clash]:
    """Sitting by sitting: rooms and required people, then optional ones."""
    for when in sittings:
        yield from find_clashes_of_sittings(booking.needed, (when,), diary)
        yield from find_clashes_of_sittings(booking.others, (when,), diary, needed=False)


def _with_earlier(number: int, bookings: Sequence[Booking], set_diary: Diary) -> Iterator[Clash]:
    """The clashes with whatever stands before in the set, meeting by meeting and sitting by sitting."""
    booking = bookings[number]
    for place, when in enumerate(booking.sittings):
        for clash in _of_booking(booking, (when,), set_diary):
            other, sitting = map(int, clash.hold.meeting.split(":"))
            if (other, sitting) < (number, place):
                yield replace(clash, hold=replace(clash.hold, meeting=bookings[other].meeting))
