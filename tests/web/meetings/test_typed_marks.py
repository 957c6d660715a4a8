"""What somebody types about a meeting bears no mark of secrecy: it is refused, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.meetings.conftest import NOW, House, at, now_at

from sauro_web.common.errors import NotReady
from sauro_web.meetings.models import Meeting, Minutes, OpinionChoice, OpinionRound, RemarkKind
from sauro_web.meetings.operations import agenda, remarking, sitting
from sauro_web.meetings.operations.changing import change_meeting, move_meeting
from sauro_web.meetings.operations.concluding import NewConclusion, conclude
from sauro_web.meetings.operations.deciding import cancel_meeting
from sauro_web.meetings.operations.opinions import NewRound, answer_slip, ask_opinions

pytestmark = pytest.mark.django_db
AFTER = now_at(10, 10)
MARKED = "TỐI MẬT: phương án bảo vệ"
_SENTENCE = "Nội dung mang dấu chỉ độ mật"


@pytest.fixture
def meeting(house: House) -> Meeting:
    """On 10/06/2026 from 8 to 9, with a secretary."""
    return house.call(at(10, 8, 9), secretary=house.officer)


@pytest.mark.parametrize(
    "said",
    [
        {"subject": MARKED},
        {"agenda": f"1. Khai mạc\n{MARKED}"},
        {"why": MARKED},
        {"document": "12/KH-UBND (MẬT)"},
        {"guests": ("Ông Lò Văn Bình", MARKED)},
        {"reason": MARKED},
    ],
)
def test_no_meeting_is_called_with_it(house: House, meeting: Meeting, said: dict[str, object]) -> None:
    with pytest.raises(NotReady, match=_SENTENCE):
        house.call(at(11, 8, 9), **said)
    new = house.new(at(10, 8, 9), **said)
    with pytest.raises(NotReady, match=_SENTENCE):
        change_meeting(meeting, new, by=house.coordinator, now=NOW)
    assert Meeting.objects.count() == 1


def test_nor_is_one_moved_with_it(house: House, meeting: Meeting) -> None:
    with pytest.raises(NotReady, match=_SENTENCE):
        move_meeting(meeting, at(10, 19, 20), by=house.coordinator, now=NOW, reason=MARKED)


def test_words_that_only_sound_so_are_none(house: House) -> None:
    house.call(at(11, 8, 9), "Công tác bảo vệ bí mật nhà nước", agenda="1. Nghề nuôi ong mật")


_TYPED: dict[str, Callable[[House, Meeting], object]] = {
    "item": lambda house, one: agenda.save_item(one, agenda.ItemSaid(MARKED), by=house.officer, now=NOW),
    "remark": lambda house, one: remarking.add_remark(
        one, remarking.NewRemark(RemarkKind.QUESTION, MARKED), by=house.officer, now=NOW
    ),
    "minutes": lambda house, one: sitting.write_minutes(
        one, f"Chủ trì: A\n{MARKED}", by=house.officer, now=AFTER
    ),
    "conclusion": lambda house, one: conclude(one, [NewConclusion(MARKED)], by=house.officer, now=AFTER),
    "reason": lambda house, one: cancel_meeting(one, reason=MARKED, by=house.coordinator, now=NOW),
    "question": lambda house, one: ask_opinions(
        house.commune, NewRound("Xin ý kiến", MARKED, AFTER, (house.head,)), by=house.officer, now=NOW
    ),
}


@pytest.mark.parametrize("where", list(_TYPED))
def test_nothing_is_written_about_a_meeting_with_it(house: House, meeting: Meeting, where: str) -> None:
    with pytest.raises(NotReady, match=_SENTENCE):
        _TYPED[where](house, meeting)
    meeting.refresh_from_db()
    kept = [meeting.items, meeting.remarks, meeting.conclusions]
    assert not any(rows.exists() for rows in kept)
    assert not Minutes.objects.exists()
    assert not OpinionRound.objects.exists()
    assert meeting.state == "firm"


def test_no_opinion_bears_it(house: House) -> None:
    new = NewRound("Quy chế", "Đồng ý không?", AFTER, (house.head,))
    slip = ask_opinions(house.commune, new, by=house.coordinator, now=NOW).opinions.get()
    with pytest.raises(NotReady, match=_SENTENCE):
        answer_slip(slip, OpinionChoice.OTHER, MARKED, by=house.head, now=NOW)
    slip.refresh_from_db()
    assert slip.choice == slip.reason == ""
