"""What clerks really send: each has an answer in a sentence, and nothing wrong reaches the books."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.reading.sheet_builder import with_sheet_xml, xlsx
from tests.web.documents.conftest import NOW, Books, books
from tests.web.exchange.test_registers import FIRST, OUT, SECOND, taken, written

from sauro_web.common.errors import NotReady
from sauro_web.documents.models import Document
from sauro_web.exchange.models import RunState
from sauro_web.exchange.operations.taking_registers import take_register
from sauro_web.exchange.operations.writing_registers import count_register

__all__ = ["books"]

pytestmark = pytest.mark.django_db


def faults_of(run: object) -> list[str]:
    found = [fault["message"] for fault in run.totals["faults"]]  # type: ignore[attr-defined]
    return found + [fault["message"] for fault in run.layout["faults"]]  # type: ignore[attr-defined]


def test_a_heading_over_two_rows_with_merged_cells(books: Books) -> None:
    upper = ["Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu", "Ký và nơi nhận", "", "Ghi chú"]
    lower = ["", "", "", "Người ký", "Nơi nhận", ""]
    merged = [(1, column, 2, column) for column in (0, 1, 2, 5)] + [(1, 3, 1, 4)]
    run = taken(books, [upper, lower, FIRST], merged=merged)
    assert (run.state, run.totals["new"]) == (RunState.READY, 1)
    assert {"signer", "recipients"} <= {column["field"] for column in run.layout["columns"]}


def test_two_days_in_one_cell_are_a_persons_to_tell_apart(books: Books) -> None:
    run = written(
        books, [OUT, FIRST, ["12/BC-UBND", "05/01/2026, 06/01/2026", "Báo cáo", "", "", ""]], only_fit=True
    )
    assert (run.written, run.totals["unfit"]) == (1, 1)
    assert any("nhiều ngày khác nhau" in message for message in faults_of(run))


def test_formulas_are_taken_by_the_value_that_was_kept_and_told_without_one(books: Books) -> None:
    rows = [OUT, FIRST, ["12/BC-UBND", "06/01/2026", "Báo cáo", "", "", ""]]
    run = taken(books, rows, formulas=[(2, 5, "giữ"), (3, 1, "")])
    assert run.totals["new"] == 1
    assert any("công thức" in message.lower() for message in faults_of(run))


def test_a_million_empty_rows_below_cost_nothing(books: Books) -> None:
    data = with_sheet_xml(
        xlsx([["SỔ VĂN BẢN NĂM 2026"], OUT, FIRST]),
        lambda xml: xml.replace(
            b"</sheetData>", b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
        ),
    )
    run = take_register(books.office, data, "sổ.xlsx", source="A", by=books.clerk, now=NOW).runs[0]
    count_register(run.pk)
    run.refresh_from_db()
    assert (run.totals["new"], run.rows_all) == (1, 3)


def test_last_years_register_is_asked_about_and_keeps_its_year(books: Books) -> None:
    rows = [OUT, ["11/KH-UBND", date(2025, 1, 5), "Kế hoạch cũ", "", "", ""]]
    run = taken(books, rows)
    assert any("năm" in message.lower() for message in faults_of(run))
    old = written(books, rows)
    assert old.written == 1
    assert Document.objects.get().year == 2025


def test_the_wrong_sheet_is_refused(books: Books) -> None:
    data = xlsx([["DANH SÁCH CÁN BỘ"], ["Họ và tên", "Ngày sinh"], ["Trần Văn Mẫu", "1/1/1980"]])
    with pytest.raises(NotReady, match="Không thấy bảng"):
        take_register(books.office, data, "a.xlsx", source="A", by=books.clerk, now=NOW)


def test_a_number_with_a_letter_and_its_reason(books: Books) -> None:
    written(books, [OUT, FIRST, ["11a/KH-UBND", "05/01/2026", "Kế hoạch chèn", "", "", ""], SECOND])
    document = Document.objects.get(suffix="a")
    assert (document.number, document.reference) == (11, "11a/KH-UBND")
    assert "sổ nhập từ tệp" in document.number_reason


def test_a_day_to_come_is_no_day_of_a_register(books: Books) -> None:
    run = taken(books, [OUT, FIRST, ["12/BC-UBND", date(2199, 1, 1), "Báo cáo", "", "", ""]])
    assert (run.totals["new"], run.totals["unfit"]) == (1, 1)
