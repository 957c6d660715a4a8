"""A year of meetings of the made-up offices: rooms, plans of conferences, weekly briefings, conferences with
all that follows them, a busy week around today, a round of opinions that runs.

Each act has its day. Those before the half year of work begins are done at once, in their order; the others
take their turn among the deeds of that half year; those behind today are left undone."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.utils import timezone

from sauro.dates.due import Due, DueKind
from sauro.dates.intervals import Interval
from sauro.scheduling.series import MonthlyOnWeekday, Rule, Weekly
from sauro.scheduling.settings import MeetingKind, MeetingMode, MeetingScope
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import made_up_at
from sauro_web.meetings.models import Attendance, Meeting, OpinionChoice, OpinionRound, RemarkKind, Room
from sauro_web.meetings.operations import agenda, concluding, opinions, planning, remarking, sitting
from sauro_web.meetings.operations.calling import NewMeeting, call_meeting
from sauro_web.meetings.operations.papers import add_paper
from sauro_web.meetings.operations.repeating import call_series, planned_series
from sauro_web.meetings.operations.rooms import RoomFacts, add_room
from sauro_web.meetings.queries.year import open_lines
from sauro_web.meetings.rules import slips_of
from sauro_web.pages.half_year import Deed, Play, facts_of

__all__ = ["DemoMeetings"]

DATA = Path(__file__).resolve().parents[1] / "data"
_FIRST = date(2025, 7, 7)
"""The first Monday on which the offices exist."""
_YEAR, _AHEAD = 364, 56
_ATTENDED = 60
"""Days back for which it is noted who came."""
_DIVISIONS = (
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Trung tâm Phục vụ hành chính công",
    "Trung tâm Dịch vụ tổng hợp",
)
_WHY = "Yêu cầu công việc của cơ quan"
_LINK = "https://hop.vi-du.gov.vn/"
Act = Callable[[datetime], None]


class DemoMeetings:
    """What the offices do about their meetings, as part of a play."""

    def __init__(
        self,
        offices: Mapping[str, Unit],
        play: Play,
        *,
        today: date,
    ) -> None:
        self._about = json.loads((DATA / "demo_meetings.json").read_text(encoding="utf-8"))
        self._offices, self._play = offices, play
        self._today, self._begin = today, max(_FIRST, today - timedelta(days=_YEAR))
        self._people = {user.username: user for user in User.objects.all()}
        self._rooms: dict[str, Room] = {}
        self._acts: list[tuple[date, int, Act]] | None = []
        """By day, until the play begins."""
        self._number = 0

    def put_down(self) -> None:
        """All acts of the year; those before the play are done."""
        self._at(self._begin, self._enter_rooms)
        for name, by, leader in (("commune", "vanphong", "chutich"), ("province", "tinh", "lanhdao.tinh")):
            for year in sorted({self._begin.year, self._today.year}):
                self._plan_year(name, year, by, leader)
        self._briefings()
        self._week()
        self._opinions()
        acts = self._acts or []
        while acts and acts[0][0] < self._play.today:
            day, _, act = heapq.heappop(acts)
            self._do(act, timezone.make_aware(datetime.combine(day, time(10, 30))))
        waiting, self._acts = sorted(acts), None
        for day, _, act in waiting:
            self._at(day, act)

    def _at(self, day: date, act: Act) -> None:
        """Puts an act down for a day; once the play has begun it is the play that waits for it."""
        if self._acts is None:
            self._play.on(day, lambda: self._do(act, self._play.now))
            return
        self._number += 1
        heapq.heappush(self._acts, (max(day, self._begin), self._number, act))

    def _do(self, act: Act, now: datetime) -> None:
        with made_up_at(now):
            act(now)

    def _workday(self, day: date, days: int) -> date:
        """So many working days from a day on, or before it."""
        return self._play.calendar(self._offices["commune"]).add(day, days)

    def _unit(self, name: str) -> Unit:
        return Unit.objects.get(name=name, path__startswith=self._offices["commune"].path)

    def _some(self, names: Sequence[str]) -> tuple[User, ...]:
        return tuple(self._people[name] for name in names)

    # Rooms and plans

    def _enter_rooms(self, now: datetime) -> None:
        rooms = (
            ("commune", "vanphong", "Phòng họp số 1", "Tầng 2, trụ sở Ủy ban nhân dân xã", 30, False),
            ("commune", "vanphong", "Phòng họp số 2", "Tầng 1, trụ sở Ủy ban nhân dân xã", 12, False),
            ("commune", "vanphong", "Hội trường xã", "Nhà văn hóa trung tâm", 180, False),
            ("commune", "vanphong", "Phòng họp trực tuyến xã", "", None, True),
            ("province", "tinh", "Phòng họp trực tuyến tỉnh", "", None, True),
            ("province", "tinh", "Hội trường tỉnh", "Tầng 1, trụ sở Ủy ban nhân dân tỉnh", 400, False),
        )
        for place, (office, by, name, where, seats, virtual) in enumerate(rooms, 1):
            facts = RoomFacts(
                name=name,
                place=where,
                seats=seats,
                virtual=virtual,
                link=_LINK if virtual else "",
                position=place,
            )
            self._rooms[name] = add_room(self._offices[office], facts, by=self._people[by], now=now)

    def _plan_year(self, name: str, year: int, by: str, leader: str) -> None:
        """The plan, entered in December or when the office begins; then each conference of it."""
        office, lines = self._offices[name], self._about[f"{name}_plan"]
        entered = max(self._begin, date(year - 1, 12, 18))
        self._at(entered, partial(self._enter_plan, office, year, lines, by, leader))
        for place, line in enumerate(lines):
            tuesday = date(year, line[0], 8 + place % 7)
            weekday = 2 if name == "province" else 1 + 2 * (place % 2)
            day = tuesday + timedelta(days=(weekday - tuesday.weekday()) % 7)
            day = self._play.calendar(office).next_working(day)
            called = self._workday(day, -12)
            if called > self._begin and day.weekday() != 0:
                self._at(called, partial(self._call_conference, name, day, line[1], by, leader))

    def _enter_plan(
        self, office: Unit, year: int, lines: Sequence[Any], by: str, leader: str, now: datetime
    ) -> None:
        keeper = self._people[by]
        for month, subject, scope, mode, cost, *unit in lines:
            line = planning.Line(subject=subject, month=month, scope=scope, mode=mode, cost=cost)
            line["unit"] = self._unit(unit[0]) if unit else None
            planning.add_line(office, year, line, by=keeper, now=now)
        source = f"Báo cáo tổng kết năm {year - 1} của cơ quan"
        planning.set_last_year(office, year, len(lines) + 2, source, by=keeper, now=now)
        planning.approve_plan(office, year, by=self._people[leader], now=now)

    def _call_conference(
        self, name: str, day: date, subject: str, by: str, leader: str, now: datetime
    ) -> None:
        office = self._offices[name]
        line = next(one for one in open_lines(office, day.year) if one.subject == subject)
        online = f"Phòng họp trực tuyến {'tỉnh' if name == 'province' else 'xã'}"
        hall = "Hội trường tỉnh" if name == "province" else "Hội trường xã"
        rooms = {"online": (online,), "hybrid": (hall, online), "in_person": (hall,)}[line.mode]
        units = (
            (self._offices["commune"], self._offices["other"])
            if name == "province"
            else tuple(self._unit(one) for one in _DIVISIONS)
        )
        new = NewMeeting(
            subject, Interval.lasting(datetime.combine(day, time(8)), 180), self._people[leader],
            secretary=self._people[by], units=units, rooms=tuple(self._rooms[room] for room in rooms),
            conference=True, kinds=(MeetingKind.INTERIM_REVIEW,), scope=MeetingScope(line.scope),
            mode=MeetingMode(line.mode), link=_LINK if line.mode != "in_person" else "", cost=line.cost,
            why="Theo kế hoạch năm", line=line, reason=_WHY,
        )  # fmt: skip
        meeting = call_meeting(office, new, by=self._people[by], now=now)
        after = self._workday(day, 1)
        self._at(after, partial(self._conclude_conference, meeting, by))
        self._at(after, partial(self._write_up, meeting, self._about["minutes"], by, leader))
        self._at(self._workday(day, 3), partial(self._make_known, meeting, by))

    # What comes after a meeting

    def _write_up(self, meeting: Meeting, text: str, by: str, leader: str, now: datetime) -> None:
        """Who came, as far as that is still told; minutes that two confirm."""
        if timezone.localdate(now) >= self._today - timedelta(days=_ATTENDED):
            rows = list(meeting.attendees.order_by("position"))
            for place, row in enumerate(rows):
                odd = {2: (Attendance.LATE, "Tiếp dân đột xuất"), 4: (Attendance.ABSENT, "Đi công tác tỉnh")}
                came, why = odd.get((place + meeting.pk) % 9, (Attendance.PRESENT, ""))
                row.meeting = meeting
                sitting.note_attendance(row, came, by=self._people[by], now=now, reason=why)
        minutes = sitting.write_minutes(meeting, text, by=self._people[by], now=now)
        for person in (by, leader):
            sitting.confirm_minutes(minutes, by=self._people[person], now=now)

    def _conclude_conference(self, meeting: Meeting, by: str, now: datetime) -> None:
        said = concluding.NewConclusion(self._about["conclusion"])
        concluding.conclude(meeting, [said], by=self._people[by], now=now)

    def _make_known(self, meeting: Meeting, by: str, now: datetime) -> None:
        number, day = f"{100 + meeting.pk}/TB-UBND", timezone.localdate(now)
        concluding.record_notice(meeting, number=number, issued_on=day, by=self._people[by], now=now)

    def _conclude(self, meeting: Meeting, said: Sequence[str], by: str, now: datetime) -> None:
        """A conclusion. One of these days is given as a task, whose time is not over; those of before were
        carried out at once, so that the half year of tasks is as it would be without meetings."""
        text, unit, product = said
        keeper, day = self._people[by], self._workday(timezone.localdate(now), 12)
        due = Due(DueKind.BY, f"Trước ngày {day:%d/%m/%Y}", date=day)
        new = concluding.NewConclusion(text)
        if day > self._today:
            new = concluding.NewConclusion(text, self._unit(unit), due.raw, due, product)
        (row,) = concluding.conclude(meeting, [new], by=keeper, now=now)
        if row.task is not None:
            self._play.log.append(Deed(self._play.today, "give", keeper.pk, about=facts_of(row.task)))

    # Briefings

    def _briefings(self) -> None:
        """Every Monday in the commune, in two series; every month the province with its communes, online."""
        middle = self._begin + timedelta(days=182)
        last = self._today + timedelta(days=_AHEAD)
        for first, until in ((self._begin, middle), (middle + timedelta(days=1), last)):
            monday = first + timedelta(days=(7 - first.weekday()) % 7 + (7 if first == self._begin else 0))
            self._at(self._workday(monday, -4), partial(self._call_briefing, monday, until))
        wednesday = self._begin + timedelta(days=30)
        self._at(self._begin + timedelta(days=1), partial(self._call_monthly, wednesday, last))

    def _call_briefing(self, monday: date, last: date, now: datetime) -> None:
        about, office = self._about["briefing"], self._offices["commune"]
        heads = (
            "phochutich",
            "kinhte",
            "truongphong.vhxh",
            "giamdoc.hcc",
            "giamdoc.dvth",
            "congan",
            "quansu",
        )
        new = NewMeeting(
            about["subject"], Interval.lasting(datetime.combine(monday, time(7, 30)), 90),
            self._people["chutich"], secretary=self._people["vanphong"], required=self._some(heads),
            rooms=(self._rooms["Phòng họp số 1"],), kinds=(MeetingKind.ROUTINE_BRIEFING,), reason=_WHY,
            why="Giao ban thường kỳ theo quy chế làm việc",
        )  # fmt: skip
        meetings = self._call_series(office, new, Weekly((0,)), last, "vanphong", now)
        for place, meeting in enumerate(meetings):
            day = timezone.localdate(meeting.starts)
            after = self._workday(day, 1)
            if after > self._today:
                if day <= self._today + timedelta(days=7):
                    self._at(
                        self._workday(day, -3), partial(self._agenda, meeting, about["items"], "vanphong")
                    )
                continue
            if place % 3 == 0 or after > self._workday(self._today, -11):
                said = about["conclusions"][place % len(about["conclusions"])]
                self._at(after, partial(self._conclude, meeting, said, "vanphong"))
            self._at(after, partial(self._write_up, meeting, about["minutes"], "vanphong", "chutich"))

    def _call_monthly(self, first: date, last: date, now: datetime) -> None:
        office = self._offices["province"]
        first += timedelta(days=(2 - first.weekday()) % 7)
        new = NewMeeting(
            "Giao ban trực tuyến của Ủy ban nhân dân tỉnh với các xã, phường",
            Interval.lasting(datetime.combine(first, time(14)), 90), self._people["lanhdao.tinh"],
            secretary=self._people["tinh"], units=(self._offices["commune"], self._offices["other"]),
            rooms=(self._rooms["Phòng họp trực tuyến tỉnh"],), kinds=(MeetingKind.ROUTINE_BRIEFING,),
            mode=MeetingMode.ONLINE, link=_LINK, reason=_WHY, why="Giao ban hằng tháng",
        )  # fmt: skip
        rule = MonthlyOnWeekday((first.day - 1) // 7 + 1 if first.day <= 28 else -1, 2)
        for meeting in self._call_series(office, new, rule, last, "tinh", now):
            after = self._workday(timezone.localdate(meeting.starts), 1)
            if after <= self._today:
                self._at(
                    after, partial(self._write_up, meeting, self._about["minutes"], "tinh", "lanhdao.tinh")
                )

    def _call_series(
        self, office: Unit, new: NewMeeting, rule: Rule, last: date, by: str, now: datetime
    ) -> Sequence[Meeting]:
        """Without the days off."""
        planned = planned_series(office, new, rule, last, by=self._people[by], now=now)
        off = [one.occurrence.planned for one in planned if one.occurrence.on_day_off]
        called = call_series(office, new, rule, last, by=self._people[by], now=now, skip=off)
        return called.meetings

    def _agenda(self, meeting: Meeting, items: Sequence[str], by: str, now: datetime) -> None:
        for text in items:
            said = agenda.ItemSaid(text, minutes=30)
            agenda.save_item(meeting, said, by=self._people[by], now=now)

    # The weeks around today

    def _week(self) -> None:
        today = self._play.calendar(self._offices["commune"]).next_working(self._today)
        for place, about in enumerate(self._about["week"]):
            day = self._workday(today, about[0])
            self._at(self._workday(day, -5), partial(self._call_one, day, about[1:], place == 5))
        days, clock, minutes, subject, chair, called, room = self._about["asked"]
        said = (clock, minutes, subject, chair, called, room, "in_person")
        day = self._workday(today, days)
        self._at(self._workday(self._today, -1), partial(self._ask_for_one, day, said))

    def _one(self, day: date, about: Sequence[Any]) -> NewMeeting:
        clock, minutes, subject, chair, called, room, mode = about
        online = mode == MeetingMode.ONLINE.value
        return NewMeeting(
            subject, Interval.lasting(datetime.combine(day, time.fromisoformat(clock)), minutes),
            self._people[chair], required=self._some(called), rooms=(self._rooms[room],),
            kinds=(MeetingKind.WORK_SETTLEMENT,), mode=MeetingMode(mode), link=_LINK if online else "",
            why="Cần thống nhất giữa các đơn vị", reason=_WHY,
        )  # fmt: skip

    def _call_one(self, day: date, about: Sequence[Any], prepared: bool, now: datetime) -> None:
        by = self._people["vanphong"]
        meeting = call_meeting(self._offices["commune"], self._one(day, about), by=by, now=now)
        if prepared:
            self._at(timezone.localdate(now), partial(self._prepare, meeting))
        if day < self._today:
            self._at(
                self._workday(day, 1),
                partial(self._write_up, meeting, self._about["minutes"], "vanphong", about[3]),
            )

    def _ask_for_one(self, day: date, about: Sequence[Any], now: datetime) -> None:
        """One that waits to be approved."""
        by = self._people["chuyenvien"]
        call_meeting(self._offices["commune"], self._one(day, about), by=by, now=now)

    def _prepare(self, meeting: Meeting, now: datetime) -> None:
        """Its papers, its agenda with an item that passes unless somebody objects, a question with its
        answer."""
        by, chair = self._people["vanphong"], self._people["phochutich"]
        draft = self._about["draft"].encode()
        paper = add_paper(meeting, name="Dự thảo quy chế chi tiêu nội bộ.txt", data=draft, by=by, now=now)
        called = meeting.attendees.get(person=self._people["kinhte"])
        said = agenda.ItemSaid("Dự thảo quy chế chi tiêu nội bộ", 60, called, paper)
        item = agenda.save_item(meeting, said, by=by, now=now)
        until = meeting.starts - timedelta(hours=2)
        unopposed = agenda.ItemSaid("Báo cáo sử dụng kinh phí quý trước", until=until)
        agenda.save_item(meeting, unopposed, by=by, now=now)
        new = remarking.NewRemark(
            RemarkKind.QUESTION, "Định mức công tác phí có theo nghị quyết mới không?", item
        )
        remark = remarking.add_remark(meeting, new, by=self._people["kinhte"], now=now)
        remarking.answer_remark(remark, "Có, dự thảo đã theo mức mới tại Điều 2.", by=chair, now=now)

    # Opinions in writing

    def _opinions(self) -> None:
        """One round that was closed two months ago, one that runs."""
        self._at(self._workday(self._today, -48), self._ask_and_close)
        self._at(self._workday(self._today, -1), self._ask)

    def _round(self, about: Sequence[str], days: int, now: datetime) -> OpinionRound:
        due = self._workday(timezone.localdate(now), days)
        new = opinions.NewRound(
            about[0], about[1], timezone.make_aware(datetime.combine(due, time(17))),
            self._some(("phochutich", "kinhte", "truongphong.vhxh", "giamdoc.hcc", "congan")),
            (self._unit("Trung tâm Dịch vụ tổng hợp"),),
        )  # fmt: skip
        return opinions.ask_opinions(self._offices["commune"], new, by=self._people["vanphong"], now=now)

    def _ask(self, now: datetime) -> None:
        row = self._round(self._about["round"], 3, now)
        self._answer(row, "congan", OpinionChoice.AGREE, "", now)
        self._answer(row, "giamdoc.hcc", OpinionChoice.OTHER, "Đề nghị niêm yết lịch mới trước 5 ngày.", now)

    def _ask_and_close(self, now: datetime) -> None:
        row = self._round(self._about["closed_round"], 3, now)
        for person in ("phochutich", "kinhte", "truongphong.vhxh", "giamdoc.hcc", "giamdoc.dvth"):
            self._answer(row, person, OpinionChoice.AGREE, "", now)
        self._at(self._workday(timezone.localdate(now), 4), partial(self._close, row))

    def _answer(
        self, row: OpinionRound, person: str, choice: OpinionChoice, reason: str, now: datetime
    ) -> None:
        by = self._people[person]
        slip = slips_of(by, row, on=timezone.localdate(now))[0]
        opinions.answer_slip(slip, choice, reason, by=by, now=now)

    def _close(self, row: OpinionRound, now: datetime) -> None:
        opinions.close_round(row, by=self._people["vanphong"], now=now)
        said = concluding.NewConclusion("Bỏ 4 báo cáo giấy từ tháng sau.")
        concluding.conclude_round(row, [said], by=self._people["vanphong"], now=now)
