"""The registers as .docx and .xlsx, in the columns of the decree, across A4."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from docx.enum.section import WD_ORIENT
from docx.table import Table
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.web.documents.conftest import NOW, TODAY, Books
from tests.web.organisation import signed_in

from sauro_web.accounts.models import User
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.documents.operations.drawing import Sent

pytestmark = pytest.mark.django_db


def opened(person: User, name: str, **asked: str) -> tuple[list[str], Table]:
    """The lines above the table, and the table."""
    answer = signed_in(person).get(reverse(f"documents:{name}"), {"dang": "docx"} | asked)
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    book = docx.Document(BytesIO(answer.content))
    section = book.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width or 0) > (section.page_height or 0)
    return [line.text for line in book.paragraphs if line.text], book.tables[0]


def cells(table: Table, number: int) -> list[str]:
    return [cell.text for cell in table.rows[number].cells]


def test_the_outgoing_book(books: Books) -> None:
    books.draw("Rà soát <hộ> & nghèo\x0b", recipients=(Sent("Các thôn"), Sent("Phòng Kinh tế")), copies=2)
    books.draw("Chống rét", issued_on=TODAY - timedelta(days=3))
    lines, table = opened(books.drafter, "outgoing")
    assert lines == [
        "ỦY BAN NHÂN DÂN", "XÃ MAI LĨNH", "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Từ ngày 12/06/2026 đến ngày 15/06/2026",
    ]  # fmt: skip
    assert cells(table, 0) == [
        "Số, ký hiệu", "Ngày tháng văn bản", "Tên loại và trích yếu", "Người ký", "Nơi nhận",
        "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ]  # fmt: skip
    assert cells(table, 1) == [f"({number})" for number in range(1, 11)]
    assert cells(table, 2)[:3] == ["02/KH-UBND", "12/06/2026", "Kế hoạch: Chống rét"]
    assert cells(table, 3)[:7] == [
        "01/KH-UBND", "15/06/2026", "Kế hoạch: Rà soát <hộ> & nghèo", "Lò Văn A", "Các thôn; Phòng Kinh tế",
        "", "2",
    ]  # fmt: skip
    head = table.rows[0]._tr.trPr
    assert head is not None
    assert head.xpath("./w:tblHeader")


def test_the_days_that_were_asked_for(books: Books) -> None:
    books.draw()
    lines, table = opened(books.clerk, "outgoing", tu="01/05/2026", den="31/05/2026")
    assert lines[-1] == "Từ ngày 01/05/2026 đến ngày 31/05/2026"
    assert len(table.rows) == 2


def test_the_incoming_books(books: Books) -> None:
    about = Arrival("Sở Nội vụ", "Báo cáo hộ nghèo", TODAY, "45/SNV-VP", date(2026, 6, 12), "Công văn")
    register_arrival(books.arrivals, about, by=books.clerk, now=NOW)
    _, table = opened(books.drafter, "incoming")
    assert len(cells(table, 0)) == 10
    assert cells(table, 2)[:6] == [
        "15/06/2026", "1", "Sở Nội vụ", "45/SNV-VP", "12/06/2026", "Công văn: Báo cáo hộ nghèo",
    ]  # fmt: skip
    lines, table = opened(books.drafter, "followed")
    assert "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN" in lines
    assert len(cells(table, 0)) == 7


def test_outsiders_get_their_own(books: Books) -> None:
    books.draw()
    answer = signed_in(books.outsider).get(
        reverse("documents:outgoing"), {"dang": "docx", "co-quan": books.office.pk}
    )
    book = docx.Document(BytesIO(answer.content))
    assert len(book.tables[0].rows) == 2
    assert "PHƯỜNG HÒA AN" in [line.text for line in book.paragraphs]


def opened_sheet(person: User, name: str, **asked: str) -> Worksheet:
    answer = signed_in(person).get(reverse(f"documents:{name}"), {"dang": "so-xlsx"} | asked)
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    (sheet,) = load_workbook(BytesIO(answer.content)).worksheets
    assert isinstance(sheet, Worksheet)
    return sheet


def lines(sheet: Worksheet) -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize(("name", "columns"), [("outgoing", 10), ("incoming", 10), ("followed", 7)])
def test_the_sheet_has_the_cells_of_the_word_file(books: Books, name: str, columns: int) -> None:
    books.draw("Rà soát <hộ> & nghèo\x0b", recipients=(Sent("Các thôn"), Sent("Phòng Kinh tế")), copies=2)
    books.draw("=1+1", issued_on=TODAY - timedelta(days=3))
    about = Arrival("Sở Nội vụ", "Báo cáo hộ nghèo", TODAY, "45/SNV-VP", date(2026, 6, 12), "Công văn")
    register_arrival(books.arrivals, about, by=books.clerk, now=NOW)
    above, table = opened(books.drafter, name)
    sheet = opened_sheet(books.drafter, name)
    written = lines(sheet)
    top = next(number for number, row in enumerate(written) if row[1:2] == ["(2)"])
    assert [row[0] for row in written[: top - 1] if row[0]] == above
    assert written[top - 1 :] == [cells(table, number) for number in range(len(table.rows))]
    assert {len(row) for row in written} == {columns}
    assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)  # no formula


def test_the_sheet_is_set_up_for_paper(books: Books) -> None:
    books.draw()
    sheet = opened_sheet(books.drafter, "outgoing")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # pages; 1 is usual
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$6:$7", "A8")
    assert sheet["A3"].value == "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
    assert sheet["A6"].value == "Số, ký hiệu"
    page = signed_in(books.drafter).get(reverse("documents:outgoing")).content.decode()
    assert "dang=so-xlsx" in page
    assert "dang=docx" in page
    assert "dang=xlsx" in page  # the list as it is shown stays beside it
