"""Numbers follow one another, each is somebody's, and none ever vanishes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests.web.documents.conftest import NOW, TODAY, Books, at, particulars
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.models import (
    Direction,
    Document,
    DocumentClass,
    DocumentState,
    RelationKind,
    SeriesYear,
)
from sauro_web.documents.operations.drawing import Sent, draw_number
from sauro_web.documents.operations.relating import mark_sent, recall, relate
from sauro_web.documents.operations.reserving import (
    cancel_number,
    insert_number,
    issue_reserved,
    reserve_number,
)
from sauro_web.documents.operations.settling import end_series, set_series


@pytest.mark.django_db
def test_numbers_run_in_one_series_whatever_the_kind(books: Books) -> None:
    drawn = [books.draw("Kế hoạch A").document, books.draw("Quyết định B", kind="Quyết định").document]
    letter = books.draw("Công văn C", kind="Công văn", symbol_part="VX").document
    assert [one.reference for one in (*drawn, letter)] == ["01/KH-UBND", "02/QĐ-UBND", "03/UBND-VX"]
    rule = books.draw("Phân cấp", series=books.decisions, kind="Quyết định").document
    assert rule.reference == "01/2026/QĐ-UBND"
    assert (rule.document_class, rule.state) == (DocumentClass.NORMATIVE, DocumentState.ISSUED)
    assert Entry.objects.filter(action="document.draw").count() == 4


@pytest.mark.django_db
def test_the_year_is_that_of_the_document(books: Books) -> None:
    """Signed on 31/12, brought to the clerk after midnight."""
    for _ in range(2):
        books.draw("Cuối năm", issued_on=date(2026, 12, 31), now=at(date(2026, 12, 31), 23))
    late = books.draw("Ký đêm 31", issued_on=date(2026, 12, 31), now=at(date(2027, 1, 1), 0))
    first = books.draw("Đầu năm", issued_on=date(2027, 1, 1), now=at(date(2027, 1, 1), 0))
    assert (late.document.year, late.document.number) == (2026, 3)
    assert (first.document.year, first.document.number) == (2027, 1)


@pytest.mark.django_db
def test_a_document_dated_tomorrow_or_long_ago_gets_no_number(books: Books) -> None:
    with pytest.raises(NotReady, match="ngày mai"):
        books.draw(issued_on=TODAY + timedelta(days=1))
    with pytest.raises(NotReady, match="quá 31 ngày"):
        books.draw(issued_on=TODAY - timedelta(days=32))
    assert not Document.objects.exists()
    assert SeriesYear.objects.get(series=books.administrative).last == 0


@pytest.mark.django_db
def test_what_is_drawn_late_or_out_of_order_is_told(books: Books) -> None:
    assert books.draw("Ký thứ Sáu, cấp thứ Hai", issued_on=date(2026, 6, 12)).notes == ()
    (late,) = books.draw("Ký thứ Năm", issued_on=date(2026, 6, 11)).notes[:1]
    assert "chậm 1 ngày làm việc" in late
    notes = books.draw("Ký thứ Tư", issued_on=date(2026, 6, 10)).notes
    assert any("Số 02 đã cấp mang ngày 11/06/2026" in note for note in notes)


@pytest.mark.django_db
def test_a_number_is_kept_then_issued_or_cancelled(books: Books) -> None:
    kept = reserve_number(
        books.administrative, for_whom="Phòng VHXH, kế hoạch hè", until=date(2026, 6, 20), reason="In sẵn",
        by=books.clerk, now=NOW,
    )  # fmt: skip
    assert books.draw().document.number == 2
    drawn = issue_reserved(kept, particulars("Hè 2026"), by=books.clerk, now=NOW, version=kept.version)
    assert (drawn.document.reference, drawn.document.state) == ("01/KH-UBND", DocumentState.ISSUED)
    with pytest.raises(NotReady, match="không còn được giữ"):
        issue_reserved(kept, particulars(), by=books.clerk, now=NOW)
    gone = cancel_number(drawn.document, reason="Không ban hành nữa", by=books.clerk, now=NOW)
    assert gone.state == DocumentState.CANCELLED
    assert books.draw("Tiếp theo").document.number == 3
    assert list(Document.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.django_db
def test_keeping_needs_a_reason_and_a_near_day(books: Books) -> None:
    said = {"for_whom": "Phòng Kinh tế", "by": books.clerk, "now": NOW}
    with pytest.raises(NotReady, match="vì sao"):
        reserve_number(books.administrative, until=TODAY, reason=" ", **said)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=61), date(2027, 1, 2)):
        with pytest.raises(NotReady, match="Số được giữ"):
            reserve_number(books.administrative, until=day, reason="Cần", **said)


@pytest.mark.django_db
def test_a_letter_is_put_behind_a_number_on_purpose_only(books: Books) -> None:
    first = books.draw().document
    books.draw("Sau")
    with pytest.raises(NotReady, match="vì sao phải chèn"):
        insert_number(first, particulars(), reason="", by=books.clerk, now=NOW)
    inserted = [
        insert_number(first, particulars(f"Bỏ sót {n}"), reason="Bỏ sót khi vào sổ", by=books.clerk, now=NOW)
        for n in (1, 2)
    ]
    assert [one.document.reference for one in inserted] == ["01a/KH-UBND", "01b/KH-UBND"]
    assert "cá biệt" in inserted[0].notes[0]
    assert books.draw("Không ảnh hưởng").document.number == 3


@pytest.mark.django_db
def test_what_was_sent_is_recalled_not_cancelled(books: Books) -> None:
    document = books.draw(recipients=(Sent("Các thôn"), Sent("Các thôn"), Sent("Phòng Kinh tế"))).document
    assert document.recipients.count() == 2
    sent = mark_sent(document, by=books.clerk, now=NOW)
    assert sent.sent_on == TODAY
    with pytest.raises(NotReady, match="thu hồi"):
        cancel_number(sent, reason="Sai", by=books.clerk, now=NOW)
    with pytest.raises(Conflict):
        recall(sent, reason="Sai", by=books.clerk, now=NOW, version=0)
    back = recall(sent, reason="Trái thẩm quyền, theo số 9/QĐ-UBND", by=books.clerk, now=NOW)
    assert back.state == DocumentState.RECALLED
    with pytest.raises(NotReady, match="đã thu hồi"):
        recall(back, reason="Lần nữa", by=books.clerk, now=NOW)


@pytest.mark.django_db
def test_documents_do_to_each_other_what_the_decree_lets_them(books: Books) -> None:
    old, new = books.draw("Kế hoạch cũ").document, books.draw("Kế hoạch mới").document
    letter = books.draw("Đính chính", kind="Công văn", symbol_part="VX").document
    with pytest.raises(NotReady, match="cùng loại"):
        relate(letter, RelationKind.REPLACES, to="01/KH-UBND", reason="", by=books.clerk, now=NOW)
    with pytest.raises(NotReady, match="bằng công văn"):
        relate(new, RelationKind.CORRECTS, to="01/KH-UBND", reason="", by=books.clerk, now=NOW)
    with pytest.raises(NotReady, match="chính nó"):
        relate(new, RelationKind.AMENDS, to="2/kh-ubnd", reason="", by=books.clerk, now=NOW)
    relate(new, RelationKind.REPLACES, to="1/KH-UBND", reason="", by=books.clerk, now=NOW)
    old.refresh_from_db()
    assert old.state == DocumentState.REPLACED
    with pytest.raises(NotReady, match="đã được thay thế"):
        relate(new, RelationKind.RECALLS, to="01/KH-UBND", reason="", by=books.clerk, now=NOW)
    outside = relate(letter, RelationKind.BASIS, to="45/KH-UBND tỉnh", reason="", by=books.clerk, now=NOW)
    assert outside.other is None
    with pytest.raises(NotReady, match="đã được ghi"):
        relate(letter, RelationKind.BASIS, to="45/KH-UBND tỉnh", reason="", by=books.clerk, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "subject",
    [
        "MẬT",
        "Tối mật",
        "(Mật) Phương án bảo vệ",
        "Độ mật: Tuyệt mật",
        "MẬT - Kế hoạch diễn tập",
        "Công văn mật số 5",
    ],
)
def test_marked_documents_are_refused_before_anything_is_kept(books: Books, subject: str) -> None:
    with pytest.raises(NotReady, match="dấu chỉ độ mật"):
        books.draw(subject)
    assert not Document.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "subject",
    ["Tập huấn bảo vệ bí mật nhà nước", "Gửi nhận văn bản điện tử (trừ văn bản mật)", "Nuôi ong lấy mật"],
)
def test_words_about_secrecy_are_no_mark(books: Books, subject: str) -> None:
    assert books.draw(subject).document.number == 1


@pytest.mark.django_db
def test_only_clerks_of_the_office_draw(books: Books) -> None:
    for person in (books.drafter, books.leader, books.outsider):
        with pytest.raises(NotAllowed):
            draw_number(books.administrative, particulars(), by=person, now=NOW)
        with pytest.raises(NotAllowed):
            reserve_number(books.administrative, for_whom="Ai", until=TODAY, reason="Gì", by=person, now=NOW)
    document = books.draw().document
    for person in (books.drafter, books.outsider):
        for act in (cancel_number, recall):
            with pytest.raises(NotAllowed):
                act(document, reason="Sai", by=person, now=NOW)


@pytest.mark.django_db
def test_a_province_names_the_unit_whose_clerks_keep_its_series(organised: Organisation) -> None:
    from sauro_web.documents.operations.settling import usual_series

    province = organised.province
    leader = organised.person("lanhdaotinh", (province, Role.LEADER))
    series = usual_series(province, by=leader, now=NOW)
    assert {one.kept_by.name for one in series if one.kept_by} == {"Văn phòng Ủy ban nhân dân"}
    home = organised.unit(province, "Sở Nội vụ")
    inside = organised.person("vanthutinh", (series[0].kept_by, Role.CLERK))
    elsewhere = organised.person("vanthuso", (home, Role.CLERK))
    assert draw_number(series[0], particulars(), by=inside, now=NOW).document.number == 1
    with pytest.raises(NotAllowed):
        draw_number(series[0], particulars(), by=elsewhere, now=NOW)


@pytest.mark.django_db
def test_a_series_begins_where_the_book_on_paper_ended(books: Books) -> None:
    end_series(books.administrative, by=books.leader, now=NOW)
    about = {
        "direction": Direction.OUTGOING, "document_class": DocumentClass.ADMINISTRATIVE, "symbol": "UBND",
        "issuer": "", "kept_by": None, "by": books.leader, "now": NOW,
    }  # fmt: skip
    made = set_series(books.office, name="Hành chính 2", kinds=(), first=154, **about)
    assert books.draw(series=made).document.number == 154
    apart = set_series(books.office, name="Quyết định", kinds=("Quyết định",), first=1, **about)
    assert books.draw(series=apart, kind="Quyết định").document.reference == "01/QĐ-UBND"
    with pytest.raises(NotReady, match="đã có trong dãy số"):
        set_series(books.office, name="Khác", kinds=("Quyết định",), first=1, **about)
    with pytest.raises(NotAllowed):
        set_series(books.office, name="Khác", kinds=("Báo cáo",), first=1, **(about | {"by": books.clerk}))


@pytest.mark.django_db
def test_guards_hold_what_was_drawn(books: Books) -> None:
    document = books.draw().document
    wrong = (
        lambda: Document.objects.filter(pk=document.pk).update(number=7),
        lambda: Document.objects.filter(pk=document.pk).update(series=None),
        lambda: Document.objects.filter(pk=document.pk)._raw_delete("default"),
        lambda: SeriesYear.objects.filter(series=books.administrative).update(last=9),
        lambda: SeriesYear.objects.filter(series=books.decisions)._raw_delete("default"),
    )
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert Document.objects.get().number == 1
    assert connection.vendor in ("sqlite", "postgresql")
