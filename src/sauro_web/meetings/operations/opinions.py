"""Opinions asked for in writing in the place of a meeting: asked, answered, followed, closed and then
fixed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.accounts.rules import in_force, own_house
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import Meeting, MeetingPaper, Opinion, OpinionChoice, OpinionRound
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.asking import behalf_in, day_of
from sauro_web.meetings.operations.marks import refuse_marks
from sauro_web.meetings.queries.opinions import tally_of
from sauro_web.notices.operations import tell_each, tell_units

__all__ = [
    "NewRound",
    "answer_slip",
    "ask_opinions",
    "close_round",
    "remind_missing",
    "remind_of_terms",
    "round_address",
]

_NOT_YOURS = "Chỉ người công tác tại cơ quan mới lấy ý kiến bằng phiếu."
_NOT_BEYOND = (
    "Chỉ lãnh đạo hoặc người xếp lịch của cơ quan mới lấy ý kiến người, đơn vị ngoài cơ quan; "
    "hãy đề nghị họ gửi."
)
_CLOSED = "Phiếu lấy ý kiến đã kết thúc nên không thay đổi được nữa."
_LONGEST, _MOST_ASKED, _TWICE_SECONDS = 8_000, 500, 120
_LONGEST_TERM = timedelta(days=190)
_AHEAD = timedelta(days=1)
"""How long before the term those who have not answered are reminded."""


@dataclass(frozen=True, slots=True)
class NewRound:
    """A question as it is put; `papers_of` is the meeting in whose place it is, whose papers go along."""

    subject: str
    question: str
    due: datetime
    people: tuple[User, ...] = ()
    units: tuple[Unit, ...] = ()
    limited: bool = False
    papers_of: Meeting | None = None


def ask_opinions(office: Unit, new: NewRound, *, by: User, now: datetime) -> OpinionRound:
    """Asks, and tells whoever is asked. The same again within two minutes is a second click, and gives the
    round that is there.

    Raises NotAllowed, also for whom only who arranges the calendar may ask; NotReady for a question without
    words or people, and for a term that is over or too far.
    """
    on = day_of(now)
    if not rules.may_call(by, office, on=on):
        raise NotAllowed(_NOT_YOURS)
    _check(new, now)
    if not rules.may_approve(by, office, on=on):
        _refuse_beyond(office, new, now)
    if new.papers_of is not None and not rules.may_run(by, new.papers_of, on=on):
        raise NotAllowed("Chỉ người tổ chức cuộc họp mới gửi tài liệu của cuộc họp kèm phiếu.")
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
        same = OpinionRound.objects.filter(office=office, asked_by=by, subject=new.subject.strip())
        there = same.order_by("-asked_at").first()
        if there is not None and (now - there.asked_at).total_seconds() <= _TWICE_SECONDS:
            return there
        row = OpinionRound.objects.create(
            office=office,
            province=office.province,
            commune=office.commune,
            subject=new.subject.strip(),
            question=new.question.strip(),
            limited=new.limited,
            asked_by=by,
            asked_at=now,
            due_at=new.due,
        )
        slips = _slips(row, new)
        Opinion.objects.bulk_create(slips)
        _take_papers(row, new.papers_of)
        until = f"{local(new.due):%H:%M ngày %d/%m/%Y}"
        said = f"Xin ý kiến bằng phiếu: “{row.subject}”; trả lời trước {until}."
        _tell(row, slips, said, f"asked.{row.pk}", now)
        behalf = behalf_in(by, office, on)
        record("opinions.ask", row, by=by, changes={"asked": (0, len(slips))}, on_behalf_of=behalf)
    return row


def answer_slip(slip: Opinion, choice: OpinionChoice, reason: str, *, by: User, now: datetime) -> Opinion:
    """Fills in a slip: one's own, or that of a unit in whose name one answers. Until the term it may be
    filled in anew; after it what was blank may still be, and is late.

    Raises NotAllowed for whose slip it is not; NotReady without a reason where one does not agree, after the
    term for a slip that is filled in, and once the round is closed.
    """
    words = reason.strip()
    if len(words) > _LONGEST:
        raise NotReady(f"Lý do dài quá {_LONGEST} ký tự; hãy ghi ngắn hơn.")
    if choice is not OpinionChoice.AGREE and not words:
        raise NotReady("Không đồng ý hoặc có ý kiến khác thì hãy ghi rõ lý do, nội dung.")
    refuse_marks([words])
    with transaction.atomic():
        held = _held(slip.opinion_round)
        row = held.opinions.select_related("person", "unit").get(pk=slip.pk)
        if not rules.may_answer_slip(by, row, on=day_of(now)):
            raise NotAllowed("Phiếu này không gửi cho ông (bà) hoặc đơn vị mà ông (bà) trả lời thay.")
        _refuse_closed(held)
        late = now > held.due_at
        if late and row.choice:
            raise NotReady("Đã hết hạn trả lời nên ý kiến đã gửi không sửa được nữa.")
        before = row.choice
        row.choice, row.reason, row.by, row.at, row.late = choice.value, words, by, now, late
        row.save()
        changes: dict[str, tuple[object, object]] = {f"slip {row.pk}": (before, row.choice)}
        record("opinions.answer", held, by=by, changes=changes)
    return row


def remind_missing(row: OpinionRound, *, by: User, now: datetime) -> int:
    """Reminds whoever has not answered, once a day; how many these are. Raises NotAllowed; NotReady where
    nobody is missing, and once the round is closed."""
    with transaction.atomic():
        held = _held(row)
        if not rules.may_run_round(by, held, on=day_of(now)):
            raise NotAllowed("Chỉ người gửi phiếu hoặc người xếp lịch của cơ quan mới nhắc trả lời.")
        _refuse_closed(held)
        slips = _blank(held)
        if not slips:
            raise NotReady("Mọi người được hỏi đã trả lời.")
        _tell(held, slips, _reminder(held), f"remind.{held.pk}.{day_of(now).isoformat()}", now)
        record("opinions.remind", held, by=by, changes={"reminded": (0, len(slips))})
    return len(slips)


def remind_of_terms(*, now: datetime) -> int:
    """Every day: of the open rounds whoever has not answered is reminded on the day before the term and once
    after it. How many rounds these were."""
    rows = OpinionRound.objects.filter(closed_by=None, due_at__lte=now + _AHEAD)
    for row in rows.order_by("pk"):
        with transaction.atomic():
            held = _held(row)
            if held.closed_by_id is None and (slips := _blank(held)):
                key = f"{'over' if now > held.due_at else 'near'}.{held.pk}"
                _tell(held, slips, _reminder(held), key, now)
    return len(rows)


def close_round(row: OpinionRound, *, by: User, now: datetime) -> OpinionRound:
    """Ends it: result and slips are fixed, and who was asked is told the result.

    Raises NotAllowed; NotReady before the term while somebody has not answered, and where it is closed.
    """
    with transaction.atomic():
        held = _held(row)
        if not rules.may_run_round(by, held, on=day_of(now)):
            raise NotAllowed("Chỉ người gửi phiếu hoặc người xếp lịch của cơ quan mới kết thúc lấy ý kiến.")
        _refuse_closed(held)
        slips = list(held.opinions.select_related("person", "unit"))
        tally = tally_of(slips)
        if tally.missing and now <= held.due_at:
            raise NotReady("Chưa hết hạn trả lời và còn người chưa trả lời; hãy đợi đến hạn.")
        Opinion.objects.filter(opinion_round=held).update(fixed_at=now)
        held.tally, held.closed_by, held.closed_at = asdict(tally), by, now
        held.save()
        said = f"Kết quả lấy ý kiến “{held.subject}”: đồng ý {tally.agree}/{tally.asked}."
        _tell(held, slips, said, f"closed.{held.pk}", now)
        changes: dict[str, tuple[object, object]] = {"agree": ("", f"{tally.agree}/{tally.asked}")}
        behalf = behalf_in(by, held.office, day_of(now))
        record("opinions.close", held, by=by, changes=changes, on_behalf_of=behalf)
    return held


def round_address(row: int) -> str:
    """The path of its page, for notices."""
    return reverse("meetings:opinion_round", args=(row,))


def _check(new: NewRound, now: datetime) -> None:
    if not new.subject.strip() or not new.question.strip():
        raise NotReady("Hãy ghi việc xin ý kiến và nội dung cần cho ý kiến.")
    refuse_marks([new.subject, new.question])
    if len(new.question) > _LONGEST:
        raise NotReady(f"Nội dung dài quá {_LONGEST} ký tự; hãy gửi kèm tài liệu.")
    if not new.people and not new.units:
        raise NotReady("Hãy chọn người hoặc đơn vị được lấy ý kiến.")
    if len(new.people) + len(new.units) > _MOST_ASKED:
        raise NotReady(f"Số người được hỏi quá {_MOST_ASKED}; hãy hỏi theo đơn vị.")
    if new.due <= now:
        raise NotReady("Hạn trả lời đã qua; hãy kiểm tra lại ngày, giờ.")
    if new.due - now > _LONGEST_TERM:
        raise NotReady("Hạn trả lời cách nay quá 6 tháng; hãy kiểm tra lại ngày.")


def _refuse_beyond(office: Unit, new: NewRound, now: datetime) -> None:
    """Whoever only works in the office asks those who work there."""
    numbers = {one.pk for one in new.people}
    near = Membership.objects.filter(in_force(day_of(now)), own_house(office), user__in=numbers)
    inside = set(near.values_list("user_id", flat=True))
    if numbers - inside or any(one.house != office for one in new.units):
        raise NotAllowed(_NOT_BEYOND)


def _slips(row: OpinionRound, new: NewRound) -> list[Opinion]:
    people = [Opinion(opinion_round=row, person=one) for one in dict.fromkeys(new.people)]
    slips = [*people, *(Opinion(opinion_round=row, unit=one) for one in dict.fromkeys(new.units))]
    for place, slip in enumerate(slips):
        slip.position = place
    return slips


def _take_papers(row: OpinionRound, meeting: Meeting | None) -> None:
    """The papers of the meeting in whose place it is: the same files, each with a row of its own."""
    if meeting is None:
        return
    copied = ("file", "name", "size", "digest", "added_by", "added_at")
    MeetingPaper.objects.bulk_create(
        MeetingPaper(opinion_round=row, **{name: getattr(paper, name) for name in copied})
        for paper in meeting.papers.filter(withdrawn_at=None)
    )


def _held(row: OpinionRound) -> OpinionRound:
    rows = OpinionRound.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("office", "asked_by").get(pk=row.pk)


def _refuse_closed(held: OpinionRound) -> None:
    if held.closed_by_id is not None:
        raise NotReady(_CLOSED)


def _blank(held: OpinionRound) -> Sequence[Opinion]:
    return list(held.opinions.filter(choice="").select_related("person", "unit"))


def _reminder(held: OpinionRound) -> str:
    until = f"{local(held.due_at):%H:%M ngày %d/%m/%Y}"
    return f"Chưa trả lời phiếu lấy ý kiến “{held.subject}”, hạn {until}."


def _tell(held: OpinionRound, slips: Iterable[Opinion], said: str, what: str, now: datetime) -> None:
    """Whose slips these are, once for `what`."""
    rows = list(slips)
    link, key = round_address(held.pk), f"opinions.{what}"
    people = ((row.person, said[:400]) for row in rows if row.person is not None)
    tell_each(people, link=link, key=key, now=now)
    tell_units(((row.unit, said[:400]) for row in rows if row.unit is not None), link=link, key=key, now=now)
