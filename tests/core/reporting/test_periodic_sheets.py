"""The sheets hold the figures of the report: counts as numbers, words as words."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.core.reporting.made_reports import province, small

from sauro.reporting.periodic import periodic_report
from sauro.reporting.periodic_sheets import periodic_sheets
from sauro.reporting.read_back import read_back
from sauro.writing import write_docx
from sauro.writing.figure_book import FigureSheet, write_figure_book


def opened(data: bytes):
    return load_workbook(BytesIO(data))


def values(book, name):
    return [[cell.value for cell in row] for row in book[name].iter_rows(min_row=3)]


@pytest.fixture(scope="module")
def book():
    return opened(periodic_sheets(small()))


def test_a_sheet_for_each_table(book):
    assert book.sheetnames == [
        "Báo cáo", "Văn bản", "Hội nghị, cuộc họp", "Chuyển đổi số", "Nhiệm vụ", "Quá hạn", "Đơn vị 1",
        "Từng số liệu", "Nguồn",
    ]  # fmt: skip


def test_counts_are_numbers_and_words_are_words(book):
    assert [row[1:4] for row in values(book, "Văn bản")] == [["Công văn", 1234, 1410], ["Kế hoạch", 0, 0]]
    assert book["Văn bản"]["C4"].number_format == '"ước "#,##0'
    (met,) = values(book, "Hội nghị, cuộc họp")
    assert [str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in met] == [
        "1", "Hội nghị", "5", "12", "không phát sinh", "chưa báo cáo",
    ]  # fmt: skip


def test_a_share_is_kept_as_its_two_counts(book):
    rows = {row[0]: row[1:4] for row in values(book, "Từng số liệu")}
    assert rows["ky-so"] == ["7/10 (70,0 %)", 7, 10]
    assert rows["phong"] == ["—", 0, 0]
    assert rows["yt-vb"] == ["chưa báo cáo", "—", "—"]


def test_each_figure_of_the_word_file_stands_among_them_and_the_digest_is_the_same(book):
    written = read_back(write_docx(periodic_report(small())))
    rows = {row[0]: row[1] for row in values(book, "Từng số liệu")}
    assert rows == {key: text.replace("\N{NO-BREAK SPACE}", " ") for key, text in written.figures}
    about = dict(values(book, "Báo cáo"))
    assert about["Mã kiểm tra số liệu (SHA-256)"] == written.digest
    assert about["Số thực đến hết ngày"] == "31/5/2026"
    assert about["Chưa báo cáo"] == "Trạm Y tế; Thôn Đồng Chiêm"


def test_odd_names_stay_text():
    book = opened(periodic_sheets(province()))
    names = [row[1] for row in values(book, "Đơn vị 1")]
    assert len(names) == 166
    assert names[4] == "=1+1"
    assert book["Đơn vị 1"]["B7"].data_type == "s"
    assert book["Đơn vị 1"]["B7"].quotePrefix


def test_a_report_of_nothing_still_opens():
    bare = replace(small(), turns=None, duties=(), documents=(), meetings=(), rates=(), tasks=(), late=())
    bare = replace(bare, unit_tables=(), sources=())
    assert opened(periodic_sheets(bare)).sheetnames == ["Báo cáo", "Từng số liệu"]


def test_tabs_are_short_and_differ():
    sheets = [FigureSheet(name, "", ("a",), ()) for name in ("a/b" * 20, "A/B" * 20, "", "'[:")]
    names = opened(write_figure_book("", sheets)).sheetnames
    assert len({name.casefold() for name in names}) == 4
    assert all(0 < len(name) <= 31 for name in names)
