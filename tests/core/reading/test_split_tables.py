"""Tables cut by a page break, and repeated header rows."""

from __future__ import annotations

import pytest

from sauro.folio.layout import CellDraft, DraftRemark, ParagraphDraft, TableDraft
from sauro.folio.model import Part, Run
from sauro.reading.split_tables import is_page_number, join_split_tables

HEAD = ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn")


def words(text: str, page: int | None = None, part: Part = Part.BODY) -> ParagraphDraft:
    return ParagraphDraft([Run(text)] if text else [], page, part)


def table(*rows: tuple[str, ...], page: int | None = None, ruled: bool = True) -> TableDraft:
    cells = [
        CellDraft(number, column, [words(line) for line in text.split("\n")] if text else [])
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return TableDraft(cells, len(rows), len(rows[0]), page, ruled)


def texts(draft: ParagraphDraft | TableDraft) -> list[list[str]]:
    assert isinstance(draft, TableDraft)
    rows: list[list[str]] = [[] for _ in range(draft.row_count)]
    for cell in sorted(draft.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append("\n".join(entry.text for entry in cell.paragraphs))
    return rows


def joined(*drafts: ParagraphDraft | TableDraft) -> list[list[list[str]]]:
    """The rows of the tables that remain."""
    return [texts(draft) for draft in join_split_tables(drafts) if isinstance(draft, TableDraft)]


ONE = ("1", "Rà soát quy chế", "Văn phòng", "Quý I")
TWO = ("2", "Ban hành kế hoạch", "Phòng Kinh tế", "Quý II")
THREE = ("3", "Kiểm tra công vụ", "Văn phòng", "Quý III")


def test_table_without_a_neighbour_stays() -> None:
    assert joined(words("a"), table(HEAD, ONE, TWO), words("b")) == [[[*HEAD], [*ONE], [*TWO]]]


def test_repeated_header_is_dropped_and_the_halves_joined() -> None:
    assert joined(table(HEAD, ONE), table(HEAD, TWO, THREE)) == [[[*HEAD], [*ONE], [*TWO], [*THREE]]]


def test_header_that_ocr_read_otherwise_is_the_same_header() -> None:
    seen = ("TT", "Nội dung cồng việc", "Co quan chủ trì", "Thời han")
    assert joined(table(HEAD, ONE, page=1), table(seen, TWO, page=2)) == [[[*HEAD], [*ONE], [*TWO]]]


def test_three_pages() -> None:
    assert joined(table(HEAD, ONE), table(HEAD, TWO), words("3"), table(HEAD, THREE)) == [
        [[*HEAD], [*ONE], [*TWO], [*THREE]]
    ]


def test_second_half_without_a_header_goes_on_counting() -> None:
    assert joined(table(HEAD, ONE), table(TWO, THREE)) == [[[*HEAD], [*ONE], [*TWO], [*THREE]]]


def test_header_of_two_rows_with_column_numbers() -> None:
    numbers = ("(1)", "(2)", "(3)", "(4)")
    assert joined(table(HEAD, numbers, ONE), table(HEAD, numbers, TWO)) == [
        [[*HEAD], [*numbers], [*ONE], [*TWO]]
    ]


def test_header_of_two_rows_by_merged_cells() -> None:
    def headed(*rows: tuple[str, ...]) -> TableDraft:
        draft = table(("TT", "Nội dung", "Cơ quan", "x"), ("y", "z", "Chủ trì", "Phối hợp"), *rows)
        draft.cells = [cell for cell in draft.cells if cell.row > 1 or texts_of(cell) not in ("x", "y", "z")]
        for cell in draft.cells[:2]:
            cell.row_span = 2
        draft.cells[2].column_span = 2
        return draft

    def texts_of(cell: CellDraft) -> str:
        return "".join(entry.text for entry in cell.paragraphs)

    (found,) = join_split_tables([headed(ONE), headed(TWO)])
    assert texts(found) == [["TT", "Nội dung", "Cơ quan"], ["Chủ trì", "Phối hợp"], [*ONE], [*TWO]]


def test_row_cut_in_the_middle_is_joined_cell_by_cell() -> None:
    first = table(HEAD, ("1", "Rà soát quy chế làm", "Văn phòng HĐND", "Quý I"), page=1)
    second = table(("", "việc của cơ quan", "và UBND", ""), TWO, page=2)
    (found,) = join_split_tables([first, second])
    assert texts(found)[1:] == [
        ["1", "Rà soát quy chế làm việc của cơ quan", "Văn phòng HĐND và UBND", "Quý I"],
        [*TWO],
    ]
    assert isinstance(found, TableDraft)
    whole = next(cell for cell in found.cells if (cell.row, cell.column) == (1, 1)).paragraphs[0]
    assert whole.runs == [Run("Rà soát quy chế làm"), Run(" ", page=2), Run("việc của cơ quan", page=2)]


def test_row_cut_in_the_middle_under_a_repeated_header() -> None:
    first = table(HEAD, ("1", "Rà soát quy chế làm", "Văn phòng", "Quý I"))
    second = table(HEAD, ("", "việc của cơ quan", "", ""), TWO)
    assert joined(first, second) == [
        [[*HEAD], ["1", "Rà soát quy chế làm việc của cơ quan", "Văn phòng", "Quý I"], [*TWO]]
    ]


def test_cut_between_two_sentences_keeps_two_paragraphs() -> None:
    first = table(HEAD, ("1", "- Rà soát;", "Văn phòng", "Quý I"))
    second = table(("", "- Báo cáo;", "", ""), TWO)
    assert joined(first, second)[0][1] == ["1", "- Rà soát;\n- Báo cáo;", "Văn phòng", "Quý I"]


def test_full_row_beside_a_merged_number_is_a_row_of_its_own() -> None:
    own = ("", "Tập huấn", "Phòng Văn hóa", "Quý III")
    assert joined(table(HEAD, ONE, page=1), table(own, TWO, page=2)) == [[[*HEAD], [*ONE], [*own], [*TWO]]]


def test_pages_of_the_halves_are_kept() -> None:
    (found,) = join_split_tables([table(HEAD, ONE, page=4), table(HEAD, TWO, page=5)])
    assert isinstance(found, TableDraft)
    assert found.page == 4
    assert [cell.paragraphs[0].page for cell in found.cells if cell.column == 0] == [None, None, 5]


def test_header_repeated_in_the_middle_of_one_table() -> None:
    assert joined(table(HEAD, ONE, HEAD, TWO, HEAD, THREE)) == [[[*HEAD], [*ONE], [*TWO], [*THREE]]]


def test_data_rows_that_are_alike_are_no_headers() -> None:
    same = ("Xã A", "Đạt", "Đạt", "Đạt")
    assert joined(table(same, same, same)) == [[[*same], [*same], [*same]]]


@pytest.mark.parametrize(
    "between",
    [
        words(""),
        words(" - 5 - "),
        words("Trang 5/12"),
        words("Tiêu đề trang", part=Part.HEADER),
        words("1 Chú thích", part=Part.FOOTNOTE),
    ],
)
def test_what_may_stand_between(between: ParagraphDraft) -> None:
    assert len(joined(table(HEAD, ONE), between, table(HEAD, TWO))) == 1


@pytest.mark.parametrize(
    ("between", "second"),
    [
        ([words("PHỤ LỤC II")], table(HEAD, TWO)),
        ([words("Biểu 2. Chỉ tiêu")], table(TWO, THREE)),
        ([], table(("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026"), TWO)),
        ([], table(HEAD, ONE)),
        ([], table(("2", "Ban hành", "Quý II"), ("3", "Kiểm tra", "Quý III"))),
        ([], table(("7", "Việc bảy", "x", "y"), ("8", "Việc tám", "x", "y"))),
        ([], table(HEAD, TWO, ruled=False)),
        ([], table(("Nơi nhận:", "TM. ỦY BAN", "CHỦ TỊCH", "x"))),
    ],
)
def test_two_tables_stay_two(between: list[ParagraphDraft], second: TableDraft) -> None:
    assert len(joined(table(HEAD, ONE), *between, second)) == 2


def test_next_page_goes_on_even_where_a_number_was_lost() -> None:
    assert len(joined(table(HEAD, ONE, page=1), table(THREE, page=2))) == 1
    assert len(joined(table(HEAD, ("", "Việc", "x", "y"), page=1), table(THREE, page=2))) == 1


def test_numbers_of_several_steps_and_letters() -> None:
    def first(count: str) -> TableDraft:
        return table(HEAD, (count, "Việc", "x", "y"))

    def second(count: str) -> TableDraft:
        return table((count, "Việc", "x", "y"))

    pairs = [("2.1", "2.2"), ("2.9", "3"), ("2", "2.1"), ("I", "II"), ("d", "đ"), ("II", "1")]
    assert [len(joined(first(last), second(following))) for last, following in pairs] == [1] * len(pairs)


def test_remarks_on_a_second_half_point_at_the_whole() -> None:
    first, second = table(HEAD, ("1", "Rà soát", "x", "y"), page=1), table(("", "quy chế", "", ""), page=2)
    tail = second.cells[1].paragraphs[0]
    remark = DraftRemark("ocr.suspect_word", "Từ có thể đọc sai.", tail, 4, 7)
    (found,) = join_split_tables([first, second], [remark])
    assert isinstance(found, TableDraft)
    assert remark.paragraph is not None
    assert remark.paragraph.text == "Rà soát quy chế"
    assert remark.paragraph.text[remark.start : remark.end] == "chế"


def test_merged_cell_that_the_cut_divides_goes_on() -> None:
    first, second = table(HEAD, ONE, page=1), table(("", "việc", "", ""), ("", "Việc sau", "x", "y"), page=2)
    second.cells[0].row_span = 2
    second.cells = [cell for cell in second.cells if (cell.row, cell.column) != (1, 0)]
    (found,) = join_split_tables([first, second])
    assert isinstance(found, TableDraft)
    number = next(cell for cell in found.cells if (cell.row, cell.column) == (1, 0))
    assert (number.row_span, found.row_count) == (2, 3)


@pytest.mark.parametrize("text", ["2", "- 2 -", "Trang 3/12", "iv", "Page 4 of 9", "", "3 | trang"])
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize(
    "text", ["1. Mục đích", "Quý II", "Số: 12/KH-UBND", "Trang bị máy tính", "I. YÊU CẦU"]
)
def test_lines_that_are_no_page_numbers(text: str) -> None:
    assert not is_page_number(text)
