"""What the register tells the checks of necessity, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.documents.conftest import NOW, TODAY, Books
from tests.web.documents.test_similar import OTHER, TEXT, with_text

from sauro import check
from sauro.checks.model import Family
from sauro.folio.notation import notate
from sauro_web.documents.models import Direction, Document, Recipient
from sauro_web.documents.operations.indexing import keep_texts_due
from sauro_web.documents.queries.known import known_around, side_by_side

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_similar_and_cited_documents_are_known(books: Books) -> None:
    near = with_text(books, "Rà soát hộ", TEXT)
    cited = with_text(books, "Đường thôn", OTHER)
    keep_texts_due(100)
    named = [cited.reference, "9/KH-X"]
    known = known_around(books.office, TEXT, person=books.drafter, on=TODAY, cited=named)
    assert [one.number for one in known.similar] == [near.pk, cited.pk]
    assert known.similar[0].text.split()[:3] == ["Các", "thôn", "rà"]
    assert [one.is_superior for one in known.similar] == [False, False]
    known = known_around(books.office, TEXT, person=books.drafter, on=TODAY, but=near.pk)
    assert known.similar == ()


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("Ủy ban nhân dân tỉnh Hòa Mẫu", True),
        ("Bộ Nội vụ", True),
        ("Sở Nội vụ", True),
        ("Ủy ban nhân dân xã Đồi Chè", False),
    ],
)
def test_who_stands_above(books: Books, issuer: str, expected: bool) -> None:
    document = with_text(books, "Rà soát hộ", TEXT)
    Document.objects.filter(pk=document.pk).update(
        direction=Direction.INCOMING, issuer=issuer, issuer_unit=None
    )
    keep_texts_due(100)
    (one,) = known_around(books.office, TEXT, person=books.drafter, on=TODAY).similar
    assert one.is_superior is expected


def test_what_may_not_be_read_is_not_known(books: Books) -> None:
    document = with_text(books, "Rà soát hộ", TEXT)
    keep_texts_due(100)
    known = known_around(books.office, TEXT, person=books.outsider, on=TODAY, cited=[document.reference])
    assert (known.similar, known.same_day) == ((), ())
    assert side_by_side(TEXT, document, person=books.outsider, on=TODAY) is None
    shown = side_by_side(TEXT, document, person=books.drafter, on=TODAY)
    assert shown is not None
    assert shown.pairs[0][0].startswith("Các thôn")
    assert shown.shared.share == 1.0


def test_documents_of_the_day_with_their_recipients(books: Books) -> None:
    today = books.draw("Mời họp giao ban").document
    Recipient.objects.create(document=today, name="Phòng Kinh tế")
    books.draw("Mời họp tháng trước", issued_on=TODAY - timedelta(days=1), now=NOW)
    (one,) = known_around(books.office, "", person=books.drafter, on=TODAY).same_day
    assert (one.subject, one.recipients) == ("Mời họp giao ban", ("Phòng Kinh tế",))


def test_figures_of_registers_and_indicators_are_known(books: Books) -> None:
    names = {one.name for one in known_around(books.office, "", person=books.drafter, on=TODAY).figures}
    assert {"Số lượng văn bản đi đã ban hành", "Tỷ lệ hội nghị trực tuyến"} <= names


def test_the_checks_ask_by_what_is_known(books: Books) -> None:
    document = with_text(books, "Rà soát hộ", TEXT)
    keep_texts_due(100)
    folio = notate(f"ỦY BAN NHÂN DÂN XÃ MẪU\nSố: 7/KH-UBND\nKẾ HOẠCH\nRà soát hộ\nI. NHIỆM VỤ\n{TEXT}\n")
    known = known_around(books.office, folio.text, person=books.drafter, on=TODAY)
    (found,) = check(folio, known=known, families=(Family.NECESSITY,))
    assert found.code == "overlap.in_force"
    assert document.reference in found.message


def test_the_part_shows_what_is_there(books: Books) -> None:
    books.draw("Rà soát hộ nghèo, hộ cận nghèo")
    keep_texts_due(100)
    client = Client()
    client.force_login(books.drafter)
    page = client.get(reverse("documents:similar"), {"trich-yeu": "ra soat ho ngheo"}).content.decode()
    assert "hộ cận nghèo" in page
    assert "còn hiệu lực" in page
    assert "giống 100 %" in page
    for nothing in ("", " ", "x" * 5_000, "\x00", "cầu treo dân sinh"):
        answer = client.get(reverse("documents:similar"), {"trich-yeu": nothing})
        assert answer.status_code == 200
        assert "cận nghèo" not in answer.content.decode()
    client.force_login(books.outsider)
    page = client.get(reverse("documents:similar"), {"trich-yeu": "ra soat ho ngheo"}).content.decode()
    assert "hộ cận nghèo" not in page
