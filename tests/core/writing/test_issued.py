"""Number and date go into the boxes that a Word file left open for them, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from tests.core.reading.docx_builder import cell, docx, field, paragraph, row, run, table
from tests.drafts_typed import plan_file

from sauro.folio.model import Folio
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro.writing.issued import HERE, Filled, fill_in, numbered, with_edits

ON = date(2026, 2, 5)
SAID = {"number": "07", "symbol": "/KH-UBND", "place": "Mai Lĩnh", "on": ON}
NUMBER, DAY = "Số:      /KH-UBND", "Mai Lĩnh, ngày      tháng      năm 2026"
BODY = "1. Thực hiện Kế hoạch số      /KH-UBND ngày      tháng      năm 2026 của Ủy ban nhân dân tỉnh."


def head(number: str = NUMBER, day: str = DAY, body: str = paragraph(BODY)) -> bytes:
    """A plan as offices type it: two cells for the head, runs by hand."""
    left = paragraph("ỦY BAN NHÂN DÂN XÃ MAI LĨNH") + paragraph(number)
    right = (
        paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + paragraph("Độc lập - Tự do - Hạnh phúc")
        + paragraph(day)
    )
    title = paragraph("KẾ HOẠCH") + paragraph("Rà soát hộ nghèo năm 2026") + body
    return docx(table(row(cell(left), cell(right))) + title)


def filled(data: bytes, **said: object) -> Filled:
    return fill_in(data, read(data), **(SAID | said))


def read(data: bytes) -> Folio:
    return read_bytes(data, name="a.docx")


def lines(data: bytes) -> list[str]:
    return [" ".join(one.text.split()) for one in read(data).paragraphs]


def test_number_and_date_stand_in_their_boxes_and_all_else_stays() -> None:
    data = plan_file("Theo Quyết định số      /QĐ-UBND ngày      tháng      năm 2026.")
    made, before = filled(data), read(data)
    assert made.boxes == ("Số: 07/KH-UBND", "Mai Lĩnh, ngày 05 tháng 02 năm 2026")
    after = read(made.data)
    assert after.text == with_edits(before.text, made.edits)
    changed = [
        (one.text, other.text)
        for one, other in zip(before.paragraphs, after.paragraphs, strict=True)
        if one.text != other.text
    ]
    assert [new for _, new in changed] == list(made.boxes)
    assert [replace(one, runs=(), span=other.span) for one, other in _pairs(before, after)] == [
        replace(other, runs=()) for _, other in _pairs(before, after)
    ]


def _pairs(before: Folio, after: Folio) -> list:
    return [
        (one, other)
        for one, other in zip(before.paragraphs, after.paragraphs, strict=True)
        if one.text == other.text
    ]


def test_how_the_file_is_set_stays() -> None:
    data = plan_file()
    old, new = read_setting(data), read_setting(filled(data).data)
    assert old.papers == new.papers
    assert [[run.size for run in one.runs] for one in old.paragraphs] == [
        [run.size for run in one.runs] for one in new.paragraphs
    ]


@pytest.mark.parametrize(
    "number",
    ["Số: …/KH-UBND", "Số:/KH-UBND", "Số: ......../KH-UBND", "Số: ____ /KH-UBND", "Số   /KH - UBND"],
)
def test_a_gap_may_be_left_in_any_way(number: str) -> None:
    made = filled(head(number))
    assert not made.hindrance
    assert lines(made.data)[1].replace(" ", "") in ("Số:07/KH-UBND", "Số07/KH-UBND")
    assert BODY in [one.text for one in read(made.data).paragraphs]


@pytest.mark.parametrize(
    "day",
    [
        "Mai Lĩnh, ngày … tháng … năm …",
        "Mai Lĩnh, ngày      tháng 02 năm 2026",
        "Mai Lĩnh, ngày … tháng … năm 20…",
        "…………, ngày … tháng … năm 2026",
        "Mai Lĩnh, ngày    tháng    năm",
        "Mai Lĩnh, ngày 05 tháng 02 năm 2026",
    ],
)
def test_what_of_the_day_is_there_stays(day: str) -> None:
    made = filled(head(day=day))
    assert made.boxes[1] == "Mai Lĩnh, ngày 05 tháng 02 năm 2026"
    assert made.boxes[1] in lines(made.data)


def test_months_from_three_on_have_no_nought() -> None:
    assert filled(head(), on=date(2026, 3, 25)).boxes[1] == "Mai Lĩnh, ngày 25 tháng 3 năm 2026"


def test_a_letter_has_its_subject_below_its_number() -> None:
    data = head(number=f"{run('Số:      /UBND-VX')}<w:r><w:br/></w:r>{run('V/v rà soát hộ nghèo')}")
    made = filled(data, symbol="/UBND-VX")
    assert made.boxes[0] == "Số: 07/UBND-VX"
    assert "Số: 07/UBND-VX V/v rà soát hộ nghèo" in lines(made.data)


@pytest.mark.parametrize(
    ("symbol", "number"), [("/2026/QĐ-UBND", "Số:     /2026/QĐ-UBND"), ("-KH/ĐU", "Số      -KH/ĐU")]
)
def test_symbols_of_other_orders(symbol: str, number: str) -> None:
    assert not filled(head(number), symbol=symbol).hindrance


def test_words_are_filled_in_the_letters_of_the_word_before() -> None:
    gap = run("Số: ", "<w:b/>") + run("......", '<w:u w:val="single"/>') + run("/KH-UBND")
    (found,) = [one for one in read(filled(head(gap)).data).paragraphs if one.text.startswith("Số:")]
    assert [(one.text, one.bold) for one in found.runs if one.text] == [("Số: 07", True), ("/KH-UBND", False)]


def test_tabs_of_a_gap_go() -> None:
    gap = run("Số:") + "<w:r><w:tab/><w:tab/></w:r>" + run("/KH-UBND")
    assert "Số: 07/KH-UBND" in [one.text for one in read(filled(head(gap)).data).paragraphs]


_FIELD = field("begin") + field("separate") + run("   ") + field("end")
_BOUND = f"<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{run(NUMBER)}</w:sdtContent></w:sdt>"
_DELETED = '<w:del w:id="1" w:author="A"><w:r><w:delText>12</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (head("Số: 12/KH-UBND"), "đã ghi “Số: 12/KH-UBND”"),
        (head("Số:      /BC-UBND"), "khác với ký hiệu"),
        (head("Số:      /KH-UBND-VX"), "khác với ký hiệu"),
        (head(day="Mai Lĩnh, ngày      tháng 3 năm 2026"), "khác với ngày ban hành 05/02/2026"),
        (head(day="Mai Lĩnh, ngày      tháng      năm 2025"), "khác với ngày ban hành"),
        (head(number="Phòng Văn hóa"), "Không tìm thấy ô số"),
        (head(day="Năm 2026"), "Không tìm thấy ô địa danh"),
        (head(run("Số: ") + _DELETED + run("   /KH-UBND")), "Track Changes"),
        (head(run("Số:") + _FIELD + run("/KH-UBND")), "trường"),
        (head(_BOUND), "nối"),
    ],
)  # fmt: skip
def test_what_is_not_certain_leaves_the_file_as_it_is(data: bytes, told: str) -> None:
    made = filled(data)
    assert told in made.hindrance
    assert made.data is data
    assert not made.edits


def test_a_place_that_is_open_and_not_known_is_told() -> None:
    made = filled(head(day="…………, ngày … tháng … năm 2026"), place="")
    assert "địa danh" in made.hindrance


def test_the_number_is_put_in_once_it_is_drawn() -> None:
    made = filled(head(), number=HERE)
    assert "Số: 135/KH-UBND" in [one.text for one in read(numbered(made.data, "135")).paragraphs]


def test_the_file_opens_in_other_programs() -> None:
    opened = Document(BytesIO(filled(plan_file()).data))
    assert "Số: 07/KH-UBND" in [one.text for one in opened.tables[0].cell(0, 0).paragraphs]
