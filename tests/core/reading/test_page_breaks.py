"""What page breaks cut is put together."""

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.folio.model import Alignment, Box, Part, Run
from sauro.reading.page_breaks import join_over_pages
from sauro.reading.page_paragraphs import PageDrafts


def paragraph(
    *lines: tuple[float, str, float], page: int, part: Part = Part.BODY, bold: bool = False
) -> ParagraphDraft:
    runs = [Run(text, bold, origin=0, box=Box(left, 100, right, 115)) for left, text, right in lines]
    return ParagraphDraft(runs, page, part)


def page(number: int, *blocks: ParagraphDraft | TableDraft, width: float = 595) -> PageDrafts:
    return PageDrafts(number, list(blocks), width, 842)


FULL = paragraph(
    (121, "Các đơn vị chủ động rà soát, báo cáo ", 540), (85, "Ủy ban nhân dân xã về kết quả", 540), page=1
)


def text_of(pages: list[PageDrafts]) -> list[str]:
    return [block.text for block in join_over_pages(pages) if isinstance(block, ParagraphDraft)]


def copy(draft: ParagraphDraft) -> ParagraphDraft:
    return ParagraphDraft(list(draft.runs), draft.page, draft.part, alignment=draft.alignment)


def test_a_paragraph_goes_on_over_the_page_and_a_footnote() -> None:
    note = paragraph((85, "1 Luật Chăn nuôi.", 200), page=1, part=Part.FOOTNOTE)
    rest = paragraph((85, "thực hiện trong năm.", 200), page=2)
    first, second = join_over_pages([page(1, copy(FULL), note), page(2, rest)])
    assert isinstance(first, ParagraphDraft)
    assert first.text.endswith("về kết quả thực hiện trong năm.")
    assert [run.page for run in first.runs] == [None, None, 2]
    assert second is note


def test_a_document_number_is_joined_without_a_blank() -> None:
    cut = paragraph(
        (121, "Thực hiện Kết luận của trung ương ", 540), (85, "về phòng chống lãng phí số 226-", 540), page=1
    )
    assert text_of([page(1, cut), page(2, paragraph((85, "KL/TW của Ban Bí thư.", 240), page=2))])[
        0
    ].endswith("số 226-KL/TW của Ban Bí thư.")


def test_what_begins_anew_is_left_alone() -> None:
    short = paragraph((121, "2. Yêu cầu", 200), page=1)
    item = paragraph((121, "a) Bám sát kế hoạch của tỉnh.", 300), page=2)
    indented = paragraph((121, "Các đơn vị báo cáo.", 300), page=2)
    title = ParagraphDraft([Run("PHỤ LỤC", box=Box(270, 60, 350, 75))], 2, alignment=Alignment.CENTRE)
    landscape = paragraph((85, "thực hiện trong năm.", 200), page=2)
    assert len(text_of([page(1, copy(FULL), short), page(2, item)])) == 3
    assert len(text_of([page(1, copy(FULL)), page(2, indented, paragraph((85, "x", 100), page=2))])) == 3
    assert len(text_of([page(1, copy(FULL)), page(2, title)])) == 2
    assert len(text_of([page(1, copy(FULL)), page(2, landscape, width=842)])) == 2


def table(number: int, *rows: tuple[str, ...]) -> TableDraft:
    cells = []
    for row, given in enumerate(rows):
        for column, text in enumerate(given):
            box = Box(100 * column, 0, 100 * column + min(6 * len(text), 95), 10)
            cells.append(
                CellDraft(row, column, [ParagraphDraft([Run(text, box=box)], number)] if text else [])
            )
    return TableDraft(cells, len(rows), len(rows[0]), number)


def rows_of(draft: TableDraft) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(draft.row_count)]
    for cell in draft.cells:
        rows[cell.row].append(" | ".join(paragraph.text for paragraph in cell.paragraphs))
    return rows


HEAD = ("TT", "Nội dung", "Cơ quan chủ trì")


def test_a_row_cut_by_the_page_is_one_under_repeated_headers() -> None:
    first = table(1, HEAD, ("1", "Rà soát, sửa đổi quy chế làm", "Phòng Văn hóa -"))
    second = table(2, HEAD, ("", "việc của xã.", "Xã hội"), ("2", "Báo cáo kết quả.", "Văn phòng"))
    (whole,) = join_over_pages([page(1, first), page(2, second)])
    assert isinstance(whole, TableDraft)
    assert rows_of(whole) == [
        list(HEAD),
        ["1", "Rà soát, sửa đổi quy chế làm việc của xã.", "Phòng Văn hóa - Xã hội"],
        ["2", "Báo cáo kết quả.", "Văn phòng"],
    ]
    assert [run.page for run in whole.cells[4].paragraphs[0].runs] == [None, 2]


def test_a_row_cut_twice_and_the_table_that_ends_with_it() -> None:
    first = table(1, HEAD, ("1", "Rà soát quy chế làm", "Phòng A"))
    second = table(2, HEAD, ("", "việc của xã và báo cáo", ""))
    third = table(3, HEAD, ("", "kết quả.", ""))
    (whole,) = join_over_pages([page(1, first), page(2, second), page(3, third)])
    assert isinstance(whole, TableDraft)
    assert rows_of(whole)[1:] == [["1", "Rà soát quy chế làm việc của xã và báo cáo kết quả.", "Phòng A"]]


def test_a_row_of_its_own_stays_one() -> None:
    first = table(1, HEAD, ("1", "Rà soát quy chế.", "Phòng A"))
    second = table(2, HEAD, ("2", "Báo cáo kết quả", "Phòng B"))
    (whole,) = join_over_pages([page(1, first), page(2, second)])
    assert isinstance(whole, TableDraft)
    assert [row[0] for row in rows_of(whole)] == ["TT", "1", "2"]


def test_a_number_that_the_page_parted_from_its_sentence_is_no_item() -> None:
    cut = paragraph(
        (121, "b) Các thôn báo cáo sáu tháng và ", 540), (85, "hằng năm (trước ngày 05 tháng", 540), page=1
    )
    rest = paragraph((85, "12) về Văn phòng.", 240), page=2)
    assert text_of([page(1, cut), page(2, rest)])[0].endswith("(trước ngày 05 tháng 12) về Văn phòng.")
