import pytest

from sauro.errors import BadNotation
from sauro.folio.model import Alignment, Paragraph, Table
from sauro.folio.notation import notate


def test_lines_are_paragraphs_and_bars_are_rows() -> None:
    folio = notate("""
        ~**KẾ HOẠCH**
        | TT | Nội dung | Ghi chú |
        | 1  | Rà soát // văn bản | < |
        | ^  | Báo cáo | x |
    """)
    title, table = folio.blocks
    assert isinstance(title, Paragraph)
    assert (title.text, title.is_bold, title.alignment) == ("KẾ HOẠCH", True, Alignment.CENTRE)
    assert isinstance(table, Table)
    assert [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells
    ] == [
        (0, 0, 1, 1, "TT"),
        (0, 1, 1, 1, "Nội dung"),
        (0, 2, 1, 1, "Ghi chú"),
        (1, 0, 2, 1, "1"),
        (1, 1, 1, 2, "Rà soát\nvăn bản"),
        (2, 1, 1, 1, "Báo cáo"),
        (2, 2, 1, 1, "x"),
    ]  # fmt: skip


def test_every_block_is_found_at_its_span() -> None:
    folio = notate("""
        Một dòng
        | a | b |
        | c | d |
        Dòng cuối
    """)
    assert folio.text == "Một dòng\na\tb\nc\td\nDòng cuối\n"
    for paragraph in folio.paragraphs:
        assert paragraph.span.of(folio.text) == paragraph.text


def test_a_ragged_row_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(BadNotation):
        notate("| a | b |\n| c |")
