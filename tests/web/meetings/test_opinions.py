"""Opinions asked for in writing in the place of a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.web.meetings.conftest import NOW, House, at, now_at
from tests.web.organisation import signed_in

from sauro.dates.due import Due, DueKind
from sauro_web.accounts.models import Role, User
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import (
    Conclusion,
    Meeting,
    MeetingPaper,
    Opinion,
    OpinionChoice,
    OpinionRound,
    PaperRead,
)
from sauro_web.meetings.operations.concluding import NewConclusion, conclude_round
from sauro_web.meetings.operations.opinions import (
    NewRound,
    answer_slip,
    ask_opinions,
    close_round,
    remind_missing,
    remind_of_terms,
)
from sauro_web.meetings.operations.papers import add_paper, add_paper_to_round
from sauro_web.meetings.queries.desk import meetings_waiting
from sauro_web.meetings.queries.opinions import Tally, round_sheet, tally_of
from sauro_web.notices.models import Notice
from sauro_web.tasks.models import Origin, Task

pytestmark = pytest.mark.django_db
AGREE, DISAGREE, OTHER = OpinionChoice.AGREE, OpinionChoice.DISAGREE, OpinionChoice.OTHER
DUE, LATE = now_at(5, 17), now_at(8, 9)


def _new(house: House, **about: object) -> NewRound:
    said: dict[str, object] = {
        "people": (house.leader, house.head),
        "units": (house.organised.unit(house.commune, "Phòng Kinh tế"),),
    }
    return NewRound("Quy chế chi tiêu", "Đồng ý ban hành không?", DUE, **said | about)  # type: ignore[arg-type]


@pytest.fixture
def asked(house: House) -> OpinionRound:
    """By the keeper of the calendar: the leader, a head of division, and a division."""
    return ask_opinions(house.commune, _new(house), by=house.coordinator, now=NOW)


def _answer(
    row: OpinionRound, by: User, choice: OpinionChoice = AGREE, reason: str = "", now: datetime = NOW
) -> Opinion:
    """In the person's first slip; who has none tries another's."""
    slip = next(iter(rules.slips_of(by, row, on=now.date())), None) or row.opinions.get(position=0)
    return answer_slip(slip, choice, reason, by=by, now=now)


def _closed(house: House, row: OpinionRound) -> OpinionRound:
    _answer(row, house.leader)
    _answer(row, house.head, DISAGREE, "Chưa có nguồn")
    return close_round(row, by=house.coordinator, now=LATE)


# Asking


def test_whoever_is_asked_is_told(house: House, asked: OpinionRound) -> None:
    told = Notice.objects.filter(text__startswith="Xin ý kiến bằng phiếu: “Quy chế chi tiêu”")
    assert {one.person for one in told if one.person} == {house.leader, house.head}
    assert told.get(person=None).unit.name == "Phòng Kinh tế"
    waiting = [one.title for one in meetings_waiting(house.economist, NOW.date())]
    assert waiting == ["Cho ý kiến bằng phiếu: Quy chế chi tiêu"]
    assert not list(meetings_waiting(house.officer, NOW.date()))


def test_a_second_click_asks_once(house: House, asked: OpinionRound) -> None:
    assert ask_opinions(house.commune, _new(house), by=house.coordinator, now=NOW) == asked


@pytest.mark.parametrize(
    "about",
    [
        {"people": (), "units": ()},
        {"due": NOW},
        {"due": NOW + timedelta(days=400)},
        {"subject": " "},
        {"question": "\n"},
        {"question": "x" * 8_001},
    ],
)
def test_a_question_that_is_none_is_refused(house: House, about: dict[str, object]) -> None:
    fields = {name: getattr(_new(house), name) for name in NewRound.__slots__}
    with pytest.raises(NotReady):
        ask_opinions(house.commune, NewRound(**fields | about), by=house.coordinator, now=NOW)


def test_beyond_the_office_only_who_keeps_the_calendar_asks(house: House) -> None:
    for about in ({"people": (house.outsider,)}, {"units": (house.organised.ward,)}):
        with pytest.raises(NotAllowed, match="ngoài cơ quan"):
            ask_opinions(house.commune, _new(house, **about), by=house.officer, now=NOW)
    beyond = _new(house, units=(house.organised.ward,))
    assert ask_opinions(house.commune, beyond, by=house.coordinator, now=NOW).opinions.count() == 3
    assert ask_opinions(house.commune, _new(house), by=house.officer, now=NOW).asked_by == house.officer
    for by in (house.inspector, house.outsider):
        with pytest.raises(NotAllowed):
            ask_opinions(house.commune, _new(house), by=by, now=NOW)


def test_the_people_of_a_commune_are_beyond_the_house_of_its_province(house: House) -> None:
    province = house.organised.province
    officer = house.organised.person("chuyenvientinh", (province, Role.OFFICER))
    with pytest.raises(NotAllowed, match="ngoài cơ quan"):
        ask_opinions(province, _new(house, people=(house.head,), units=()), by=officer, now=NOW)


def test_papers_go_along_from_the_meeting_in_whose_place_it_is(house: House) -> None:
    meeting = house.call(at(10, 8, 9), secretary=house.officer, required=(house.head,))
    add_paper(meeting, name="du-thao.pdf", data=b"%PDF-1.7\n", by=house.officer, now=NOW)
    row = ask_opinions(house.commune, _new(house, papers_of=meeting), by=house.officer, now=NOW)
    assert [paper.name for paper in row.papers.all()] == ["du-thao.pdf"]
    with pytest.raises(NotAllowed):
        ask_opinions(house.commune, _new(house, papers_of=meeting), by=house.head, now=NOW)


# Answering


def test_each_answers_once_and_changes_until_the_term(house: House, asked: OpinionRound) -> None:
    _answer(asked, house.leader)
    again = _answer(asked, house.leader, OTHER, "Bổ sung Điều 3", DUE)
    assert (again.choice, again.reason, again.late) == ("other", "Bổ sung Điều 3", False)
    assert Opinion.objects.filter(opinion_round=asked).count() == 3
    with pytest.raises(NotReady, match="không sửa được nữa"):
        _answer(asked, house.leader, AGREE, now=LATE)
    late = _answer(asked, house.head, now=LATE)
    assert late.late
    with pytest.raises(NotReady, match="không sửa được nữa"):
        _answer(asked, house.head, DISAGREE, "Nghĩ lại", LATE)


def test_who_does_not_agree_says_why(house: House, asked: OpinionRound) -> None:
    for choice in (DISAGREE, OTHER):
        with pytest.raises(NotReady, match="lý do"):
            _answer(asked, house.leader, choice, " ")


def test_a_unit_answers_by_its_people(house: House, asked: OpinionRound) -> None:
    slip = _answer(asked, house.economist)
    assert (slip.unit is not None, slip.by) == (True, house.economist)
    for by in (house.officer, house.inspector, house.outsider, house.coordinator):
        with pytest.raises(NotAllowed):
            _answer(asked, by)


# Following


def test_who_has_not_answered_is_reminded_once_a_day(house: House, asked: OpinionRound) -> None:
    _answer(asked, house.leader)
    for by in (house.head, house.economist, house.outsider):
        with pytest.raises(NotAllowed):
            remind_missing(asked, by=by, now=NOW)
    assert remind_missing(asked, by=house.coordinator, now=NOW) == 2
    remind_missing(asked, by=house.coordinator, now=NOW)
    told = Notice.objects.filter(text__startswith="Chưa trả lời phiếu lấy ý kiến")
    assert [one.person for one in told if one.person] == [house.head]
    assert told.count() == 2


def test_before_and_after_the_term_all_are_reminded(house: House, asked: OpinionRound) -> None:
    told = Notice.objects.filter(text__startswith="Chưa trả lời phiếu lấy ý kiến")
    assert remind_of_terms(now=NOW) == 0
    _answer(asked, house.leader)
    for _ in range(2):
        remind_of_terms(now=now_at(5, 2))
    assert told.count() == 2
    for _ in range(2):
        remind_of_terms(now=LATE)
    assert told.count() == 4
    close_round(asked, by=house.coordinator, now=LATE)
    assert remind_of_terms(now=LATE) == 0


def test_who_was_asked_sees_the_others_once_it_is_closed(house: House, asked: OpinionRound) -> None:
    on = NOW.date()
    sheet = round_sheet(asked, house.head, now=NOW, on=on)
    assert (sheet.slips, sheet.tally, len(sheet.answers), sheet.closes) == (None, None, 1, False)
    running = round_sheet(asked, house.coordinator, now=NOW, on=on)
    assert (len(running.missing), running.answers, running.closes) == (3, [], False)
    _answer(asked, house.economist, now=LATE)
    closed = close_round(asked, by=house.coordinator, now=LATE)
    after = round_sheet(closed, house.head, now=LATE, on=on)
    assert after.tally == Tally(3, 1, 0, 0, 1)
    assert [str(one) for one in after.late] == ["Phòng Kinh tế"]
    assert len(after.missing) == 2
    assert not after.answers


def test_of_a_limited_round_only_those_asked_know(house: House) -> None:
    new = _new(house, limited=True)
    row = ask_opinions(house.commune, new, by=house.leader, now=NOW)
    on = NOW.date()
    for by, sees in (
        (house.leader, True), (house.head, True), (house.economist, True),
        (house.coordinator, False), (house.officer, False), (house.inspector, False), (house.outsider, False),
    ):  # fmt: skip
        assert rules.may_read_round(by, row, on=on) is sees
    with pytest.raises(NotAllowed):
        close_round(row, by=house.coordinator, now=LATE)


# The result


def test_closed_it_is_counted_and_fixed(house: House, asked: OpinionRound) -> None:
    with pytest.raises(NotReady, match="Chưa hết hạn"):
        close_round(asked, by=house.coordinator, now=DUE)
    for by in (house.head, house.economist, house.outsider):
        with pytest.raises(NotAllowed):
            close_round(asked, by=by, now=LATE)
    closed = _closed(house, asked)
    assert Tally.kept(closed) == Tally(3, 1, 1, 0, 0)
    for write in (
        lambda: _answer(asked, house.economist, now=LATE),
        lambda: close_round(asked, by=house.coordinator, now=LATE),
        lambda: remind_missing(asked, by=house.coordinator, now=LATE),
        lambda: add_paper_to_round(asked, name="a.pdf", data=b"%PDF-1.7\n", by=house.coordinator, now=LATE),
    ):
        with pytest.raises(NotReady, match="kết thúc"):
            write()


def test_when_all_have_answered_it_may_be_closed_early(house: House, asked: OpinionRound) -> None:
    for by in (house.leader, house.head, house.economist):
        _answer(asked, by)
    assert Tally.kept(close_round(asked, by=house.coordinator, now=NOW)) == Tally(3, 3, 0, 0, 0)


def test_the_database_keeps_a_closed_round_as_it_is(house: House, asked: OpinionRound) -> None:
    _closed(house, asked)
    slips, rounds = Opinion.objects.filter(opinion_round=asked), OpinionRound.objects.filter(pk=asked.pk)
    for write in (
        lambda: slips.update(choice="agree"),
        lambda: slips.update(fixed_at=None),
        lambda: rounds.update(tally={}),
        lambda: rounds.update(closed_by=None, closed_at=None),
        lambda: Opinion.objects.filter(pk=slips[0].pk)._raw_delete("default"),  # type: ignore[attr-defined]
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_the_database_takes_no_slip_into_a_closed_round(house: House, asked: OpinionRound) -> None:
    again = replace(_new(house), subject="Lần hai")
    other = ask_opinions(house.commune, again, by=house.coordinator, now=NOW)
    _closed(house, asked)
    late = Opinion(opinion_round=asked, person=house.economist, position=9)
    moved = other.opinions.filter(person=house.leader)
    for write in (late.save, lambda: moved.update(opinion_round=asked)):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    assert asked.opinions.count() == 3
    Opinion(opinion_round=other, person=house.economist, position=9).save()


def test_a_slip_is_counted_as_it_is(house: House, asked: OpinionRound) -> None:
    assert tally_of(asked.opinions.all()) == Tally(3, 0, 0, 0, 0)
    assert Tally(3, 0, 0, 0, 0).missing == 3


def test_a_conclusion_becomes_a_task(house: House, asked: OpinionRound) -> None:
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    due = Due(DueKind.BY, "30/7/2026", date=date(2026, 7, 30))
    new = NewConclusion("Hoàn thiện quy chế", economy, "30/7/2026", due, "Quy chế")
    with pytest.raises(NotReady, match="Chưa kết thúc"):
        conclude_round(asked, [new], by=house.coordinator, now=LATE)
    _closed(house, asked)
    with pytest.raises(NotAllowed):
        conclude_round(asked, [new], by=house.head, now=LATE)
    conclude_round(asked, [new], by=house.coordinator, now=LATE)
    task = Task.objects.get()
    assert task.origin == Origin.MEETING
    assert task.source == "Kết quả lấy ý kiến ngày 08/06/2026: Quy chế chi tiêu"
    assert Conclusion.objects.get().opinion_round == asked


# Pages


@pytest.fixture
def running(house: House) -> OpinionRound:
    """One that runs as the pages know the day."""
    now = timezone.now()
    new = NewRound("Quy chế chi tiêu", "Đồng ý?", now + timedelta(days=3), (house.leader, house.head))
    return ask_opinions(house.commune, new, by=house.officer, now=now)


def test_one_asks_from_the_form_of_a_meeting(house: House) -> None:
    client = signed_in(house.officer)
    sent = {
        "carry": "1", "co-quan": house.commune.pk, "subject": "Quy chế chi tiêu", "why": "Cần thống nhất",
        "chair": house.leader.pk, "required": [house.head.pk],
    }  # fmt: skip
    page = client.post("/lich-hop/phieu/moi/", sent).content.decode()
    assert 'value="Quy chế chi tiêu"' in page
    assert "Cần thống nhất" in page
    for person in (house.leader, house.head):
        assert f'name="asked" value="{person.pk}" checked' in page
    assert not OpinionRound.objects.exists()
    due = timezone.localdate() + timedelta(days=5)
    typed = {
        "subject": "Quy chế chi tiêu", "question": "Đồng ý?", "asked": [house.leader.pk, house.head.pk],
        "due_day": f"{due:%d/%m/%Y}", "due_time": "17:00",
    }  # fmt: skip
    assert client.post("/lich-hop/phieu/moi/", typed | {"asked": []}).status_code == 422
    assert client.post("/lich-hop/phieu/moi/", typed | {"asked": [house.outsider.pk]}).status_code in (
        403,
        404,
        409,
    )
    answer = client.post("/lich-hop/phieu/moi/", typed)
    assert answer.status_code == 302
    assert OpinionRound.objects.get().opinions.count() == 2


def test_one_asks_in_the_place_of_a_meeting(house: House) -> None:
    meeting: Meeting = house.ask(at(10, 8, 9), rooms=(), required=(house.leader,))
    page = signed_in(house.officer).get(f"/lich-hop/phieu/moi/?cuoc-hop={meeting.pk}").content.decode()
    assert "Thay cho cuộc họp “Họp chuyên môn”" in page
    assert f'name="asked" value="{house.leader.pk}" checked' in page
    assert signed_in(house.economist).get(f"/lich-hop/phieu/moi/?cuoc-hop={meeting.pk}").status_code == 403


def test_a_slip_is_filled_in_on_its_page(house: House, running: OpinionRound) -> None:
    address = f"/lich-hop/phieu/{running.pk}/"
    client, slip = signed_in(house.head), running.opinions.get(person=house.head)
    answering = f"{address}tra-loi/{slip.pk}/"
    assert "Ý kiến của ông (bà)" in client.get(address).content.decode()
    assert client.post(answering, {"choice": "disagree", "reason": ""}).status_code == 422
    assert client.post(answering, {"choice": "khac", "reason": ""}).status_code == 422
    assert client.post(answering, {"choice": "other", "reason": "Bổ sung"}).status_code == 302
    assert "sửa được đến hạn" in client.get(address).content.decode()
    assert "Bổ sung" not in signed_in(house.leader).get("/lich-hop/phieu/").content.decode()
    mine = signed_in(house.officer).get(address).content.decode()
    assert "1/2\u00a0(50" in mine
    assert "Chưa trả lời: Người chutich" in mine
    for by in (house.economist, house.inspector, house.outsider):
        assert signed_in(by).get(address).status_code == 404
        assert signed_in(by).post(answering, {"choice": "agree"}).status_code == 404
    for by in (house.officer, house.leader):  # who asked; who is asked besides
        assert signed_in(by).post(answering, {"choice": "agree"}).status_code == 403


def test_who_is_asked_himself_and_for_his_units_reaches_every_slip(house: House) -> None:
    now = timezone.now()
    culture, economy = (
        house.organised.unit(house.commune, name) for name in ("Phòng Văn hóa - Xã hội", "Phòng Kinh tế")
    )
    both = house.organised.person("haiphong", (culture, Role.HEAD), (economy, Role.HEAD))
    new = NewRound("Quy chế", "Đồng ý?", now + timedelta(days=2), (both,), (culture, economy))
    row = ask_opinions(house.commune, new, by=house.coordinator, now=now)
    client, address = signed_in(both), f"/lich-hop/phieu/{row.pk}/"
    page = client.get(address).content.decode()
    for name in ("ông (bà)", culture.name, economy.name):
        assert f"Ý kiến của {name}</h2>" in page
    for slip in row.opinions.all():
        assert client.post(f"{address}tra-loi/{slip.pk}/", {"choice": "agree"}).status_code == 302
    assert {one.by for one in row.opinions.select_related("by")} == {both}
    assert not rules.slips_to_answer(both, on=now.date()).exists()
    other = row.opinions.get(unit=economy).pk
    assert signed_in(house.head).post(f"{address}tra-loi/{other}/", {"choice": "agree"}).status_code == 403
    assert signed_in(house.head).post(f"{address}tra-loi/0/", {"choice": "agree"}).status_code == 404


def test_papers_of_a_round_are_for_those_asked(house: House, running: OpinionRound) -> None:
    file = SimpleUploadedFile("du-thao.pdf", b"%PDF-1.7\n")
    adding = f"/lich-hop/phieu/{running.pk}/tai-lieu/"
    assert signed_in(house.head).get(adding).status_code == 403
    assert signed_in(house.officer).post(adding, {"file": file}).status_code == 302
    paper = MeetingPaper.objects.get()
    assert signed_in(house.head).get(f"/lich-hop/tai-lieu/{paper.pk}/").status_code == 200
    assert PaperRead.objects.get().person == house.head
    assert signed_in(house.economist).get(f"/lich-hop/tai-lieu/{paper.pk}/").status_code == 404


def test_the_report_of_the_result(house: House, running: OpinionRound) -> None:
    address = f"/lich-hop/phieu/{running.pk}/"
    client = signed_in(house.officer)
    assert client.get(f"{address}bao-cao.docx").status_code == 409
    _answer(running, house.leader, now=timezone.now())
    _answer(running, house.head, OTHER, "Bổ sung Điều 3", timezone.now())
    assert client.post(f"{address}ket-thuc/").status_code == 302
    data = client.get(f"{address}bao-cao.docx").content
    words = "\n".join(one.text for one in docx.Document(BytesIO(data)).paragraphs)
    assert "Đồng ý: 1/2 (50,0 %)." in words
    assert "Người truongphong: Bổ sung Điều 3." in words
    assert signed_in(house.head).get(f"{address}bao-cao.docx").status_code == 403
    page = signed_in(house.head).get(address).content.decode()
    assert "Kết quả" in page
    assert "Bổ sung Điều 3" in page
