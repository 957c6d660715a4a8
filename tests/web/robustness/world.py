"""An office in which something of every kind stands, and one person of every kind around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.core.reading.sheet_builder import xlsx
from tests.core.reading.signing import blank
from tests.drafts_typed import plan_file
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import NOW, PLAN
from tests.web.put_back import made_once
from tests.web.tasks.conftest import review_to_the_end

from sauro.dates.intervals import Interval
from sauro_web.accounts.models import GroupRule, Membership, Role, Unit, UnitGroup, User
from sauro_web.accounts.operations.delegations import delegate
from sauro_web.accounts.operations.groups import make_group
from sauro_web.accounts.operations.names import add_name
from sauro_web.common.kept_files import keep_file
from sauro_web.documents.models import (
    Document,
    DocumentFile,
    FileKind,
    NumberRequest,
    Recipient,
    RequestState,
    Series,
)
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.documents.operations.drawing import Particulars, draw_number
from sauro_web.documents.operations.filing import add_file
from sauro_web.documents.operations.reserving import reserve_number
from sauro_web.documents.operations.settling import usual_series
from sauro_web.drafts.models import Appraisal, Approval, Aspect, Draft, DraftState, Waiver
from sauro_web.drafts.models import Opinion as Asked
from sauro_web.drafts.operations.checking import run_check
from sauro_web.drafts.operations.handing_in import About, Handed, begin_draft
from sauro_web.exchange.models import Client as System
from sauro_web.exchange.models import RegisterImport, Scope
from sauro_web.exchange.operations.clients import connect
from sauro_web.exchange.operations.taking_registers import take_register
from sauro_web.exchange.operations.writing_registers import count_register
from sauro_web.indicators.models import ArrangedQuestion, OwnIndicator
from sauro_web.meetings.models import (
    AgendaItem,
    Attendee,
    Meeting,
    MeetingPaper,
    OpinionRound,
    PlannedConference,
    Remark,
    RemarkKind,
    Room,
    YearlyMeetingPlan,
)
from sauro_web.meetings.operations.calling import NewMeeting, call_meeting
from sauro_web.meetings.operations.opinions import NewRound, ask_opinions
from sauro_web.notices.models import Notice
from sauro_web.outreach.models import PublicityItem, TrainingSession
from sauro_web.outreach.operations import ItemSaid, SessionSaid, save_item, save_session
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, Mention, Suggestion, SuggestionKind
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.procedures.operations import Entered, save_figures, set_reporting
from sauro_web.reports.models import Frequency, Regime, Report, ReportFigure, ReportPeriod
from sauro_web.reports.operations import FigureSaid, RegimeSaid, found_regime, open_periods_of
from sauro_web.tasks.models import (
    Extension,
    NoteFile,
    Nudge,
    NudgedPart,
    NudgeKind,
    Obstacle,
    Part,
    ProgressNote,
    SavedFilter,
    Task,
    UnitTask,
)
from sauro_web.tasks.operations import issue_plan
from sauro_web.tasks.operations.saving import save_filter

KINDS = (
    "anonymous",
    "outsider",
    "cooperating",
    "lead",
    "coordinator",
    "leader",
    "head",
    "clerk",
    "inspector",
    "administrator",
)
"""Anonymous; an administrator and coordinator of the ward next door; officers of the units that cooperate and
lead; then one person for each other role in the commune."""

ANSWERED = ("meeting.late_invitation", "meeting.late_papers", "meeting.crowded", "meeting.day_off")
"""Limits that a meeting meets with on some days of the year."""


@dataclass(frozen=True)
class World:
    """Numbers that stand in addresses are attributes of it."""

    organised: Organisation
    people: dict[str, User]
    plan: ImportedPlan
    issued: ImportedPlan
    card: Suggestion
    mention: Mention
    unit: Unit
    beside: Unit
    group: UnitGroup
    task: Task
    part: UnitTask
    extension: Extension
    obstacle: Obstacle
    file: NoteFile
    notice: Notice
    nudge: Nudge
    position: Membership
    delegation: int
    name: int
    saved: SavedFilter
    figures: ProcedureFigures
    session: TrainingSession
    item: PublicityItem
    client: System
    meeting: Meeting
    attendee: Attendee
    room: Room
    own: OwnIndicator
    question: ArrangedQuestion
    line: PlannedConference
    paper: MeetingPaper
    agenda_item: AgendaItem
    remark: Remark
    opinion_round: OpinionRound
    opinion: int
    document: Document
    kept_number: Document
    arrived: Document
    document_file: DocumentFile
    recipient: Recipient
    wanted: NumberRequest
    series: Series
    staff: Unit
    draft: Draft
    draft_number: int
    draft_opinion: Asked
    waiver: Waiver
    appraisal: Appraisal
    sent_draft: Draft
    approved_draft: Draft
    ready_draft: Draft
    register: RegisterImport
    regime: Regime
    period: ReportPeriod
    report: Report
    reported: ReportFigure

    def browser(self, kind: str) -> Client:
        """Of that person; a failure of the site is an answer, not an exception."""
        client = Client() if kind == "anonymous" else signed_in(self.people[kind])
        client.raise_request_exception = False
        return client


def build(organised: Organisation, today: date) -> World:
    """The commune with a plan under review and one that was issued."""
    return made_once(lambda: _built(organised, today), organised, kept_apart=today)


def _built(organised: Organisation, today: date) -> World:
    commune, ward = organised.commune, organised.ward
    culture = organised.unit(commune, "Phòng Văn hóa - Xã hội")
    economy = organised.unit(commune, "Phòng Kinh tế")
    office = organised.unit(commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    people = {
        "outsider": organised.person("ben", (ward, Role.ADMINISTRATOR), (ward, Role.COORDINATOR)),
        "cooperating": organised.person("phoihop", (economy, Role.OFFICER)),
        "lead": organised.person("chutri", (culture, Role.OFFICER)),
        "coordinator": organised.person("daumoi", (office, Role.COORDINATOR)),
        "leader": organised.person("chutich", (commune, Role.LEADER)),
        "head": organised.person("truongphong", (culture, Role.HEAD)),
        "clerk": organised.person("vanthu", (office, Role.CLERK)),
        "inspector": organised.person("kiemtra", (commune, Role.INSPECTOR)),
        "administrator": organised.person("quantri2", (commune, Role.ADMINISTRATOR)),
    }
    by = people["coordinator"]
    issued = _plan(PLAN, organised, by)
    review_to_the_end(issued, by, organised)
    issue_plan(issued, number="57", issued_on=date(2026, 6, 2), by=by, now=NOW, version=issued.version)
    issued.refresh_from_db()
    plan = _plan(PLAN.replace("57/KH-UBND", "58/KH-UBND").replace("Rút gọn", "Tinh giản"), organised, by)
    tasks = plan.suggestions.filter(kind=SuggestionKind.TASK)
    card = next(one for one in tasks if one.value["text"].startswith("Niêm yết"))
    task = issued.tasks.order_by("position").first()
    room = Room.objects.create(office=commune, name="Hội trường")
    meeting = _asked_for(commune, people["lead"], people["head"], room, today)
    head = people["head"].memberships.get()
    delegation = delegate(
        head,
        by=people["head"],
        receiver=people["lead"],
        valid_from=today,
        valid_to=today + timedelta(days=3),
        on=today,
    )
    manager = people["administrator"]
    group = make_group(
        commune, by=manager, name="Nhóm thử", rule=GroupRule.LISTED, included=[economy], on=today
    )
    part = task.parts.get(part=Part.LEAD)
    # A step may not be due later than the whole: the whole has to run on, whenever this is asked.
    task.parts.update(due_on=date(2098, 12, 30), ends_on=date(2098, 12, 30))
    part.refresh_from_db()
    reports = _reports(commune, culture, economy, by, today)
    registers = _registers(commune, people) | {"register": _taken_in(commune, people["clerk"])}
    drafts = _drafts(registers["series"], culture, economy, people)
    own = OwnIndicator.objects.create(
        office=commune, code="paper_documents_reduction", name="Giảm bản giấy", unit_word="bản", shape="cut",
        direction="fewer", filled_by="units", plan=issued, source="Kế hoạch số 57/KH-UBND", set_by=by,
        set_at=NOW,
    )  # fmt: skip
    question = ArrangedQuestion.objects.create(
        office=commune, code="arranged.split", key="k", message="Có thể ghép không?", asked_on=today,
        asked_at=NOW,
    )  # fmt: skip
    return World(
        **registers,
        **drafts,
        staff=office,
        **reports,
        own=own,
        question=question,
        organised=organised,
        people=people,
        plan=plan,
        issued=issued,
        card=card,
        mention=card.mentions.get(),
        unit=culture,
        beside=economy,
        group=group,
        task=task,
        part=part,
        extension=Extension.objects.create(
            part=part, asked_by=people["lead"], asked_at=NOW, until=date(2099, 1, 5), reason="Chờ mẫu"
        ),
        obstacle=Obstacle.objects.create(
            part=part,
            raised_by=people["lead"],
            raised_at=NOW,
            text="Thiếu mẫu",
            to=economy,
            answer_by=date(2099, 1, 5),
        ),
        file=_file(part, people["lead"]),
        notice=Notice.objects.get(unit=culture),
        nudge=_nudge(task.parts.get(part=Part.LEAD), people["leader"]),
        position=people["lead"].memberships.get(),
        delegation=delegation.pk,
        saved=save_filter(by=people["lead"], name="Của tôi", address="/nhiem-vu/?nguoi=toi"),
        figures=_figures(organised, culture, economy, by),
        session=_session(culture, by),
        item=_item(culture, by),
        client=_connected(organised.commune, people["lead"], manager, today),
        meeting=meeting,
        attendee=meeting.attendees.get(),
        room=room,
        line=_planned(commune, today),
        paper=_paper(meeting, people["lead"]),
        agenda_item=AgendaItem.objects.create(meeting=meeting, text="Báo cáo tháng", position=1),
        remark=_remark(meeting, people["head"]),
        opinion_round=(asked := _opinions(commune, people["lead"], people["head"])),
        opinion=asked.opinions.get().pk,
        name=add_name(culture, by=manager, text="Phòng VHXH xã", on=today).pk,
    )


def _figures(organised: Organisation, culture: Unit, economy: Unit, by: User) -> ProcedureFigures:
    first = date(2026, 1, 1)
    set_reporting(organised.commune, [culture, economy], first_month=first, by=by, now=timezone.now())
    said = Entered(culture, date(2026, 4, 1), {"received": 9, "online": 4})
    return save_figures(organised.commune, [said], by=by, now=timezone.now())[0]


def _reports(commune: Unit, culture: Unit, economy: Unit, by: User, today: date) -> dict[str, Any]:
    """Of a year, from two units; the first has not been filled in."""
    now = timezone.now()
    asked = RegimeSaid(
        "Báo cáo năm", Frequency.YEAR, today, [FigureSaid("inspections", "Cuộc kiểm tra", "cuộc")],
        units=[culture, economy], cut_off="calendar",
    )  # fmt: skip
    regime = found_regime(commune, asked, by=by, now=now)
    open_periods_of(regime, now=now)
    report = Report.objects.get(period__regime=regime, unit=culture)
    return {
        "regime": regime, "period": report.period, "report": report, "reported": report.figures.get()
    }  # fmt: skip


def _session(unit: Unit, by: User) -> TrainingSession:
    day = date(2026, 4, 20)
    return save_session(
        unit, SessionSaid("Kỹ năng số", "digital", day, day, "online"), by=by, now=timezone.now()
    )


def _item(unit: Unit, by: User) -> PublicityItem:
    said = ItemSaid("zalo", "Nộp hồ sơ tại nhà", date(2026, 4, 20))
    return save_item(unit, said, by=by, now=timezone.now())


def _asked_for(office: Unit, by: User, chair: User, room: Room, today: date) -> Meeting:
    """A meeting that waits to be approved."""
    start = datetime.combine(today + timedelta(days=30), time(8))
    when = Interval.lasting(start, 60)
    new = NewMeeting("Họp chuyên môn", when, chair, rooms=(room,), reasons=dict.fromkeys(ANSWERED, "Cần bàn"))
    return call_meeting(office, new, by=by, now=timezone.now())


def _planned(office: Unit, today: date) -> PlannedConference:
    plan = YearlyMeetingPlan.objects.create(office=office, year=today.year)
    return PlannedConference.objects.create(plan=plan, subject="Hội nghị tổng kết", month=12)


def _paper(meeting: Meeting, by: User) -> MeetingPaper:
    about = {"name": "bao-cao.pdf", "size": 8, "digest": "1" * 64, "added_by": by, "added_at": NOW}
    return MeetingPaper.objects.create(meeting=meeting, file=keep_file(b"%PDF-1.7", suffix=".pdf"), **about)


def _remark(meeting: Meeting, by: User) -> Remark:
    about = {"kind": RemarkKind.QUESTION, "text": "Kinh phí lấy ở đâu?", "by": by, "at": NOW}
    return Remark.objects.create(meeting=meeting, **about)


def _opinions(office: Unit, by: User, asked: User) -> OpinionRound:
    now = timezone.now()
    new = NewRound("Danh mục báo cáo", "Đồng ý bỏ các báo cáo trùng?", now + timedelta(days=5), (asked,))
    return ask_opinions(office, new, by=by, now=now)


def _taken_in(office: Unit, clerk: User) -> RegisterImport:
    """A register that waits to be written."""
    data = xlsx(
        [["Số, ký hiệu", "Ngày ký", "Trích yếu", "Nơi nhận"], ["1/BC-UBND", "06/01/2026", "họp", "Thôn"]]
    )
    taken = take_register(office, data, "so.xlsx", source="Phần mềm cũ", by=clerk, now=timezone.now())
    count_register(taken.runs[0].pk)
    return RegisterImport.objects.get(pk=taken.runs[0].pk)


def _registers(office: Unit, people: dict[str, User]) -> dict[str, Any]:
    """A document of today with its number, one number kept, and a document that wants one beyond the
    allowance."""
    now = timezone.now()
    series, *_, arrivals = usual_series(office, by=people["leader"], now=now)
    came = Arrival("UBND tỉnh", "Báo cáo hộ nghèo", timezone.localdate(now), "45/UBND-VX")
    about = Particulars("Kế hoạch", "Rà soát hộ nghèo", timezone.localdate(now), "Theo quy định", signer="A")
    said = {"for_whom": "Phòng Kinh tế", "until": timezone.localdate(now), "reason": "In trước"}
    wanted = {"kind": "Báo cáo", "subject": "Hộ nghèo", "why_needed": "Quy định", "state": RequestState.ABOVE}
    document = draw_number(series, about, by=people["clerk"], now=now).document
    kept = {"name": "ke-hoach.pdf", "kind": FileKind.SIGNED, "by": people["clerk"], "now": now}
    sent = {"name": "Công ty Thành Công", "sent_on": timezone.localdate(now)}
    return {
        "series": series,
        "document": document,
        "document_file": add_file(document, data=blank(), **kept),
        "recipient": Recipient.objects.create(document=document, **sent),
        "arrived": register_arrival(arrivals, came, by=people["clerk"], now=now),
        "kept_number": reserve_number(series, by=people["clerk"], now=now, **said),
        "wanted": NumberRequest.objects.create(
            office=office, series=series, asked_by=people["lead"], asked_at=now, **wanted
        ),
    }


def _drafts(series: Series, unit: Unit, asked: Unit, people: dict[str, User]) -> dict[str, Any]:
    """One draft that came back with a finding that should be let pass, and one at each later step."""
    by, now = people["lead"], timezone.now()
    back = _draft(series, unit, by, "Báo cáo tháng", DraftState.RETURNED)
    version = back.versions.get()
    judged = {"accepted": False, "words": "Thêm kinh phí", "by": people["coordinator"], "at": now}
    said = {"code": "F05.symbol", "message": "Ký hiệu không đúng", "reason": "Mẫu của tỉnh"}
    ready = _draft(series, unit, by, "Chợ phiên", DraftState.READY)
    for aspect, person in ((Aspect.CONTENT, "head"), (Aspect.FORM, "clerk")):
        Approval.objects.create(draft_version=ready.versions.get(), aspect=aspect, by=people[person], at=now)
    return {
        "draft": back,
        "draft_number": 1,
        "draft_opinion": Asked.objects.create(
            draft=back, asked_of=version, unit=asked, asked_by=by, asked_at=now,
            due_on=timezone.localdate(now) + timedelta(days=5),
        ),
        "waiver": Waiver.objects.create(draft=back, key="0" * 64, asked_by=by, asked_at=now, **said),
        "appraisal": Appraisal.objects.create(draft_version=version, **judged),
        "sent_draft": _draft(series, unit, by, "Đường thôn", DraftState.APPRAISAL),
        "approved_draft": _draft(series, unit, by, "Hội làng", DraftState.APPROVAL),
        "ready_draft": ready,
    }  # fmt: skip


def _draft(series: Series, unit: Unit, by: User, subject: str, state: DraftState) -> Draft:
    now = timezone.now()
    about = About(series, "Kế hoạch", subject, "Theo quy định", unit)
    draft = begin_draft(about, Handed("du-thao.docx", plan_file(subject=subject)), by=by, now=now)
    run_check(draft.versions.get().runs.get().pk)
    Draft.objects.filter(pk=draft.pk).update(state=state)
    draft.refresh_from_db()
    return draft


def _nudge(part: UnitTask, by: User) -> Nudge:
    about = {"office": part.task.office, "unit": part.unit, "by": by, "at": NOW}
    nudge = Nudge.objects.create(kind=NudgeKind.REMINDER, year=2026, number=1, text="Khẩn trương", **about)
    NudgedPart.objects.create(nudge=nudge, part=part, days_late=3)
    return nudge


def _connected(office: Unit, person: User, by: User, today: date) -> System:
    until = today + timedelta(days=30)
    about = {"name": "Một cửa", "scope": Scope.READ, "a_minute": 120, "expires_on": until}
    return connect(office, person=person, by=by, now=timezone.now(), **about)[0]


def _plan(text: str, organised: Organisation, by: User) -> ImportedPlan:
    taken = operations.upload_plan(text.encode(), "ke-hoach.txt", office=organised.commune, by=by, now=NOW)
    return taken.plan


def _file(part: UnitTask, by: User) -> NoteFile:
    note = ProgressNote.objects.create(part=part, by=by, at=NOW, text="Gửi kèm danh mục")
    kept = keep_file(b"%PDF-1.7", suffix=".pdf")
    return NoteFile.objects.create(note=note, file=kept, name="danh-muc.pdf", size=8, digest="0" * 64)


@contextmanager
def as_if() -> Iterator[None]:
    """What is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
