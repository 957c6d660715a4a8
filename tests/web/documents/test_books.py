"""The registers as .docx, in the columns of the decree, across A4."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from docx.enum.section import WD_ORIENT
from docx.table import Table
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
