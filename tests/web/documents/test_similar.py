"""Documents alike are found by what they say and by their subject, whatever changed meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.web.documents.conftest import NOW, Books

from sauro_web.documents.models import (
    Document,
    DocumentFile,
    DocumentState,
    FileKind,
    FileReading,
    PostingBlock,
    PostingSegment,
    TextDue,
)
from sauro_web.documents.operations import indexing
from sauro_web.documents.operations.examining import examine_file
from sauro_web.documents.operations.filing import add_file, withdraw_file
from sauro_web.documents.operations.indexing import keep_texts_due
from sauro_web.documents.queries.similar import about_the_same, alike

pytestmark = pytest.mark.django_db

TEXT = """Các thôn rà soát lại hồ sơ của từng hộ đang hưởng trợ giúp, đối chiếu với sổ theo dõi của xã.
Hộ nào thay đổi nhân khẩu thì lập phiếu điều chỉnh gửi về bộ phận một cửa trước ngày hai mươi hằng tháng.
Bộ phận một cửa tổng hợp, trình người có trách nhiệm ký và trả kết quả cho thôn trong ba ngày làm việc."""
OTHER = """Đội quản lý đường thôn kiểm tra các cống thoát nước trước mùa mưa, nạo vét rãnh dọc hai bên đường.
Chỗ nào sạt lở thì cắm biển báo và gọi ngay cho người trực của xã để bố trí người canh gác ban đêm."""


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def with_text(books: Books, subject: str, text: str) -> Document:
    document = books.draw(subject).document
    file = add_file(
        document, name="van-ban.txt", data=text.encode(), kind=FileKind.ANNEX, by=books.clerk, now=NOW
    )
    examine_file(file.pk)
    return document


def found(books: Books, text: str) -> dict[int, float]:
    return {one.document.pk: round(one.share, 2) for one in alike([books.office.pk], text)}


def test_a_document_is_found_by_its_text(books: Books) -> None:
    first, second = with_text(books, "Rà soát hộ", TEXT), with_text(books, "Đường thôn", OTHER)
    assert found(books, TEXT) == {}
    keep_texts_due(100)
    assert found(books, TEXT) == {first.pk: 1.0}
    assert found(books, OTHER.upper()) == {second.pk: 1.0}
    assert 0.5 < found(books, TEXT.replace("thôn", "tổ").replace("phiếu", "biểu"))[first.pk] < 1
    assert found(books, "Một việc khác hẳn, không giống văn bản nào trong sổ của xã này cả") == {}


def test_only_what_changed_is_read_again(books: Books) -> None:
    document = with_text(books, "Rà soát hộ", TEXT)
    assert keep_texts_due(100) > 0
    assert keep_texts_due(100) == 0
    Document.objects.filter(pk=document.pk).update(opinion="Để biết")
    assert not TextDue.objects.exists()
    Document.objects.filter(pk=document.pk).update(subject="Lập danh sách hộ nhận trợ giúp")
    assert keep_texts_due(100) == 1
    assert [one.document.pk for one in about_the_same([books.office.pk], "", "danh sách hộ nhận")] == [
        document.pk
    ]


def test_a_file_that_was_withdrawn_is_no_longer_found(books: Books) -> None:
    document = with_text(books, "Rà soát hộ", TEXT)
    keep_texts_due(100)
    withdraw_file(DocumentFile.objects.get(), reason="Nhầm tệp", by=books.clerk, now=NOW)
    keep_texts_due(100)
    assert found(books, TEXT) == {}
    assert document.text.text == ""


def test_a_file_is_not_read_before_it_was_examined(books: Books) -> None:
    document = books.draw("Rà soát hộ").document
    file = add_file(
        document, name="van-ban.txt", data=TEXT.encode(), kind=FileKind.ANNEX, by=books.clerk, now=NOW
    )
    keep_texts_due(100)
    assert file.reading == FileReading.WAITING
    assert found(books, TEXT) == {}
    examine_file(file.pk)
    keep_texts_due(100)
    assert found(books, TEXT) == {document.pk: 1.0}


def test_a_document_that_is_gone_does_not_stop_the_others(books: Books) -> None:
    TextDue.objects.create(document_id=999_999)
    document = with_text(books, "Rà soát hộ", TEXT)
    keep_texts_due(100)
    assert found(books, TEXT) == {document.pk: 1.0}
    assert not TextDue.objects.exists()


def test_small_segments_become_one(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_SIBLINGS", 3)
    documents = []
    for number in range(9):
        documents.append(with_text(books, f"Việc thứ {number}", f"{TEXT} Thôn số {'mười ' * number}"))
        keep_texts_due(100)
    assert PostingSegment.objects.filter(matter="text").count() == 1
    assert PostingSegment.objects.get(matter="text").documents == 9
    segments = set(PostingSegment.objects.values_list("pk", flat=True))
    assert {key >> 20 for key in PostingBlock.objects.values_list("pk", flat=True)} <= segments
    assert len(alike([books.office.pk], TEXT, most=9)) == 9


def test_kept_twice_it_counts_once(books: Books) -> None:
    document = with_text(books, "Rà soát hộ", TEXT)
    keep_texts_due(100)
    blocks = PostingBlock.objects.count()
    TextDue.objects.create(document_id=document.pk)
    keep_texts_due(100)
    assert PostingBlock.objects.count() == blocks


def test_what_was_recalled_is_told_so_and_what_was_cancelled_not_shown(books: Books) -> None:
    document = with_text(books, "Rà soát hộ", TEXT)
    keep_texts_due(100)
    Document.objects.filter(pk=document.pk).update(state=DocumentState.REPLACED)
    (one,) = alike([books.office.pk], TEXT)
    assert not one.is_in_force
    Document.objects.filter(pk=document.pk).update(state=DocumentState.CANCELLED)
    assert alike([books.office.pk], TEXT) == []


def test_a_subject_is_found_while_it_is_typed(books: Books) -> None:
    kinds = ("Kế hoạch", "Thông báo")
    plan, note = (books.draw("Rà soát hộ nghèo năm 2026", kind=one).document for one in kinds)
    books.draw("Phòng chống thiên tai")
    keep_texts_due(100)
    office = [books.office.pk]
    typed = about_the_same(office, "Thông báo", "ra soat ho ngheo nam")
    assert [one.document.pk for one in typed] == [note.pk, plan.pk]
    assert about_the_same(office, "", "rà") == []
    assert about_the_same(office, "", "xây dựng cầu treo") == []


def test_another_office_is_not_looked_into(books: Books) -> None:
    with_text(books, "Rà soát hộ", TEXT)
    keep_texts_due(100)
    assert alike([books.organised.ward.pk], TEXT) == []


def test_few_queries(books: Books, django_assert_max_num_queries: Any) -> None:
    with_text(books, "Rà soát hộ", TEXT)
    keep_texts_due(100)
    with django_assert_max_num_queries(4):
        alike([books.office.pk], TEXT)
