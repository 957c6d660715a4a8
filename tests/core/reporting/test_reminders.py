"""The letter that urges: what it says of one duty and of several, and of what became late on a day off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sauro.folio.model import Paragraph, Table
from sauro.reporting.reminders import LateDuty, Letterhead, Urging, UrgingKind, letter_that_urges

HEAD = Letterhead(
    issuer="Ủy ban nhân dân xã Suối Ngần",
    symbol="UBND-VP",
    place="Suối Ngần",
    authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
)


def _written(*duties: LateDuty, kind: UrgingKind = UrgingKind.REMINDER, unit: str = "Phòng Kinh tế") -> str:
    urging = Urging(kind, unit, duties, on=date(2026, 11, 22))
    folio = letter_that_urges(HEAD, urging)
    paragraphs = [block.text for block in folio.blocks if isinstance(block, Paragraph)]
    cells = [
        cell.text
        for block in folio.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
    ]
    return "\n".join([*paragraphs, *cells])


def _duty(days_late: int) -> LateDuty:
    return LateDuty("Lập danh mục báo cáo", "Kế hoạch số 9/KH-UBND", date(2026, 11, 20), days_late)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((3,), "quá hạn 3 ngày làm việc"),
        ((0,), "đã quá hạn:"),
        ((3, 7), "chậm nhiều nhất 7 ngày làm việc so với thời hạn"),
        ((0, 0), "đều đã quá hạn:"),
    ],
)
def test_how_late_is_said_in_working_days_if_there_are_any(days: tuple[int, ...], said: str) -> None:
    words = _written(*[_duty(number) for number in days])
    assert said in words
    assert "0 ngày làm việc" not in words
    assert ("dưới 1" in words) == (0 in days)


PLAN, LETTER, NOTICE = "Kế hoạch số 9/KH-UBND", "Công văn số 5/UBND-VP", "Thông báo số 2/TB-UBND"
WHO = "Ủy ban nhân dân xã Suối Ngần đã giao Phòng Kinh tế"


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((PLAN,), f"Thực hiện {PLAN}, {WHO} 1 nhiệm vụ nêu dưới đây."),
        ((PLAN, LETTER), f"Thực hiện {PLAN} và {LETTER}, {WHO} 2 nhiệm vụ nêu dưới đây."),
        ((PLAN, LETTER, NOTICE), f"{WHO} 3 nhiệm vụ theo các văn bản nêu dưới đây."),
        (("", ""), f"{WHO} 2 nhiệm vụ nêu dưới đây."),
        (
            (PLAN, "", ""),
            f"{WHO} 3 nhiệm vụ nêu dưới đây, gồm 1 nhiệm vụ theo {PLAN} và 2 nhiệm vụ giao trực tiếp.",
        ),
    ],
)
def test_no_duty_is_put_under_a_paper_that_did_not_give_it(sources: tuple[str, ...], said: str) -> None:
    assert said in _written(*[replace(_duty(3), source=source) for source in sources])


def test_without_a_duty_there_is_nothing_to_write() -> None:
    with pytest.raises(ValueError, match="nothing to urge"):
        _written()


@pytest.mark.parametrize(
    ("unit", "head"),
    [
        ("Phòng Kinh tế", "thủ trưởng Phòng Kinh tế"),
        ("Ban Quản lý dự án", "thủ trưởng Ban Quản lý dự án"),
        ("Thôn Nậm Ngần", "Trưởng thôn Nậm Ngần"),
        ("Tổ dân phố số 3", "Tổ trưởng tổ dân phố số 3"),
    ],
)
def test_who_answers_for_a_unit_is_called_by_what_it_is(unit: str, head: str) -> None:
    assert f"yêu cầu {head} tổ chức kiểm điểm" in _written(_duty(3), kind=UrgingKind.REVIEW, unit=unit)
