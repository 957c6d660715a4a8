"""Signs of arranged figures are questions, and ordinary work raises none."""

from dataclasses import replace
from datetime import date

import pytest

from sauro.indicators.arranged import (
    Gathering,
    Paper,
    Window,
    late_entries,
    no_link,
    renamed,
    split_papers,
)

DAY = date(2026, 5, 14)
PAPER = Paper(
    "101/UBND-VHXH", "Công văn", "Về việc rà soát hộ nghèo (phần 1)", DAY, "Phòng Văn hóa - Xã hội",
    frozenset({"Trưởng các thôn"}), DAY,
)  # fmt: skip
MEETING = Gathering("m1", "Giao ban tuần 20", DAY, conference=False, online=False, has_link=False, people=9)


def heap(*subjects, **changed):
    return [
        replace(PAPER, number=f"{101 + at}/UBND-VHXH", subject=subject, **changed)
        for at, subject in enumerate(subjects)
    ]


@pytest.mark.parametrize(
    "subjects",
    [
        ("Rà soát hộ nghèo (phần 1)", "Rà soát hộ nghèo (phần 2)", "Rà soát hộ nghèo (phần 3)"),
        ("Rà soát hộ nghèo đợt I", "Rà soát hộ nghèo đợt II", "Rà soát  hộ nghèo đợt III"),
        ("Rà soát hộ nghèo (1/3)", "Rà soát hộ nghèo (2/3)", "Rà soát hộ nghèo (3/3)"),
        ("Rà soát hộ nghèo",) * 3,
    ],
)
def test_one_text_in_several_documents_is_asked_about_once(subjects):
    (asked,) = split_papers(heap(*subjects))
    assert asked.about == ("101/UBND-VHXH", "102/UBND-VHXH", "103/UBND-VHXH")
    assert "3 công văn" in asked.message
    assert asked.message.endswith("?")


@pytest.mark.parametrize(
    "papers",
    [
        heap("Rà soát hộ nghèo", "Rà soát hộ nghèo"),
        heap("Rà soát hộ nghèo", "Phòng, chống dịch", "Thu hoạch vụ xuân"),
        heap(*(f"Đính chính Quyết định số {number}/QĐ-UBND" for number in (12, 13, 14))),
        [replace(one, day=date(2026, at, 14)) for at, one in enumerate(heap(*["Báo cáo tháng"] * 3), 1)],
        [
            replace(one, to=frozenset({place}))
            for place, one in zip("ABC", heap(*["Rà soát hộ nghèo"] * 3), strict=True)
        ],
    ],
)  # fmt: skip
def test_ordinary_documents_raise_no_question(papers):
    assert not list(split_papers(papers))


@pytest.mark.parametrize("subject", ["Hội nghị triển khai chuyển đổi số", "SƠ KẾT 6 tháng", "Tổng kết năm"])
def test_a_conference_by_another_kind_is_asked_about(subject):
    (asked,) = renamed([replace(MEETING, subject=subject)])
    assert asked.about == ("m1",)
    assert not list(renamed([replace(MEETING, subject=subject, conference=True)]))


def test_a_large_working_meeting_is_asked_about_and_a_small_one_is_not():
    assert not list(renamed([MEETING]))
    (asked,) = renamed([replace(MEETING, people=30)])
    assert "30 người" in asked.message


def test_online_without_an_address_is_asked_about():
    assert not list(no_link([MEETING, replace(MEETING, online=True, has_link=True)]))
    (asked,) = no_link([replace(MEETING, online=True)])
    assert asked.code == "arranged.no_link"


def test_what_came_after_the_close_is_asked_about_by_period():
    window = Window(date(2026, 4, 15), date(2026, 5, 14), date(2026, 5, 15))
    rows = [replace(one, entered=date(2026, 5, 20)) for one in heap(*["a"] * 7)]
    (asked,) = late_entries([*rows, PAPER], [window])
    assert len(asked.about) == 7
    assert "và 2 văn bản khác" in asked.message
    assert not list(late_entries([PAPER], [window]))
