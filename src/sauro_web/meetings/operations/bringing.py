"""Meetings from a spreadsheet: the whole file or nothing. Each is called and holds as one that is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import IO

from django.db import transaction

from sauro.errors import Classified
from sauro.scheduling.model import OfficeHours
from sauro_web.accounts.importing.files import unfit
from sauro_web.accounts.importing.reading import Fault, in_order
from sauro_web.accounts.importing.recognised import Rows
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import Changes, record, record_each
from sauro_web.common import marked_files
from sauro_web.common.errors import Clash, NotAllowed, NotReady, SiteError
from sauro_web.meetings import rules
from sauro_web.meetings.importing.calendar_checking import Known, Said, check_row, names_in
from sauro_web.meetings.importing.calendar_columns import DAY, LAST_DAY, REASON, START, SUBJECT
from sauro_web.meetings.importing.calendar_rows import rows_of
from sauro_web.meetings.importing.cells import heard
from sauro_web.meetings.models import Meeting, MeetingState, PlannedConference
from sauro_web.meetings.moments import sittings_of, stored
from sauro_web.meetings.operations.asking import behalf_in, check_time, day_of
from sauro_web.meetings.operations.calling import INFORMS, NewMeeting, check_new, facts_of, placed
from sauro_web.meetings.operations.holding import Taking, alone_for, alone_with_lines, clashes_of
from sauro_web.meetings.queries.named import meant_by, preparing_unit
from sauro_web.meetings.queries.rooms import rooms_to_choose
from sauro_web.meetings.queries.year import hours_of, notices_for, open_lines

__all__ = ["Brought", "import_meetings"]

_SHOWN = 200
_CLASHES = 5
"""Told of one row."""
_NOT_YOURS = "Chỉ người công tác tại cơ quan mới đề nghị họp trong lịch của cơ quan."
_THERE = "Cuộc họp này đã có trong lịch; có lẽ tệp đã được ghi rồi."
_WHATEVER = "-"
"""Stands for a reason that is missing, in what is then undone."""


@dataclass(frozen=True, slots=True)
class Brought:
    """How many rows the file has, its faults (at most 200 shown), whether it was written, how many of the
    meetings wait to be approved, and by our names the columns that were recognised."""

    rows: int
    faults: tuple[Fault, ...]
    fault_count: int
    written: bool
    waiting: int = 0
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def faults_left(self) -> int:
        """How many faults are not shown."""
        return self.fault_count - len(self.faults)


@dataclass(slots=True)
class _File:
    """A file while it is brought in."""

    office: Unit
    by: User
    now: datetime
    rows: Rows
    hours: OfficeHours
    faults: list[Fault]
    lines: list[PlannedConference]
    """Of the approved plans, that nothing stands for yet."""

    @property
    def on(self) -> date:
        return day_of(self.now)


def import_meetings(
    office: Unit, *, file: IO[bytes], by: User, now: datetime, dry_run: bool = True
) -> Brought:
    """Checks the file and, unless `dry_run` or anything is wrong, calls every meeting of it as `call_meeting`
    does; a conference whose subject and month stand in the approved plan stands for that line. What stands in
    the way is told for all rows at once: what is held already, and rows that clash with one another.

    Raises NotAllowed; NotReady for a file that bears a mark of secrecy.
    """
    if not rules.may_call(by, office, on=day_of(now)):
        raise NotAllowed(_NOT_YOURS)
    _refuse_marked(office, file, by)
    rows = rows_of(file)
    if not rows.lines:
        return _brought(rows, rows.faults, [], written=False)
    with transaction.atomic():
        brought = _File(office, by, now, rows, hours_of(office), list(rows.faults), [])
        called = _bring(brought)
        if written := not dry_run and not brought.faults:
            behalf = behalf_in(by, office, brought.on)
            record_each("meeting.call", called, by=by, on_behalf_of=behalf)
            record("meeting.import", office, by=by, changes={"meetings": (0, len(called))})
        else:
            transaction.set_rollback(True)
    return _brought(rows, brought.faults, [meeting for meeting, _ in called], written=written)


def _brought(rows: Rows, faults: Sequence[Fault], called: Iterable[Meeting], *, written: bool) -> Brought:
    waiting = sum(one.state == MeetingState.PENDING for one in called)
    whole = [one for one in rows.faults if not one.column]  # before what is wrong with single cells
    shown = [*whole, *in_order([one for one in faults if one not in whole])]
    columns = tuple(rows.columns.items())
    return Brought(len(rows.lines), tuple(shown[:_SHOWN]), len(shown), written, waiting, columns)


def _refuse_marked(office: Unit, file: IO[bytes], by: User) -> None:
    if unfit(file) is not None:
        return
    file.seek(0)
    try:
        marked_files.refuse_marked("lich-hop.xlsx", file.read())
    except Classified as refused:
        with transaction.atomic():
            record("meeting.refuse_classified", office, by=by)
        raise NotReady(str(refused)) from None


def _bring(file: _File) -> list[tuple[Meeting, Changes]]:
    """Puts every row where it belongs, as far as it goes; what does not go is a fault."""
    preparing = preparing_unit(file.by, file.office, file.on)
    found = [(said, _new(said, preparing)) for said in _not_there(file, _understood(file))]
    alone_for([new.wanted for _, new in found])
    blocked = _clashing(file, found)
    years = {new.when.start.year for _, new in found if new.conference}
    alone_with_lines(PlannedConference.objects.filter(plan__office=file.office, plan__year__in=years))
    file.lines = [line for year in sorted(years) for line in open_lines(file.office, year, first=preparing)]
    called = (_put(file, said, new) for said, new in found if said.line.row not in blocked)
    return [one for one in called if one is not None]


def _understood(file: _File) -> list[Said]:
    rooms = {heard(one.name): one for one in reversed(rooms_to_choose(file.office, on=file.on))}
    meant = meant_by(names_in(file.rows), file.office, seen_by=file.by, on=file.on)
    blamed = {(fault.row, fault.column) for fault in file.faults if fault.column}
    found = []
    for line in file.rows.lines:
        said, faults = check_row(file.rows, line, Known(meant, rooms))
        file.faults += [one for one in faults if (one.row, one.column) not in blamed]
        if said is not None and _is_in_time(file, said):
            found.append(said)
    return found


def _is_in_time(file: _File, said: Said) -> bool:
    """Whether it may be then; else it is told. Asked before anything else: one wrong year, and a meeting
    would have millions of days."""
    try:
        check_time(said.when, file.now)
    except NotReady as refused:
        column = DAY if said.when.start.date() == said.when.end.date() else LAST_DAY
        file.faults.append(file.rows.fault(said.line, column, refused.sentence))
        return False
    return True


def _new(said: Said, preparing: Unit | None) -> NewMeeting:
    return NewMeeting(
        subject=said.subject,
        when=said.when,
        chair=said.chair,
        secretary=said.secretary,
        required=said.people,
        optional=said.optional,
        units=said.units,
        guests=said.guests,
        rooms=said.rooms,
        kinds=said.kinds,
        conference=said.conference,
        scope=said.scope,
        mode=said.mode,
        link=said.link,
        why=said.why,
        document=said.document,
        guidance=said.guidance,
        exceptional=said.exceptional,
        speech_minutes=said.speech_minutes,
        cost=said.cost,
        urgent=said.urgent,
        limited=said.limited,
        prepared_by=preparing,
        reason=said.reason,
    )


def _clashing(file: _File, found: Sequence[tuple[Said, NewMeeting]]) -> set[int]:
    """The rows that cannot be, for what is held already or for a row above; each is told."""
    takings = [
        Taking(
            f"row {said.line.row}",
            new.wanted,
            sittings_of(new.when, file.hours),
            f"dòng {said.line.row} của tệp",
        )
        for said, new in found
    ]
    blocked = set()
    clashes = clashes_of(takings, by=file.by, on=file.on)
    for (said, _), several in zip(found, clashes, strict=True):
        for one in dict.fromkeys(clash.message for clash in several[:_CLASHES]):
            file.faults.append(file.rows.fault(said.line, START, f"Trùng lịch: {one}"))
            blocked.add(said.line.row)
    return blocked


def _not_there(file: _File, found: Sequence[Said]) -> list[Said]:
    """Those that are neither in the calendar of the office already nor said by a row above; the others are
    told. One query."""
    begin = {stored(said.when.start) for said in found}
    rows = Meeting.objects.filter(office=file.office, starts__in=begin).exclude(state=MeetingState.CANCELLED)
    there = {(heard(subject), starts) for subject, starts in rows.values_list("subject", "starts")}
    left: dict[tuple[tuple[str, ...], datetime], Said] = {}
    for said in found:
        key = heard(said.subject), stored(said.when.start)
        if key in there:
            file.faults.append(file.rows.fault(said.line, SUBJECT, _THERE))
        elif key in left:
            sentence = f"Trùng nội dung và giờ bắt đầu với dòng {left[key].line.row}."
            file.faults.append(file.rows.fault(said.line, SUBJECT, sentence))
        else:
            left[key] = said
    return list(left.values())


def _put(file: _File, said: Said, new: NewMeeting) -> tuple[Meeting, Changes] | None:
    """One meeting, or None with its fault told. What lacks its reason is put there all the same, so that the
    rows below are judged as they would be: it is all undone then."""
    new = replace(new, line=_line_of(file, new))
    try:
        check_new(file.office, new, file.now)
        if not new.reason:
            told = notices_for(file.office, facts_of(new), on=file.on, hours=file.hours)
            wanted = [one.message for one in told if one.code not in INFORMS]
            for one in wanted:
                sentence = f"{one} Hãy ghi lý do vẫn cần họp như vậy, hoặc đổi giờ."
                file.faults.append(file.rows.fault(said.line, REASON, sentence))
            new = replace(new, reason=_WHATEVER if wanted else "")
        with transaction.atomic():
            meeting, changes = placed(file.office, new, by=file.by, now=file.now, hours=file.hours)
    except SiteError as refused:
        column = START if isinstance(refused, Clash) else ""
        file.faults.append(file.rows.fault(said.line, column, refused.sentence))
        return None
    if new.line is not None:
        file.lines.remove(new.line)
    return meeting, changes


def _line_of(file: _File, new: NewMeeting) -> PlannedConference | None:
    """The line of the approved plan for the year, in whose month and in whose words a conference is."""
    if not new.conference:
        return None
    begins, words = new.when.start, heard(new.subject)
    rows = (one for one in file.lines if one.plan.year == begins.year and one.month == begins.month)
    return next((one for one in rows if heard(one.subject) == words), None)
