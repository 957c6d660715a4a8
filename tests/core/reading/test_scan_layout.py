"""From words with their places to paragraphs and tables."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sauro.folio.layout import ParagraphDraft, TableDraft
from sauro.folio.model import Box
from sauro.reading.page_paragraphs import Line
from sauro.reading.ruled_grid import Grid, GridCell
from sauro.reading.scan_layout import ScannedSheet, ScanTable, drafts_of, has_columns, lines_of
from sauro.reading.scan_words import Weights
from sauro.reading.tesseract import Word

BLANK = np.full((2400, 1700), 255, np.uint8)
NO_WEIGHTS = Weights.of(BLANK, [])


def words(line: int, *placed: tuple[str, int, int], top: int = 100) -> list[Word]:
    """Words of one line: text, left and right edge in pixels."""
    return [Word(text, 90.0, left, top, right, top + 30, (1, 1, line)) for text, left, right in placed]


def lines(found: list[Word]) -> list[str]:
    return [line.text for line in lines_of(found, NO_WEIGHTS, 0.36)]


def test_a_line_is_its_words() -> None:
    found = words(1, ("Sửa", 100, 160), ("cầu", 172, 230), ("treo", 242, 300))
    (line,) = lines_of(found, NO_WEIGHTS, 0.5)
    assert line.text == "Sửa cầu treo"
    assert line.runs is not None
    assert [run.text for run in line.runs] == ["Sửa ", "cầu ", "treo"]
    assert [run.confidence for run in line.runs] == [90.0, 90.0, 90.0]
    assert line.runs[1].box == Box(86.0, 50.0, 115.0, 65.0)
    assert (line.left, line.right) == (50.0, 150.0)


def test_a_wide_gap_parts_two_columns() -> None:
    found = words(1, ("Nơi", 100, 150), ("nhận:", 162, 240), ("CHỦ", 900, 980), ("TỊCH", 992, 1080))
    assert lines(found) == ["Nơi nhận:", "CHỦ TỊCH"]


def test_a_mark_set_apart_stays_with_its_text_and_a_cell_does_not() -> None:
    def apart(mark: str) -> list[str]:
        first, *rest = words(1, (mark, 100, 130), ("Trồng", 230, 330), ("cây", 340, 400), ("xanh", 410, 490))
        return lines([replace(first, is_label=True), *rest])

    assert apart("€)") == ["€) Trồng cây xanh"]
    assert apart("L") == ["L Trồng cây xanh"]
    assert apart("4") == ["4", "Trồng cây xanh"]
    assert apart("Lúa") == ["Lúa", "Trồng cây xanh"]


def side_by_side(*rows: int) -> list[Line]:
    """Rows of so many short lines each, one below the other."""
    return [
        Line("Trồng cây", 80.0 + 150 * place, 100.0 + 20 * row, 160.0 + 150 * place, 112.0 + 20 * row)
        for row, count in enumerate(rows)
        for place in range(count)
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [((3, 3, 3, 4), True), ((1, 3, 3, 1, 3, 3), True), ((3, 3, 3, 1, 1), False), ((2,) * 9, False)],
)
def test_cells_without_a_table(rows: tuple[int, ...], told: bool) -> None:
    assert has_columns(side_by_side(*rows)) is told


def test_a_symbol_stays_with_the_number_that_is_left_blank() -> None:
    found = words(1, ("Số:", 100, 140), ("/KH-UBND", 240, 400), ("Đồng", 700, 780), ("Mới,", 792, 850))
    assert lines(found) == ["Số: /KH-UBND", "Đồng Mới,"]


def test_gaps_of_a_justified_line_part_nothing() -> None:
    found = words(1, ("Các", 100, 160), ("thôn", 205, 280), ("trồng", 326, 420), ("cây", 466, 520))
    assert lines(found) == ["Các thôn trồng cây"]


@pytest.mark.parametrize("mark", ["a)", "1.", "-", "II."])
def test_a_list_mark_stays_with_its_text(mark: str) -> None:
    found = words(1, (mark, 100, 130), ("Đắp", 190, 250), ("đê", 262, 300))
    assert lines(found) == [f"{mark} Đắp đê"]


def test_lines_of_one_size_stand_on_their_base_line() -> None:
    with_marks = [
        Word("Kế", 90.0, 100, 96, 150, 130, (1, 1, 1)),
        Word("hoạch", 90.0, 160, 100, 260, 137, (1, 1, 1)),
    ]
    without = [
        Word("xã", 90.0, 100, 158, 150, 180, (1, 1, 2)),
        Word("nam", 90.0, 160, 160, 230, 180, (1, 1, 2)),
    ]
    first, second = lines_of([*with_marks, *without], NO_WEIGHTS, 1.0)
    assert second.top - first.top == second.bottom - first.bottom == 50


def test_page_numbers_are_dropped_and_tables_stand_in_their_place() -> None:
    sheet = ScannedSheet(2, 595, 842)
    sheet.lines = [
        Line("2", 290, 40, 300, 55),
        Line("Danh sách cây cần thay của các thôn trong xã năm nay như sau đây:", 85, 80, 540, 95),
        Line("Các thôn nhận cây giống tại nhà văn hóa của xã vào đầu mùa mưa.", 85, 300, 540, 315),
    ]
    grid = Grid((85.0, 200.0, 540.0), (120.0, 150.0), (GridCell(0, 0), GridCell(0, 1)), ((0, 1),))
    sheet.tables = [ScanTable(grid, [[Line("1", 90, 125, 96, 140)], [Line("Xoan", 210, 125, 240, 140)]])]
    (page,) = drafts_of([sheet])
    before, table, after = page.blocks
    assert isinstance(before, ParagraphDraft)
    assert isinstance(table, TableDraft)
    assert isinstance(after, ParagraphDraft)
    assert before.text.startswith("Danh sách")
    assert after.text.startswith("Các thôn")
    assert [[paragraph.text for paragraph in cell.paragraphs] for cell in table.cells] == [["1"], ["Xoan"]]
    assert (page.page, page.width, page.height) == (2, 595, 842)
