"""Which column is which, by the names that offices give them."""

import pytest

from sauro.extraction.task_header import TaskHeader, read_header
from sauro.folio.model import Table
from sauro.folio.notation import notate


def header(text: str) -> TaskHeader | None:
    (table,) = notate(text).blocks
    assert isinstance(table, Table)
    return read_header(table)


def kinds(text: str) -> tuple[list[str], int] | None:
    found = header(text)
    return ([kind.value for _, kind in sorted(found.columns.items())], found.first) if found else None


def test_one_row() -> None:
    assert kinds("""
        | STT | Nhiệm vụ | Cơ quan chủ trì | Phối hợp | Sản phẩm | Thời hạn | Ghi chú |
        | 1 | a | b | c | d | e | f |
    """) == (["number", "work", "lead", "cooperating", "product", "due", "other"], 1)


def test_a_row_of_column_numbers_belongs_to_the_header() -> None:
    assert kinds("""
        | TT | Nội dung | Chủ trì |
        | (1) | (2) | (3) |
        | 1 | a | b |
    """) == (["number", "work", "lead"], 2)


def test_merged_cells_are_read_with_the_row_under_them() -> None:
    assert kinds("""
        | TT | Nội dung | Thực hiện | < |
        | ^ | ^ | Cơ quan chủ trì | Cơ quan phối hợp |
        | 1 | a | b | c |
    """) == (["number", "work", "lead", "cooperating"], 2)


def test_divided_columns_whose_merging_was_lost() -> None:
    assert kinds("""
        | TT | Nội dung | Cơ quan chủ trì | Thời gian |
        | | | Chủ trì | Hoàn thành |
        | 1 | a | b | c |
    """) == (["number", "work", "lead", "due"], 2)


def test_the_header_may_stand_under_a_title() -> None:
    assert kinds("""
        | PHÂN CÔNG | < | < |
        | TT | Nội dung | Chủ trì |
        | 1 | a | b |
    """) == (["number", "work", "lead"], 2)


def test_both_roles_and_both_product_and_time_in_one_column() -> None:
    assert kinds("""
        | TT | Nội dung | Cơ quan chủ trì, phối hợp | Sản phẩm, thời gian hoàn thành |
        | 1 | a | b | c |
    """) == (["number", "work", "both", "product"], 1)


@pytest.mark.parametrize(
    "row",
    [
        "| TT | Nội dung | Kinh phí |",
        "| TT | Nội dung | Thời gian |",
        "| TT | Họ và tên | Chủ trì |",
        "| TT | " + "Nội dung rất dài " * 8 + " | Chủ trì |",
    ],
)
def test_tables_of_something_else(row: str) -> None:
    assert header(f"{row}\n| 1 | a | b |") is None


def test_a_header_without_rows() -> None:
    assert kinds("| TT | Nội dung | Chủ trì |") == (["number", "work", "lead"], 1)
