"""The pages of the registers, for clerk, drafter, leader and outsider."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.web.documents.conftest import Books, particulars
from tests.web.organisation import FRAME_AGAIN, signed_in

from sauro_web.accounts.models import Role
from sauro_web.documents.models import (
    Document,
    DocumentState,
    NumberRequest,
    RequestState,
    SeriesYear,
)
from sauro_web.documents.operations.drawing import Sent, draw_number
from sauro_web.documents.operations.indexing import keep_texts_due
from sauro_web.documents.operations.settling import set_baseline

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(books: Books) -> Client:
    return signed_in(books.clerk)


def _today() -> date:
    return timezone.localdate()


def _draw(books: Books, subject: str, **said: object) -> Document:
    now = timezone.now()
    about = particulars(subject, issued_on=_today(), **said)
    return draw_number(books.administrative, about, by=books.clerk, now=now).document


def _form(books: Books, **said: str) -> dict[str, str]:
    return {
        "loai": f"{books.administrative.pk}:Kế hoạch",
        "subject": "Rà soát hộ nghèo",
        "why_needed": "Theo yêu cầu của tỉnh",
        "issued_on": f"{_today():%d/%m/%Y}",
        "signer": "Lò Văn A",
        "channel": "electronic",
        "recipients": "- Phòng Kinh tế;\n- Các thôn;\n- Các thôn.",
        **said,
    }


def test_a_clerk_draws_a_number_and_sees_the_document(books: Books, clerk: Client) -> None:
    page = clerk.get(reverse("documents:draw"))
    assert "Chưa tính được mức còn lại" in page.content.decode()
    answer = clerk.post(reverse("documents:draw"), _form(books), follow=True)
    text = answer.content.decode()
    assert "Đã cấp số 01/KH-UBND." in text
    document = Document.objects.get()
    assert [one.name for one in document.recipients.all()] == ["Phòng Kinh tế", "Các thôn"]
    assert document.recipients.get(name="Phòng Kinh tế").unit == books.organised.unit(
        books.office, "Phòng Kinh tế"
    )
    assert "Theo yêu cầu của tỉnh" in text


def test_a_page_that_is_sent_twice_draws_one_number(books: Books, clerk: Client) -> None:
    address, typed = reverse("documents:draw"), _form(books)
    assert clerk.post(address, typed).status_code == 302
    refused = clerk.post(address, typed | {"subject": " Rà soát  hộ nghèo "})
    assert refused.status_code == 409
    document, text = Document.objects.get(), refused.content.decode()
    assert "Ông (bà) vừa cấp số 01/KH-UBND" in text
    assert reverse("documents:document", args=(document.pk,)) in text
    assert 'name="again"' in text
    assert SeriesYear.objects.get(series=books.administrative, year=_today().year).last == 1
    for other in ({"subject": "Việc khác"}, {"loai": f"{books.administrative.pk}:Báo cáo"}, {"again": "on"}):
        assert clerk.post(address, typed | other).status_code == 302
    assert list(Document.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
    second = books.organised.person("vanthu2", (books.office, Role.CLERK))
    assert signed_in(second).post(address, typed).status_code == 302
    Document.objects.update(registered_at=timezone.now() - timedelta(minutes=11))
    assert clerk.post(address, typed).status_code == 302
    assert 'name="again"' not in clerk.get(address).content.decode()


def test_a_letter_bears_its_drafter(books: Books, clerk: Client) -> None:
    letter = _form(books, loai=f"{books.administrative.pk}:Công văn")
    refused = clerk.post(reverse("documents:draw"), letter)
    assert refused.status_code == 422
    clerk.post(reverse("documents:draw"), letter | {"drafting_unit": str(books.culture.pk)})
    assert Document.objects.get().reference == f"01/UBND-{books.culture.symbol}"


def test_the_allowance_and_what_there_is_already_stand_beside_the_subject(
    books: Books, clerk: Client
) -> None:
    set_baseline(
        books.office, _today().year - 1, counts={"": 55}, first_month=1, last_month=12, source="Báo cáo 9",
        by=books.leader, now=timezone.now(),
    )  # fmt: skip
    _draw(books, "Rà soát hộ nghèo, hộ cận nghèo")
    _draw(books, "Tổ chức hội thao")
    keep_texts_due(100)
    asked = {"loai": f"{books.administrative.pk}:Kế hoạch", "subject": "ra soat ho ngheo cuoi nam"}
    part = clerk.get(reverse("documents:beside"), asked, headers={"HX-Request": "true"}).content.decode()
    assert "đã ban hành 2 văn bản trên 46 văn bản" in part
    assert "hộ cận nghèo" in part
    assert "hội thao" not in part
    assert "29 tên loại" in part


def test_the_allowance_is_that_of_the_year_of_the_document(books: Books, clerk: Client) -> None:
    """A document of 31/12 that is brought in January."""
    year, asked = _today().year, {"loai": "", "subject": ""}
    for said, shown in (
        ({}, year),
        ({"issued_on": f"31/12/{year - 1}"}, year - 1),
        ({"issued_on": "31/12"}, year),
        ({"issued_on": "31/12/1999"}, year),
    ):
        part = clerk.get(reverse("documents:beside"), asked | said).content.decode()
        assert f"Năm {shown} đã ban hành" in part
    typed = _form(books, issued_on=f"31/12/{year - 1}", subject="MẬT")
    assert f"Năm {year - 1} đã ban hành" in clerk.post(reverse("documents:draw"), typed).content.decode()
    assert "#id_issued_on" in clerk.get(reverse("documents:draw")).content.decode()


def test_what_is_refused_comes_back_with_what_was_typed(books: Books, clerk: Client) -> None:
    answer = clerk.post(reverse("documents:draw"), _form(books, subject="MẬT"))
    assert answer.status_code == 409
    assert "dấu chỉ độ mật" in answer.content.decode()
    assert "Theo yêu cầu của tỉnh" in answer.content.decode()
    assert not Document.objects.exists()


def test_the_register_in_the_columns_of_the_decree(books: Books, clerk: Client) -> None:
    _draw(books, "Rà soát hộ nghèo", recipients=(Sent("Các thôn"),), copies=3)
    _draw(books, "Báo cáo quý", kind="Báo cáo")
    page = clerk.get(reverse("documents:outgoing")).content.decode()
    assert page.index("02/BC-UBND") < page.index("01/KH-UBND")
    for words, there in (("ho ngheo", True), ("01/KH", True), ("1/kh-ubnd", True), ("hội thao", False)):
        found = clerk.get(reverse("documents:outgoing"), {"tim": words}).content.decode()
        assert ("01/KH-UBND" in found) is there, words
    only = clerk.get(reverse("documents:outgoing"), {"loai": "Báo cáo", "tu": "01/01/2020"}).content.decode()
    assert "01/KH-UBND" not in only
    clerk.get(reverse("documents:outgoing"), {"cot": ["so-ban", "noi-nhan", "so", "ngay"]})
    sheet = load_workbook(BytesIO(b"".join(clerk.get(reverse("documents:outgoing"), {"dang": "xlsx"}))))
    cells = [str(cell.value) for row in sheet.active.iter_rows() for cell in row if cell.value is not None]
    assert {"Số lượng bản", "Các thôn", "01/KH-UBND"} <= set(cells)
    assert clerk.get(reverse("documents:outgoing"), {"dang": "in"}).status_code == 200


def test_a_page_of_the_register_asks_the_same_for_one_row_and_for_three(
    books: Books, clerk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _draw(books, "Một", recipients=(Sent("Các thôn"),), drafting_unit=books.culture)
    clerk.get(reverse("documents:outgoing"))
    with django_assert_num_queries(FRAME_AGAIN + 3):
        clerk.get(reverse("documents:outgoing"))
    for number in (2, 3):
        _draw(books, f"Văn bản {number}", recipients=(Sent("Các thôn"),))
    clerk.get(reverse("documents:outgoing"))
    with django_assert_num_queries(FRAME_AGAIN + 3):
        clerk.get(reverse("documents:outgoing"))


def test_a_number_is_kept_inserted_cancelled_and_recalled_by_hand(books: Books, clerk: Client) -> None:
    until = f"{_today():%d/%m/%Y}"
    kept = {
        "series": str(books.administrative.pk),
        "for_whom": "Phòng Kinh tế",
        "until": until,
        "reason": "In trước",
    }
    text = clerk.post(reverse("documents:reserve"), kept, follow=True).content.decode()
    assert "Đã giữ số 01" in text
    document = Document.objects.get()
    clerk.post(reverse("documents:issue", args=(document.pk,)), _form(books))
    clerk.post(reverse("documents:insert", args=(document.pk,)), _form(books, subject="Sót", reason="Bỏ sót"))
    inserted = Document.objects.get(suffix="a")
    for name, target, state in (
        ("cancel", inserted, DocumentState.CANCELLED),
        ("recall", document, DocumentState.RECALLED),
    ):
        target.refresh_from_db()
        said = {"reason": "Nhầm", "version": str(target.version)}
        assert clerk.post(reverse(f"documents:{name}", args=(target.pk,)), said).status_code == 302
        target.refresh_from_db()
        assert target.state == state
    page = clerk.get(reverse("documents:document", args=(inserted.pk,))).content.decode()
    assert "Hủy số" in page
    assert "Nhầm" in page


def test_a_drafter_asks_and_the_clerk_draws_what_was_asked(books: Books, clerk: Client) -> None:
    drafter = signed_in(books.drafter)
    said = {key: _form(books)[key] for key in ("loai", "subject", "why_needed")}
    text = drafter.post(reverse("documents:ask"), said, follow=True).content.decode()
    assert "chờ văn thư cấp số" in text
    request = NumberRequest.objects.get()
    assert "Rà soát hộ nghèo" in clerk.get("/").content.decode()
    page = clerk.get(reverse("documents:draw_requested", args=(request.pk,))).content.decode()
    assert "Rà soát hộ nghèo" in page
    clerk.post(reverse("documents:draw_requested", args=(request.pk,)), _form(books))
    request.refresh_from_db()
    assert request.state == RequestState.DRAWN
    assert "01/KH-UBND" in drafter.get(reverse("documents:requests")).content.decode()


def test_settings_are_read_by_the_office_and_made_by_its_leader(books: Books, clerk: Client) -> None:
    page = clerk.get(reverse("documents:settings")).content.decode()
    assert "Quyết định quy phạm pháp luật" in page
    assert "Nhập số gốc" not in page
    leader = signed_in(books.leader)
    said = {
        "year": str(_today().year - 1),
        "count": "55",
        "first_month": "1",
        "last_month": "12",
        "source": "BC 9",
    }
    leader.post(reverse("documents:change_baseline"), said)
    rule = {"cut": "20", "source": "KH 1", "reason": "Chỉ tiêu của tỉnh", "left_out": ["Giấy mời"]}
    leader.post(reverse("documents:change_rule"), rule)
    page = leader.get(reverse("documents:settings")).content.decode()
    assert "trên 44 văn bản được ban hành để giảm 20 %" in page
    assert "không tính giấy mời" in page


def test_outsiders_find_nothing(books: Books) -> None:
    document, outsider = _draw(books, "Rà soát hộ nghèo"), signed_in(books.outsider)
    assert outsider.get(reverse("documents:document", args=(document.pk,))).status_code == 404
    assert "hộ nghèo" not in outsider.get(reverse("documents:outgoing")).content.decode()
    asked = {"co-quan": str(books.office.pk), "tim": "hộ nghèo"}
    assert "01/KH-UBND" not in outsider.get(reverse("documents:outgoing"), asked).content.decode()
    assert "01/KH-UBND" not in outsider.get(reverse("pages:search"), {"q": "ho ngheo"}).content.decode()


def test_the_search_of_the_site_finds_documents_by_words_and_symbol(books: Books, clerk: Client) -> None:
    found = reverse("documents:document", args=(_draw(books, "Rà soát hộ nghèo").pk,))
    address = reverse("pages:search")
    for words in ("ho ngheo", "1/kh-ubnd", "01/KH"):
        assert found in clerk.get(address, {"q": words}).content.decode(), words
