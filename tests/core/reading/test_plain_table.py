"""Tables in plain text: rows of cells, bars, streams of cells, cells one a line."""

from sauro.folio.model import Folio, Table
from sauro.reading.encodings import decode
from sauro.reading.plain import read_plain

HEADER = ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]
ROWS = [
    ["1", "Xây dựng kế hoạch", "Văn phòng", "", "Tháng 5/2026"],
    ["2", "Rà soát văn bản", "Phòng Kinh tế", "Văn phòng", "Quý III/2026"],
    ["3", "Tổng hợp báo cáo", "Văn phòng", "Các phòng", "Hằng năm"],
    ["4", "Tuyên truyền", "Phòng Văn hóa", "", "Thường xuyên"],
]


def read(text: str) -> Folio:
    folio = read_plain(text.encode(), name="mẫu.txt")
    decoded = decode(text.encode()).text
    for paragraph in folio.paragraphs:
        for run in paragraph.runs:
            if run.origin is not None:
                assert decoded[run.origin : run.origin + len(run.text)] == run.text
    return folio


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def the_table(folio: Folio) -> Table:
    (table,) = folio.tables
    return table


def tabbed(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def streamed(rows: list[list[str]], width: int) -> str:
    """Rows as a portal exports them: an empty cell after each row, lines of `width` cells, the first of
    which is lost where it is empty."""
    stream = [cell for row in rows for cell in (*row, "")]
    lines = []
    while stream:
        if not stream[0]:
            stream.pop(0)
        if stream:
            lines.append("\t".join(stream[:width]))
            del stream[:width]
    return "\n\n".join(lines)


def test_one_row_a_line() -> None:
    folio = read("Phụ lục\n\n" + tabbed([HEADER, *ROWS]) + "\n\nHết.")
    table = the_table(folio)
    assert cells(table) == [HEADER, *ROWS]
    assert table.column_count == 5
    assert table.ruled
    assert [paragraph.text for paragraph in folio.paragraphs if paragraph.place.row is None] == [
        "Phụ lục",
        "Hết.",
    ]
    assert folio.remarks == ()


def test_a_table_cut_by_page_breaks_is_one_again() -> None:
    text = tabbed([HEADER, *ROWS[:2]]) + "\n\n" + tabbed([HEADER, *ROWS[2:]])
    assert cells(the_table(read(text))) == [HEADER, *ROWS]


def test_marks_in_cells_and_cells_broken_over_lines() -> None:
    text = (
        "<b>TT</b>\t<b>Nội dung</b>\t**Chủ trì**\n1\tRà soát văn bản,\nbáo cáo *(nếu có)*\tVăn phòng\n"
        "2\tTổng hợp\tPhòng<br>Kinh tế\n"
    )
    table = the_table(read(text))
    assert cells(table) == [
        ["TT", "Nội dung", "Chủ trì"],
        ["1", "Rà soát văn bản,\nbáo cáo (nếu có)", "Văn phòng"],
        ["2", "Tổng hợp", "Phòng\nKinh tế"],
    ]
    assert all(paragraph.is_bold for cell in table.rows[0].cells for paragraph in cell.paragraphs)


def test_a_group_row_lies_across_the_columns() -> None:
    rows = [HEADER, ["I. THỂ CHẾ", "", "", "", ""], *ROWS[:2], ["II", "TỔ CHỨC", "", "", ""], *ROWS[2:]]
    table = the_table(read(tabbed(rows)))
    first, second = table.rows[1], table.rows[4]
    assert [(cell.text, cell.column_span) for cell in first.cells] == [("I. THỂ CHẾ", 5)]
    assert [(cell.text, cell.column, cell.column_span) for cell in second.cells] == [
        ("II", 0, 1),
        ("TỔ CHỨC", 1, 4),
    ]


def test_a_missing_number_is_remarked() -> None:
    folio = read(tabbed([HEADER, ROWS[0], ROWS[1], ROWS[3]]))
    assert [remark.code for remark in folio.remarks] == ["table.numbers_missing"]
    assert len(the_table(folio).rows) == 4


def test_bars() -> None:
    text = "| TT | Nội dung |\n|---|:---:|\n| 1 | **Rà soát** |\n| 2 | Tổng hợp |\n"
    assert cells(the_table(read(text))) == [["TT", "Nội dung"], ["1", "Rà soát"], ["2", "Tổng hợp"]]


def test_bars_between_cells_only() -> None:
    lines = (
        "TT | Nội dung | Chủ trì",
        "--- | --- | ---",
        "1 | Rà soát | ",
        "| 2 | Tổng hợp | Văn phòng",
        "|",
    )
    folio = read("\n".join(lines) + "\n\nHết.")
    rows = [["TT", "Nội dung", "Chủ trì"], ["1", "Rà soát", ""], ["2", "Tổng hợp", "Văn phòng"]]
    assert cells(the_table(folio)) == rows
    assert list(read("Mức A | mức B | mức C\nx | y | z").tables) == []


def test_a_box_of_signs() -> None:
    rule = "+----+----------+-----------+"
    lines = (
        "| TT | Nội dung | Chủ trì   |",
        "| 1  | Rà soát  | Văn phòng |",
        "|    | văn bản  |           |",
    )
    text = "\n".join((rule, lines[0], rule, *lines[1:], "| 2  | Họp      | Phòng Mẫu |", rule))
    rows = [["TT", "Nội dung", "Chủ trì"], ["1", "Rà soát văn bản", "Văn phòng"], ["2", "Họp", "Phòng Mẫu"]]
    assert cells(the_table(read(text))) == rows


def test_a_stream_of_cells_is_put_back_into_rows() -> None:
    rows = [HEADER, ["I", "THỂ CHẾ"], *ROWS[:2], ["II. TỔ CHỨC"], *ROWS[2:]]
    table = the_table(read("Phụ lục\n\n" + streamed(rows, 5) + "\n\nHết."))
    assert cells(table) == rows
    assert [cell.column_span for cell in table.rows[1].cells] == [1, 4]
    assert [cell.column_span for cell in table.rows[4].cells] == [5]


def test_a_stream_with_cells_merged_downwards() -> None:
    rows = [HEADER, ["I", "THỂ CHẾ"], ROWS[1], ["3", "Rà soát văn bản", "Phòng Kinh tế", "Quý III/2026"]]
    rows += [["II", "TỔ CHỨC"], *ROWS[2:]]
    rows[2] = ["2", *ROWS[1][1:]]
    table = the_table(read(streamed([HEADER, ["I", "THỂ CHẾ"], ROWS[0], *rows[2:]], 5)))
    assert [cell.column for cell in table.rows[4].cells] == [0, 1, 2, 4]
    assert table.rows[3].cells[3].row_span == 2


def test_a_stream_with_two_rows_of_header() -> None:
    rows = [
        ["TT", "Địa phương", "Tỷ lệ vốn", "Ghi chú"],
        ["Thành phố", "Xã"],
        ["1", "Xã Mẫu Một", "80%", "20%", "Đợt một"],
        ["2", "Xã Mẫu Hai", "70%", "30%", "Đợt hai"],
        ["3", "Xã Mẫu Ba", "60%", "40%", "Đợt ba"],
    ]
    table = the_table(read(streamed(rows, 4)))
    assert cells(table) == rows
    assert table.column_count == 5
    assert [cell.column_span for cell in table.rows[0].cells] == [1, 1, 2, 1]


def test_two_tables_in_one_stream() -> None:
    second = [
        ["STT", "Tên văn bản", "Đơn vị"],
        ["1", "Quyết định", "Văn phòng"],
        ["2", "Báo cáo", "Phòng Nội vụ"],
    ]
    folio = read(streamed([HEADER, *ROWS, ["Phụ lục II DANH MỤC VĂN BẢN"], *second], 5))
    first_table, second_table = folio.tables
    assert cells(first_table) == [HEADER, *ROWS]
    assert cells(second_table) == second
    assert [p.text for p in folio.paragraphs if p.place.row is None] == ["Phụ lục II DANH MỤC VĂN BẢN"]


def test_a_stream_without_any_order_stays_text_with_a_remark() -> None:
    words = ["TT", "Họ tên", "Chức vụ", "Ghi chú"] + [f"chữ {n}" for n in range(18)]
    text = "\n\n".join("\t".join(words[i : i + 4]) for i in range(0, len(words), 4))
    folio = read(text)
    assert list(folio.tables) == []
    assert [remark.code for remark in folio.remarks] == ["table.uncertain"]
    assert all(word in folio.text for word in words)


def test_cells_one_a_line_with_running_numbers() -> None:
    rows = [
        ["STT", "Địa bàn"],
        ["I", "Đô thị"],
        ["1", "Phường Một"],
        ["2", "Phường Hai"],
        ["II", "Nông thôn"],
    ]
    rows += [["1", "Xã Ba"], ["2", "Xã Bốn"]]
    text = "Phụ lục\n\n" + "\n\n".join(cell for row in rows for cell in row) + "\n\nHết bảng."
    folio = read(text)
    assert cells(the_table(folio)) == rows
    assert folio.text.endswith("Hết bảng.\n")


def test_a_layout_of_head_and_motto_is_not_ruled() -> None:
    text = "UBND XÃ MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    text += "Số: 1/KH-UBND\tĐộc lập - Tự do - Hạnh phúc\n\nKẾ HOẠCH"
    table = the_table(read(text))
    assert not table.ruled
    assert table.rows[0].cells[1].text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_cells_one_a_line_some_of_them_empty() -> None:
    rows = [[*row[:1], f"{row[1]} của xã", *row[2:]] for row in ROWS]
    text = "\n".join(cell for row in [HEADER, *rows] for cell in row)
    folio = read(text)
    assert cells(the_table(folio)) == [HEADER, *rows]
    (remark,) = folio.remarks
    assert remark.code == "table.uncertain"
    assert "hàng số 1, 4 " in remark.message
    assert remark.span is not None
    assert remark.span.of(folio.text) == "1"


def test_blank_lines_tell_which_cell_is_empty() -> None:
    rows = [*ROWS[1:3], ["3", "Mở lớp cho hộ kinh doanh", "Phòng Văn hóa", "", "Mỗi quý một lớp"]]
    rows = [["1", "Xây dựng kế hoạch xã", "", "Văn phòng", "Tháng 5/2026"], *rows]
    rows = [[str(number), f"{row[1]} năm nay", *row[2:]] for number, row in enumerate(rows, 1)]
    text = "\n\n".join(cell for row in [HEADER, *rows] for cell in row)
    assert cells(the_table(read(text))) == [HEADER, *rows]


def test_a_number_in_a_cell_begins_no_row() -> None:
    header = ["TT", "Nội dung công việc", "Số lớp", "Cơ quan chủ trì"]
    rows = [[str(n), f"Mở lớp kỹ năng số {n}", str(n + 1), "Phòng Văn hóa của xã"] for n in (1, 2, 3)]
    text = "\n".join(cell for row in [header, *rows] for cell in row)
    folio = read(text + "\nHết bảng.")
    assert cells(the_table(folio))[:3] == [header, *rows[:2]]


def test_rows_one_a_line_that_could_not_be_told_apart_are_told() -> None:
    rows = [[str(n), f"Mở lớp kỹ năng số {n}", "Phòng Văn hóa"] for n in (1, 2, 3)]
    text = "\n".join(cell for row in [["TT", "Nội dung", "Chủ trì"], *rows] for cell in row)
    folio = read(f"{text}\n4\nMở lớp kỹ năng số 4\n5.\nHọp")
    assert len(the_table(folio).rows) == 4
    (remark,) = folio.remarks
    assert (remark.code, "đến hàng số 3," in remark.message) == ("table.uncertain", True)


def test_rows_one_a_line_with_a_number_out_of_order() -> None:
    rows = [[number, *row[1:]] for number, row in zip("1293", ROWS, strict=True)]
    folio = read(tabbed([HEADER, *rows]))
    assert cells(the_table(folio)) == [HEADER, *rows]
    assert [remark.code for remark in folio.remarks] == ["table.numbers_missing"]


def test_the_caption_of_the_next_appendix_ends_a_table_whose_last_row_is_short() -> None:
    first = [HEADER, *(row[:4] for row in ROWS[:2])]
    second = [HEADER, *ROWS[:2]]
    for caption in ("PHỤ LỤC II", "Phụ lục 2"):
        folio = read("\n".join((tabbed(first), caption, "VIỆC CỦA TỔ CHỢ", tabbed(second))))
        above, below = folio.tables
        assert [row[:4] for row in cells(above)] == [HEADER[:4], *(row[:4] for row in ROWS[:2])]
        assert cells(below) == second
        assert [block.text for block in folio.blocks if not isinstance(block, Table)] == [
            caption,
            "VIỆC CỦA TỔ CHỢ",
        ]


def test_a_cell_that_names_an_appendix_is_none_of_its_captions() -> None:
    rows = [["1", "Lập sổ", "Phòng Kinh tế", "Theo mẫu ở"], *ROWS[1:3]]
    lines = tabbed([HEADER, *rows]).replace("Theo mẫu ở", "Theo mẫu ở\nPhụ lục kèm theo")
    (table,) = read(lines).tables
    assert cells(table)[1][3] == "Theo mẫu ở\nPhụ lục kèm theo"
