"""What happens in the registers day by day, each thing by the one whose work it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sauro.dates.intervals import Interval
from sauro.scheduling.settings import MeetingKind, MeetingMode, MeetingScope
from sauro_web.accounts.models import UnitKind
from sauro_web.documents.models import Channel, Document, RelationKind
from sauro_web.documents.operations.drawing import Particulars, Sent, draw_number
from sauro_web.documents.operations.relating import mark_sent, recall, relate
from sauro_web.documents.operations.reserving import cancel_number, issue_reserved, reserve_number
from sauro_web.meetings.operations.calling import NewMeeting, call_meeting
from sauro_web.meetings.operations.deciding import cancel_meeting
from sauro_web.outreach.models import Mode, Subject
from sauro_web.outreach.operations.training import SessionSaid, mark_attendance, save_session
from sauro_web.procedures.operations.saving import Entered, save_figures
from tools.province_year.founding import YEAR, House, Province, at

__all__ = ["Deed", "documents", "meetings", "on_edges", "procedures", "training"]

_KINDS = ("Công văn", "Công văn", "Quyết định", "Kế hoạch", "Thông báo", "Báo cáo", "Tờ trình", "Giấy mời")
_TO = ("Sở Nội vụ", "Sở Nội vụ", "Các phòng chuyên môn", "Ông Lò Văn A", "Hộ kinh doanh Bản Đo")
_FIRST, _LAST = date(YEAR - 1, 12, 15), date(YEAR, 12, 14)
_LENGTH = timedelta(minutes=20)
_MODES = (MeetingMode.ONLINE, MeetingMode.IN_PERSON, MeetingMode.HYBRID)


@dataclass(frozen=True)
class Deed:
    """Something that is done at a moment; of one moment in the order in which they were thought of."""

    moment: datetime
    do: Callable[[datetime], object]


def documents(
    house: House, rng: Random, *, pace: int, first: date = _FIRST, last: date = _LAST
) -> Iterator[Deed]:
    """About so many a month, each with what becomes of it."""
    days = (last - first).days
    for number in range(round(days / 30 * pace)):
        moment = at(first + timedelta(days=rng.randint(0, days)), rng.randint(8, 16), rng.randint(0, 59))
        yield Deed(moment, _document(house, _apart(rng), number))


def _apart(rng: Random) -> Random:
    """Of its own, so that what one deed throws does not depend on which others came before it."""
    return Random(rng.random())  # noqa: S311


def _document(house: House, rng: Random, number: int) -> Callable[[datetime], object]:
    """One in thirty is only reserved, one of them for good."""
    if number % 30 == 7:
        return lambda now: _reserved(house, rng, now)
    return lambda now: _issued(house, rng, number, now)


def _issued(house: House, rng: Random, number: int, now: datetime) -> Document:
    day = now.date() - timedelta(days=rng.choice((0, 0, 0, 0, 1, 3, 12)))
    day = max(day, date(now.year, 1, 1)) if now.month == 1 else day
    channel = rng.choice(list(Channel.values))
    about = Particulars(
        rng.choice(_KINDS), f"Về việc thứ {number} ngày {day:%d/%m}", day, why_needed="Theo kế hoạch năm",
        channel=channel, recipients=[Sent(rng.choice(_TO), channel=channel)], symbol_part="TH",
        is_procedure_result=rng.random() < 0.08,
    )  # fmt: skip
    document = draw_number(house.administrative, about, by=house.clerk, now=now).document
    _read(document, rng)
    fate = rng.random()
    if fate < 0.04:
        return cancel_number(document, reason="Cấp nhầm", by=house.clerk, now=now)
    if fate > 0.1:
        document = mark_sent(document, by=house.clerk, now=now)
    if fate > 0.96:
        return recall(document, reason="Ban hành nhầm", by=house.clerk, now=now + timedelta(minutes=20))
    if fate > 0.92:
        _replaced(house, document, about, now + timedelta(minutes=30))
    elif fate > 0.89:
        _corrected(house, document, now + timedelta(minutes=30))
    return document


def _read(document: Document, rng: Random) -> None:
    """What reading its file would have found: the files themselves are beside the point here."""
    signed, copied = rng.choice((True, True, False, None)), rng.choice((True, False, None))
    Document.objects.filter(pk=document.pk).update(digitally_signed=signed, has_digitised_copy=copied)
    document.refresh_from_db()


def _replaced(house: House, document: Document, about: Particulars, now: datetime) -> None:
    new = Particulars(about.kind, f"{about.subject} (thay thế)", now.date(), symbol_part="TH")
    other = draw_number(house.administrative, new, by=house.clerk, now=now).document
    relate(
        other, RelationKind.REPLACES, to=document.reference, reason="", by=house.clerk, now=now,
        dated=document.dated,
    )  # fmt: skip


def _corrected(house: House, document: Document, now: datetime) -> None:
    new = Particulars("Công văn", f"Đính chính {document.reference}", now.date(), symbol_part="TH")
    other = draw_number(house.administrative, new, by=house.clerk, now=now).document
    relate(
        other, RelationKind.CORRECTS, to=document.reference, reason="", by=house.clerk, now=now,
        dated=document.dated,
    )  # fmt: skip


def _reserved(house: House, rng: Random, now: datetime) -> None:
    held = reserve_number(
        house.administrative, for_whom="Phòng chuyên môn", until=now.date(), reason="Chờ ký", by=house.clerk,
        now=now,
    )  # fmt: skip
    if rng.random() < 0.5:
        cancel_number(held, reason="Không ban hành nữa", by=house.clerk, now=now)
        return
    about = Particulars("Quyết định", f"Về số giữ {held.number}", now.date())
    issue_reserved(held, about, by=house.clerk, now=now + timedelta(minutes=5))


def on_edges(house: House) -> Iterator[Deed]:
    """At the last moment of the year and the first of the next, at the edges of a window by the clock there
    (the day before by the clock of Greenwich), and on the leap day."""
    midnight = at(date(YEAR, 1, 1), 0, 0, 20)
    moments = (
        at(date(YEAR - 1, 12, 31), 23, 59, 30), midnight, at(date(YEAR, 3, 14), 23, 59, 59),
        at(date(YEAR, 3, 15), 0, 0, 1), at(date(YEAR, 2, 29), 10), at(date(YEAR, 12, 14), 23, 59),
    )  # fmt: skip
    for number, moment in enumerate(moments):
        yield Deed(moment, _on_edge(house, number))
    for day, hour, minute in (
        (date(YEAR, 3, 14), 23, 30),
        (date(YEAR, 3, 15), 0, 30),
        (date(YEAR, 2, 29), 8, 0),
    ):
        yield Deed(at(day - timedelta(days=9)), _met(house, at(day, hour, minute), MeetingMode.ONLINE))


def _on_edge(house: House, number: int) -> Callable[[datetime], object]:
    def do(now: datetime) -> object:
        about = Particulars("Thông báo", f"Về việc bên lề {number}", now.date())
        return draw_number(house.administrative, about, by=house.clerk, now=now)

    return do


def meetings(house: House, rng: Random, first: date, last: date, *, conferences: bool) -> Iterator[Deed]:
    """One or two a month, some of them cancelled, some no conference."""
    day = first + timedelta(days=rng.randint(10, 25))
    while day <= last:
        yield Deed(
            at(day - timedelta(days=9), 7),
            _met(
                house, at(day, 8), rng.choice(_MODES), conference=conferences and rng.random() < 0.8,
                cancelled=rng.random() < 0.15,
            ),
        )  # fmt: skip
        day += timedelta(days=rng.randint(14, 35))


def _met(
    house: House, starts: datetime, mode: MeetingMode, *, conference: bool = True, cancelled: bool = False
) -> Callable[[datetime], object]:
    def do(now: datetime) -> object:
        wall = starts.replace(tzinfo=None)
        new = NewMeeting(
            f"Hội nghị ngày {starts:%d/%m/%Y %H:%M}", Interval(wall, wall + _LENGTH), house.leader,
            kinds=(MeetingKind.PROFESSIONAL,), conference=conference, mode=mode, link="https://hop.example/1",
            scope=MeetingScope.INTERNAL, why="Theo kế hoạch năm", reason="Theo kế hoạch năm",
        )  # fmt: skip
        meeting = call_meeting(house.unit, new, by=house.leader, now=now)
        if cancelled:
            cancel_meeting(meeting, reason="Hoãn sang dịp khác", by=house.leader, now=now)
        return meeting

    return do


def procedures(province: Province, house: House, rng: Random, months: range) -> Iterator[Deed]:
    """The figures of each month on the third of the next."""
    for month in months:
        after = date(YEAR + month // 12, month % 12 + 1, 3)
        yield Deed(at(after, 10), _figures(province, house, _apart(rng), date(YEAR, month, 1)))


def _figures(province: Province, house: House, rng: Random, month: date) -> Callable[[datetime], object]:
    office = house.unit if house.unit.kind == UnitKind.COMMUNE else province.own.unit
    received = rng.randint(20, 90)
    online = rng.randint(5, received)
    digitised = rng.randint(0, received)
    counted = {
        "received": received, "online": online, "digitised": digitised,
        "paper_digital": rng.choice((None, min(digitised, received - online))),
    }  # fmt: skip
    return lambda now: save_figures(office, [Entered(house.unit, month, counted)], by=house.writer, now=now)


def training(house: House, rng: Random, days: tuple[date, ...]) -> Iterator[Deed]:
    """A course on each of the days, which some of the staff attend."""
    for day in days:
        yield Deed(at(day, 13), _trained(house, rng.randint(0, len(house.staff)), day))


def _trained(house: House, many: int, day: date) -> Callable[[datetime], object]:
    def do(now: datetime) -> object:
        said = SessionSaid(f"Kỹ năng số ngày {day:%d/%m}", Subject.values[0], day, day, Mode.values[0])
        session = save_session(house.unit, said, by=house.writer, now=now)
        numbers = [one.pk for one in house.staff]
        return mark_attendance(
            session, numbers[:many], among=numbers, guests=0, by=house.writer, now=now,
            version=session.version,
        )  # fmt: skip

    return do
