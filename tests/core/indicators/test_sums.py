"""Figures that have to agree."""

import pytest

from sauro.indicators.model import Tally
from sauro.indicators.sums import TotalRule, disagreements, jumps

ALL = TotalRule("Tổng số văn bản theo tên loại", "all", ("plans", "letters"))
NAMES = {"online": "Hội nghị trực tuyến", "letters": "Công văn"}


def test_a_total_is_the_sum_of_its_parts():
    figures = {"all": Tally(10), "plans": Tally(4), "letters": Tally(6)}
    assert not list(disagreements(figures, [ALL], NAMES))
    (found,) = disagreements(figures | {"letters": Tally(7)}, [ALL], NAMES)
    assert found.must
    assert found.about == ("all", "plans", "letters")
    assert "tổng ghi 10, cộng các phần được 11" in found.message


@pytest.mark.parametrize("silent", ["all", "plans"])
def test_what_nobody_said_is_not_asked(silent):
    figures = {"all": Tally(10), "plans": Tally(4), "letters": Tally(7), silent: None}
    assert not list(disagreements(figures, [ALL], NAMES))


def test_a_part_is_no_more_than_its_whole():
    (found,) = disagreements({"online": Tally(5, 4)}, [], NAMES)
    assert found.message == "Hội nghị trực tuyến: 5 lớn hơn tổng số 4."
    assert not list(disagreements({"online": Tally(4, 4)}, [], NAMES))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (20, 30, "tăng từ 20 kỳ trước lên 30"),
        (20, 10, "giảm từ 20 kỳ trước xuống 10"),
        (0, 10, "tăng từ 0 kỳ trước lên 10"),
        (20, 29, None),
        (2, 9, None),
        (12, 12, None),
    ],
)
def test_a_jump_asks_for_a_reason(before, now, said):
    found = list(jumps({"letters": Tally(now)}, {"letters": Tally(before)}, NAMES))
    assert [said in one.message for one in found] == ([True] if said else [])
    assert not any(one.must for one in found)


def test_a_first_period_has_nothing_to_jump_from():
    assert not list(jumps({"letters": Tally(100)}, {}, NAMES))
    assert not list(jumps({"letters": None}, {"letters": Tally(100)}, NAMES))
