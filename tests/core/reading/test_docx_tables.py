"""Tables of .docx files: merged cells, missing cells, tracked rows, nested tables, lines."""

from __future__ import annotations

import pytest
from tests.core.reading.docx_builder import cell, docx, paragraph, row, run, style, table

from sauro.folio.model import Table
from sauro.reading.docx import read_docx

RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"


def read(*body: str, **parts: str) -> list[Table]:
    return list(read_docx(docx(*body, parts=parts), name="x").tables)


def grid(found: Table) -> list[list[tuple[str, int, int, int]]]:
    """Text, column, row span and column span of each cell."""
    return [
        [(one.text, one.column, one.row_span, one.column_span) for one in line.cells] for line in found.rows
    ]


def test_merged_cells_stand_once_at_their_corner() -> None:
    (found,) = read(
        table(
            row(cell("a", RESTART), cell("b", '<w:gridSpan w:val="2"/>')),
            row(cell("không in", CONTINUE), "c", "d"),
            row(cell("", CONTINUE), cell("e", RESTART), cell("f", RESTART)),
            row("g", cell("", '<w:vMerge w:val="continue"/>'), "h"),
        )
    )
    assert found.column_count == 3
    assert grid(found) == [
        [("a", 0, 3, 1), ("b", 1, 1, 2)],
        [("c", 1, 1, 1), ("d", 2, 1, 1)],
        [("e", 1, 2, 1), ("f", 2, 1, 1)],
        [("g", 0, 1, 1), ("h", 2, 1, 1)],
    ]


def test_continuing_cell_without_a_beginning_is_a_cell() -> None:
    (found,) = read(table(row(cell("mồ côi", CONTINUE), "b")))
    assert grid(found) == [[("mồ côi", 0, 1, 1), ("b", 1, 1, 1)]]


def test_old_horizontal_merge() -> None:
    (found,) = read(table(row(cell("a", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "b")))
    assert grid(found) == [[("a", 0, 1, 2), ("b", 2, 1, 1)]]


def test_skipped_columns_before_and_after() -> None:
    (found,) = read(
        table(
            row("a", "b", "c"),
            row("d", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        )
    )
    assert (grid(found)[1], found.column_count) == ([("d", 1, 1, 1)], 3)


def test_empty_cells_are_kept() -> None:
    (found,) = read(table(row("1", ""), row(" ", "việc")))
    assert [[len(one.paragraphs) for one in line.cells] for line in found.rows] == [[1, 0], [0, 1]]


def test_rows_and_tables_deleted_in_tracked_changes_are_out() -> None:
    gone = row("bỏ", "bỏ", properties='<w:del w:id="1"/>')
    added = row("thêm", "thêm", properties='<w:ins w:id="2"/>')
    (found,) = read(table(row("giữ", "giữ"), gone, added), table(gone))
    assert [line.cells[0].text for line in found.rows] == ["giữ", "thêm"]


def test_rows_and_cells_inside_content_controls() -> None:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>"
    line = f"<w:tr><w:sdt><w:sdtContent>{cell('c')}</w:sdtContent></w:sdt>{cell('d')}</w:tr>"
    (found,) = read(table(wrapped, line))
    assert [[one.text for one in entry.cells] for entry in found.rows] == [["a", "b"], ["c", "d"]]


def test_nested_table_gives_its_text_to_the_outer_cell() -> None:
    inner = table(row("trong một", "trong hai"))
    (found,) = read(table(row("a", f"<w:tc>{paragraph('ngoài')}{inner}<w:p/></w:tc>")))
    assert [one.text for one in found.cells] == ["a", "ngoài\ntrong một\ntrong hai"]


def test_frame_of_one_cell_around_tables_is_looked_through() -> None:
    inner = table(row("a", "b"), row("c", "d"))
    found = read_docx(docx(table(row(f"<w:tc>{paragraph('Lời dẫn')}{inner}<w:p/></w:tc>"))), name="x")
    assert [getattr(block, "text", "bảng") for block in found.blocks] == ["Lời dẫn", "bảng"]


def test_text_box_in_a_cell_belongs_to_the_cell() -> None:
    boxed = f"<w:r><w:pict><w:txbxContent>{paragraph('hộp')}</w:txbxContent></w:pict></w:r>"
    (found,) = read(table(row(cell(paragraph(run("chữ") + boxed)), "b")))
    assert found.rows[0].cells[0].text == "chữ\nhộp"


def borders(name: str, value: str, *sides: str) -> str:
    lines = "".join(f'<w:{side} w:val="{value}"/>' for side in sides)
    return f"<w:{name}>{lines}</w:{name}>"


ALL = ("top", "left", "bottom", "right", "insideH", "insideV")
GRID = style("Luoi", f"<w:tblPr>{borders('tblBorders', 'single', *ALL)}</w:tblPr>", kind="table")
LINED = borders("tcBorders", "single", "top", "start", "bottom", "end")
BARE = borders("tcBorders", "nil", "top", "left", "bottom", "right")


@pytest.mark.parametrize(
    ("properties", "cells", "ruled"),
    [
        ("", "", False),
        (borders("tblBorders", "single", *ALL), "", True),
        (borders("tblBorders", "nil", *ALL), "", False),
        (borders("tblBorders", "single", "bottom"), "", False),
        ('<w:tblStyle w:val="Luoi"/>', "", True),
        ('<w:tblStyle w:val="Con"/>', "", True),
        ('<w:tblStyle w:val="Dong"/>', "", True),
        ('<w:tblStyle w:val="TableGrid"/>', "", True),
        ('<w:tblStyle w:val="Luoi"/>' + borders("tblBorders", "none", *ALL), "", False),
        ('<w:tblStyle w:val="Luoi"/>', BARE, False),
        ("", LINED, True),
    ],
)
def test_ruled_by_table_style_and_cells(properties: str, cells: str, ruled: bool) -> None:
    styles = (
        GRID
        + style("Con", "", kind="table", based_on="Luoi")
        + style(
            "Dong",
            '<w:tblStylePr w:type="firstRow"><w:tcPr/></w:tblStylePr><w:tblStylePr w:type="wholeTable">'
            f"<w:tcPr>{borders('tcBorders', 'single', *ALL)}</w:tcPr></w:tblStylePr>",
            kind="table",
        )
    )
    (found,) = read(
        table(
            row(cell("a", cells), cell("b", cells)),
            row(cell("c", cells), cell("d", cells)),
            properties=properties,
        ),
        styles=styles,
    )
    assert found.ruled is ruled


def test_one_line_under_a_cell_makes_no_table() -> None:
    under = borders("tcBorders", "single", "bottom")
    (found,) = read(table(row(cell("UBND XÃ MẪU", under), "CỘNG HÒA"), row("Số: 1", "ngày"), properties=""))
    assert not found.ruled


def test_page_at_which_a_table_and_its_rows_begin() -> None:
    turned = "<w:r><w:lastRenderedPageBreak/></w:r>"
    (found,) = read(table(row("1", "a"), row(cell(paragraph(turned + run("2"))), "b")))
    assert found.place.page == 1
    assert [one.paragraphs[0].place.page for one in found.cells] == [1, 1, 2, 2]


@pytest.mark.parametrize("span", ["0", "-3", "vô hạn", "99999999999", ""])
def test_impossible_spans(span: str) -> None:
    (found,) = read(table(row(cell("a", f'<w:gridSpan w:val="{span}"/>'), "b")))
    assert found.column_count == 2


def test_table_without_cells_is_none() -> None:
    assert read("<w:tbl/>", table("<w:tr/>")) == []


def test_table_cut_in_two_is_one_table() -> None:
    head = row("TT", "Nội dung", "Thời gian")
    cut = (table(head, row("1", "Việc a", "Quý I")), paragraph(""), table(head, row("2", "Việc b", "Quý II")))
    (found,) = read(*cut)
    assert [line.cells[0].text for line in found.rows] == ["TT", "1", "2"]
