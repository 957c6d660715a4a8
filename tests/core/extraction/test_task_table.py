"""Rows of duties: groups, continued rows, merged cells, missing numbers."""

from sauro.extraction.task_table import TaskTable, read_task_table
from sauro.folio.model import Table
from sauro.folio.notation import notate


def read(text: str) -> TaskTable:
    (table,) = notate(text).blocks
    assert isinstance(table, Table)
    found = read_task_table(table)
    assert found is not None
    return found


def rows(text: str) -> list[tuple[str, str, str | None, dict[str, list[str]]]]:
    return [
        (
            row.number,
            next((group.label for group in reversed(row.groups) if group.label), ""),
            row.groups[-1].title.text if row.groups else None,
            {kind.value: [passage.text for passage in cell] for kind, cell in row.cells.items()},
        )
        for row in read(text).rows
    ]


def numbers(text: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rows(text)]


def test_groups_across_the_table_and_by_their_number() -> None:
    assert rows("""
        | TT | Nội dung | Chủ trì |
        | I. Họp | < | < |
        | 1 | Lập lịch | Văn phòng |
        | II | Văn bản | |
        | 1 | Ký số | Văn phòng |
    """) == [
        ("1", "I", "Họp", {"number": ["1"], "work": ["Lập lịch"], "lead": ["Văn phòng"]}),
        ("1", "II", "Văn bản", {"number": ["1"], "work": ["Ký số"], "lead": ["Văn phòng"]}),
    ]


def test_a_number_heads_deeper_numbers_and_letters() -> None:
    assert numbers("""
        | TT | Nội dung | Chủ trì |
        | 1 | Họp | |
        | 1.1 | Lập lịch | Văn phòng |
        | 2 | Văn bản | |
        | a | Ký số | Văn phòng |
        | b | Lưu kho | Văn phòng |
        | 3 | Kho | |
    """) == [("1.1", "1"), ("2.a", "2"), ("2.b", "2"), ("3", "")]


def groups(text: str) -> list[tuple[str, list[str]]]:
    return [(row.number, [group.words for group in row.groups]) for row in read(text).rows]


def test_groups_stand_in_one_another_by_their_numbers() -> None:
    assert groups("""
        | TT | Nội dung | Chủ trì |
        | A. CẤP TỈNH | < | < |
        | I | Giấy tờ | |
        | 1 | Bỏ mẫu trùng | Văn phòng |
        | Việc làm ngay | < | < |
        | 2 | Ký số | Văn phòng |
        | Việc làm sau | < | < |
        | 3 | Dọn kho | Văn phòng |
        | II | Họp | |
        | 1 | Lập lịch | Văn phòng |
        | B. CẤP XÃ | < | < |
        | 1 | Niêm yết | Các xã |
    """) == [
        ("1", ["A. CẤP TỈNH", "I. Giấy tờ"]),
        ("2", ["A. CẤP TỈNH", "I. Giấy tờ", "Việc làm ngay"]),
        ("3", ["A. CẤP TỈNH", "I. Giấy tờ", "Việc làm sau"]),
        ("1", ["A. CẤP TỈNH", "II. Họp"]),
        ("1", ["B. CẤP XÃ"]),
    ]


def test_a_row_counted_on_from_a_group_leaves_it() -> None:
    assert groups("""
        | TT | Nội dung | Chủ trì |
        | 1 | Họp | |
        | 1.1 | Lập lịch | Văn phòng |
        | 1.2 | Gửi giấy mời | Văn phòng |
        | | Soạn tài liệu | Phòng Kinh tế |
        | 2 | Dọn kho | Văn phòng |
    """) == [("1.1", ["1. Họp"]), ("1.2", ["1. Họp"]), ("3", ["1. Họp"]), ("2", [])]


def test_a_cell_merged_downwards_counts_for_each_row() -> None:
    assert [row[3].get("lead") for row in rows("""
        | TT | Nội dung | Chủ trì |
        | 1 | Lập lịch | Văn phòng |
        | 2 | Gửi giấy | ^ |
        | 3 | Lưu kho | |
    """)] == [["Văn phòng"], ["Văn phòng"], None]  # fmt: skip


def test_a_row_without_number_goes_on_with_the_one_above() -> None:
    assert rows("""
        | TT | Nội dung | Chủ trì | Sản phẩm |
        | 1 | Lập lịch | Văn phòng | Lịch |
        | | và gửi giấy | | Giấy mời |
        | | tới các thôn | | |
    """) == [
        (
            "1",
            "",
            None,
            {
                "number": ["1"],
                "work": ["Lập lịch", "và gửi giấy", "tới các thôn"],
                "lead": ["Văn phòng"],
                "product": ["Lịch", "Giấy mời"],
            },
        )
    ]


def test_rows_without_any_number_are_counted() -> None:
    assert numbers("""
        | Nội dung | Chủ trì |
        | Lập lịch | Văn phòng |
        | | |
        | | Công an xã |
        | Gửi giấy | Công an xã |
    """) == [("1", ""), ("2", "")]


def test_a_number_before_the_work_and_a_dash_for_a_number() -> None:
    assert numbers("""
        | TT | Nội dung | Chủ trì |
        | | 7. Lập lịch | Văn phòng |
        | - | Gửi giấy | Văn phòng |
    """) == [("7", ""), ("2", "")]


def test_of_two_columns_of_work_the_right_one_holds_it() -> None:
    assert rows("""
        | TT | Nhiệm vụ | Nội dung | Chủ trì |
        | 1 | Họp | Lập lịch | Văn phòng |
    """)[0][3]["work"] == ["Lập lịch"]


def test_missing_numbers() -> None:
    assert read("""
        | TT | Nội dung | Chủ trì |
        | 1 | a1 | b |
        | 3 | a3 | b |
        | 1 | c1 | b |
        | x | d | b |
        | 40 | e | b |
        | 41 | e | b |
    """).missing == (2,)


def test_the_last_row_heads_nothing() -> None:
    assert numbers("""
        | TT | Nội dung | Chủ trì | Ghi chú |
        | 1 | Lập lịch | Văn phòng | x |
        | 2 | Gửi giấy | | x |
    """) == [("1", ""), ("2", "")]


def test_titles_of_groups_beside_the_number_in_any_order_of_columns() -> None:
    assert rows("""
        | STT | Thời hạn | Nội dung công việc | Đơn vị chủ trì |
        | A | VỀ CÂY XANH | < | < |
        | I | Trồng mới | | |
        | 1 | Quý I/2026 | Trồng cây đầu xuân | Phòng Hạ tầng |
        | II | Chăm sóc | < | < |
        | 1 | Thường xuyên | Tưới, tỉa cây | Đội Cây xanh |
        | 2 | Cắt tỉa | | |
        | 2.1 | Quý II/2026 | Tỉa cây trước mùa mưa | Đội Cây xanh |
    """) == [
        (
            "1",
            "I",
            "Trồng mới",
            {
                "number": ["1"],
                "due": ["Quý I/2026"],
                "work": ["Trồng cây đầu xuân"],
                "lead": ["Phòng Hạ tầng"],
            },
        ),
        (
            "1",
            "II",
            "Chăm sóc",
            {
                "number": ["1"],
                "due": ["Thường xuyên"],
                "work": ["Tưới, tỉa cây"],
                "lead": ["Đội Cây xanh"],
            },
        ),
        (
            "2.1",
            "2",
            "Cắt tỉa",
            {
                "number": ["2.1"],
                "due": ["Quý II/2026"],
                "work": ["Tỉa cây trước mùa mưa"],
                "lead": ["Đội Cây xanh"],
            },
        ),
    ]


def test_a_number_out_of_order_is_not_missing() -> None:
    assert read("""
        | TT | Nội dung | Chủ trì |
        | 1 | Đo đất | Phòng Kinh tế |
        | 2 | Cắm mốc | Phòng Kinh tế |
        | 5 | Vẽ bản đồ | Phòng Kinh tế |
        | 4 | Giao đất | Phòng Kinh tế |
    """).missing == (3,)
