"""Drafts laid out into one text."""

from sauro.folio.layout import CellDraft, DraftRemark, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Paragraph, Place, Remark, Run, Source, SourceKind, Table
from sauro.folio.span import Span

SOURCE = Source("mau.docx", SourceKind.DOCX, "", 0)


def paragraph(text: str, page: int | None = None) -> ParagraphDraft:
    return ParagraphDraft([Run(text)], page)


def test_blocks_follow_one_another_and_cells_keep_their_page() -> None:
    cells = [
        CellDraft(0, 1, [paragraph("b", 3), paragraph(" "), paragraph("c")]),
        CellDraft(0, 0, [paragraph("a")]),
    ]
    folio = compose([paragraph("x", 1), paragraph("  "), TableDraft(cells, 2, 2, page=2)], source=SOURCE)
    assert folio.text == "x\na\tb\nc\n\n"
    first, table = folio.blocks
    assert isinstance(first, Paragraph)
    assert (first.span, first.place) == (Span(0, 1), Place(1, 0))
    assert isinstance(table, Table)
    assert table.span.of(folio.text) == "a\tb\nc\n"
    assert [(part.text, part.place) for part in list(folio.paragraphs)[1:]] == [
        ("a", Place(2, 2, 0, 0)),
        ("b", Place(3, 2, 0, 1)),
        ("c", Place(2, 2, 0, 1)),
    ]
    assert list(folio.tables) == [table]
    assert table.rows[0].cell_at(1) == next(cell for cell in table.cells if cell.column == 1)
    assert table.rows[1].cell_at(0) is None


def test_an_empty_table_is_left_out() -> None:
    assert compose([TableDraft([], 1, 1)], source=SOURCE).blocks == ()


def test_remarks_find_their_words() -> None:
    first, blank = paragraph("một hai"), paragraph(" ")
    folio = compose(
        [paragraph("không"), first, blank],
        source=SOURCE,
        remarks=[
            DraftRemark("ocr.suspect_word", "Xem lại.", first, 4, 7, "hại"),
            DraftRemark("docx.picture", "Có ảnh."),
            DraftRemark("docx.picture", "Có ảnh.", blank),
        ],
    )
    assert folio.remarks == (
        Remark("ocr.suspect_word", "Xem lại.", Span(10, 13), "hại"),
        Remark("docx.picture", "Có ảnh."),
        Remark("docx.picture", "Có ảnh."),
    )


def test_an_empty_paragraph_is_not_bold() -> None:
    (printed,) = compose(
        [ParagraphDraft([Run(" ", bold=True), Run("x", bold=True)])], source=SOURCE
    ).paragraphs
    assert printed.is_bold
    assert not Paragraph(" ", Span(0, 1), (Run(" ", bold=True),), Place(1, 0)).is_bold
