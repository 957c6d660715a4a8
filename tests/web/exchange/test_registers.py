"""Registers of other systems: looked through, counted, written, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_q.models import OrmQ
from tests.core.reading.sheet_builder import xlsx
from tests.web.documents.conftest import NOW, Books, books
from tests.web.organisation import signed_in

from sauro.dates.workdays import WorkCalendar
from sauro.registers.model import Direction, Field
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.models import Document, Recipient, Relation, RelationKind
from sauro_web.documents.operations.receiving import confirm_by_hand
from sauro_web.documents.timing import overdue, registered_late
from sauro_web.exchange.models import ImportedDocument, RegisterImport, RegisterSource, RunState
from sauro_web.exchange.operations import writing_registers
from sauro_web.exchange.operations.taking_registers import (
    confirm_register,
    discard_register,
    set_columns,
    take_register,
)
from sauro_web.exchange.operations.writing_registers import (
    count_register,
    take_back_register,
    undo_register,
    write_register,
)

__all__ = ["books"]

pytestmark = pytest.mark.django_db

OUT = ["Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Ghi chú"]
FIRST = ["11/KH-UBND", date(2026, 1, 5), "Kế hoạch tiêm chủng", "Trần Văn Mẫu", "Trạm Y tế;\nCác thôn", "x"]
SECOND = ["12/BC-UBND", "06/01/2026", "Báo cáo tháng", "Trần Văn Mẫu", "HĐND xã", ""]
IN = ["Số đến", "Ngày đến", "Tác giả", "Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Đơn vị xử lý"]
CAME = [7, "06/01/2026", "Sở Mẫu", "15/SM-VP", "05/01/2026", "V/v báo cáo", "Văn phòng"]


def taken(books: Books, rows: list[list[object]], **said: object) -> RegisterImport:
    """The run of a file, counted."""
    return taken_file(books, xlsx([["SỔ VĂN BẢN NĂM 2026"], *rows], **said))


def taken_file(books: Books, data: bytes) -> RegisterImport:
    """The same of a file that may come again: made twice it would tell two times."""
    run = take_register(books.office, data, "sổ.xlsx", source="Phần mềm cũ", by=books.clerk, now=NOW).runs[0]
    count_register(run.pk)
    run.refresh_from_db()
    return run


def written(books: Books, rows: list[list[object]], *, only_fit: bool = False) -> RegisterImport:
    """The run of a file, written."""
    run = taken(books, rows)
    confirm_register(run, only_fit=only_fit, by=books.clerk, version=run.version, now=NOW)
    write_register(run.pk)
    run.refresh_from_db()
    return run


def test_a_file_is_counted_before_anything_is_written(books: Books) -> None:
    run = taken(books, [OUT, FIRST, SECOND, SECOND, ["13/BC-UBND", "", "Báo cáo", "", "", ""]])
    assert run.state == RunState.READY
    assert {key: run.totals[key] for key in ("new", "known", "repeated", "unfit")} == {
        "new": 2,
        "known": 0,
        "repeated": 1,
        "unfit": 1,
    }
    assert [fault["message"] for fault in run.totals["faults"]][-1] == "Thiếu ngày văn bản."
    assert Document.objects.count() == 0


def test_documents_that_left_are_written_with_the_numbers_they_have(books: Books) -> None:
    run = written(books, [OUT, FIRST, SECOND])
    assert (run.state, run.written) == (RunState.DONE, 2)
    first, second = Document.objects.order_by("number")
    assert (first.reference, first.number, first.year, first.series) == ("11/KH-UBND", 11, 2026, None)
    assert (first.direction, first.state, first.kind) == ("out", "issued", "Kế hoạch")
    assert (first.subject, first.issued_on) == ("tiêm chủng", date(2026, 1, 5))
    assert (second.dated, second.signer) == (date(2026, 1, 6), "Trần Văn Mẫu")
    assert list(first.recipients.values_list("name", flat=True)) == ["Trạm Y tế", "Các thôn"]
    assert list(ImportedDocument.objects.order_by("row").values_list("row", flat=True)) == [3, 4]
    assert Document.objects.filter(words__holds="tiem chung").get() == first


def test_documents_that_arrived(books: Books) -> None:
    written(books, [IN, CAME])
    document = Document.objects.get()
    assert (document.direction, document.number, document.reference) == ("in", 7, "15/SM-VP")
    assert (document.dated, document.issued_on) == (date(2026, 1, 6), date(2026, 1, 5))
    assert (document.issuer, document.notes, document.state) == ("Sở Mẫu", "Xử lý: Văn phòng", "filed")
    assert not Recipient.objects.exists()


def test_what_arrived_long_ago_is_not_late_for_ever(books: Books) -> None:
    written(books, [[*IN, "Hạn xử lý"], [*CAME, "09/01/2026"]])
    document = Document.objects.get()
    assert (document.due_on, document.ended_on) == (date(2026, 1, 9), None)
    assert overdue(document, date(2026, 6, 15), WorkCalendar()) == 0
    assert registered_late(document, WorkCalendar()) == 0
    document.ended_on = date(2026, 1, 12)
    assert overdue(document, date(2026, 6, 15), WorkCalendar()) == 1
    document.ended_on, document.state = None, "assigned"
    assert overdue(document, date(2026, 6, 15), WorkCalendar()) > 100


def test_one_run_is_one_entry_of_the_trail(books: Books) -> None:
    written(books, [OUT, FIRST, SECOND])
    assert list(Entry.objects.filter(action__startswith="register").values_list("action", flat=True)) == [
        "register.upload",
        "register.import",
    ]


def test_the_same_file_brings_nothing_twice(books: Books) -> None:
    written(books, [OUT, FIRST, SECOND])
    again = taken(books, [OUT, FIRST, SECOND, ["13/BC-UBND", "07/01/2026", "Báo cáo", "", "", ""]])
    assert (again.totals["new"], again.totals["known"]) == (1, 2)
    confirm_register(again, only_fit=False, by=books.clerk, version=again.version, now=NOW)
    write_register(again.pk)
    assert Document.objects.count() == 3


def test_a_number_drawn_here_is_known(books: Books) -> None:
    reference = books.draw().document.reference
    run = taken(books, [OUT, [reference, date(2026, 6, 15), "Kế hoạch khác", "", "", ""], FIRST])
    assert (run.totals["new"], run.totals["known"]) == (1, 1)


def test_rows_with_faults_are_left_out_only_where_a_person_says_so(books: Books) -> None:
    run = taken(books, [OUT, FIRST, ["13/BC-UBND", "", "Báo cáo", "", "", ""]])
    with pytest.raises(NotReady, match="1 dòng có lỗi"):
        confirm_register(run, only_fit=False, by=books.clerk, version=run.version, now=NOW)
    confirm_register(run, only_fit=True, by=books.clerk, version=run.version, now=NOW)
    write_register(run.pk)
    assert Document.objects.get().number == 11


def test_writing_goes_on_where_it_was_cut_off(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[f"{number}/BC-UBND", "06/01/2026", "Báo cáo", "", "", ""] for number in range(1, 8)]
    run = taken(books, [OUT, *rows])
    confirm_register(run, only_fit=False, by=books.clerk, version=run.version, now=NOW)
    monkeypatch.setattr(writing_registers, "_PORTION", 2)
    original, calls = writing_registers.enter_older, []

    def cut_off(*arguments: object, **said: object) -> object:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return original(*arguments, **said)  # type: ignore[arg-type]

    monkeypatch.setattr(writing_registers, "enter_older", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write_register(run.pk)
    run.refresh_from_db()
    assert (run.state, run.written, Document.objects.count()) == (RunState.WRITING, 4, 4)
    write_register(run.pk)
    write_register(run.pk)
    run.refresh_from_db()
    assert (run.state, run.written) == (RunState.DONE, 7)
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 8))


def test_a_run_is_taken_back_whole(books: Books) -> None:
    run = written(books, [OUT, FIRST, SECOND])
    drawn = books.draw().document
    undo_register(run, by=books.clerk, version=run.version, now=NOW)
    take_back_register(run.pk)
    run.refresh_from_db()
    assert (run.state, run.written) == (RunState.UNDONE, 0)
    assert list(Document.objects.all()) == [drawn]


def test_what_somebody_built_on_is_not_taken_back(books: Books) -> None:
    run = written(books, [OUT, FIRST, SECOND])
    document, other = Document.objects.order_by("number")
    Relation.objects.create(
        document=other, kind=RelationKind.BASIS, other=document, reference=document.reference,
        by=books.clerk, at=NOW,
    )  # fmt: skip
    with pytest.raises(NotReady, match="không hoàn tác"):
        undo_register(run, by=books.clerk, version=run.version, now=NOW)
    assert Document.objects.count() == 2


def test_what_a_recipient_confirmed_is_not_taken_back(books: Books) -> None:
    run = written(books, [[*OUT, "Ngày chuyển"], [*FIRST, "06/01/2026"], [*SECOND, "06/01/2026"]])
    address, client = reverse("exchange:register", args=[run.pk]), signed_in(books.clerk)
    assert "Hoàn tác lần nhập này" in client.get(address).content.decode()
    row = Recipient.objects.get(name="HĐND xã")
    confirm_by_hand(row, received_on=date(2026, 1, 7), how="Ký sổ", by=books.clerk, now=NOW)
    assert row.document.version == 0
    page = client.get(address).content.decode()
    assert "1 văn bản của lần nhập này đã được sửa" in page
    assert "Hoàn tác lần nhập này" not in page
    with pytest.raises(NotReady, match="có nơi nhận xác nhận"):
        undo_register(run, by=books.clerk, version=run.version, now=NOW)
    assert Document.objects.count() == 2


def test_what_is_confirmed_while_a_run_is_taken_back_stays(books: Books) -> None:
    run = written(books, [[*OUT, "Ngày chuyển"], [*FIRST, "06/01/2026"], [*SECOND, "06/01/2026"]])
    undo_register(run, by=books.clerk, version=run.version, now=NOW)
    row = Recipient.objects.get(name="HĐND xã")
    confirm_by_hand(row, received_on=date(2026, 1, 7), how="Ký sổ", by=books.clerk, now=NOW)
    take_back_register(run.pk)
    run.refresh_from_db()
    assert (run.state, run.written) == (RunState.DONE, 1)
    assert Document.objects.get() == row.document


def test_every_field_of_the_decree_comes_over(books: Books) -> None:
    written(
        books,
        [
            [*IN, "Nơi nhận", "Ngôn ngữ", "Mã hồ sơ", "STT trong hồ sơ"],
            [*CAME, "Các xã", "Tiếng Anh", "01.TH", 4],
        ],
    )
    document = Document.objects.get()
    assert (document.to_places, document.language) == ("Các xã", "Tiếng Anh")
    assert (document.file_notation, document.file_ordinal) == ("01.TH", 4)
    assert Document.objects.filter(words__holds="01 th").get() == document


def test_a_file_with_classified_documents_is_never_kept(books: Books) -> None:
    before = set(default_storage.listdir("")[0])
    secret = [*OUT[:3], "Người ký", "Nơi nhận", "Độ mật"]
    with pytest.raises(NotReady, match="1 dòng văn bản mật") as refused:
        taken(books, [secret, [*FIRST[:5], "Thường"], [*SECOND[:5], "Mật"]])
    assert "tháng 01/2026: 1" in refused.value.sentence
    assert "Báo cáo tháng" not in refused.value.sentence
    assert not RegisterImport.objects.exists()
    assert set(default_storage.listdir("")[0]) == before


STRANGE = ["Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Cột lạ"]
"""Nothing shows that the last column tells the secrecy."""
PUBLIC = ["1/BC-UBND", "06/01/2026", "họp", "Thường"]
HIDDEN = ["2/BC-UBND", "07/01/2026", "phòng thủ", "A"]


def secrecy_said(books: Books, run: RegisterImport) -> None:
    set_columns(
        run, {3: Field.CONFIDENTIALITY}, direction=Direction.OUTGOING, year=2026, by=books.clerk,
        version=run.version, now=NOW,
    )  # fmt: skip


def test_a_column_said_to_be_of_secrecy_is_looked_at_again(books: Books) -> None:
    data = xlsx([["SỔ VĂN BẢN NĂM 2026"], STRANGE, PUBLIC, HIDDEN])
    run, other = taken_file(books, data), taken_file(books, data)
    kept = run.file.name
    with pytest.raises(Conflict):
        set_columns(
            run, {3: Field.CONFIDENTIALITY}, direction=None, year=None, by=books.clerk, version=9, now=NOW
        )
    assert default_storage.exists(kept)
    with pytest.raises(NotReady, match=r"1 dòng văn bản mật.*đã được xóa"):
        secrecy_said(books, run)
    assert not default_storage.exists(kept)
    assert not RegisterImport.objects.filter(pk__in=(run.pk, other.pk)).exists()
    assert RegisterSource.objects.get().fields == {}
    assert Entry.objects.filter(action="register.refuse_classified").count() == 2


def test_one_without_classified_documents_goes_on(books: Books) -> None:
    run = taken(books, [STRANGE, PUBLIC])
    secrecy_said(books, run)
    run.refresh_from_db()
    assert (run.state, run.layout["columns"][3]["field"]) == (RunState.COUNTING, "confidentiality")


def test_what_was_written_before_can_still_be_taken_back(books: Books) -> None:
    data = xlsx([["SỔ VĂN BẢN ĐI NĂM 2026"], STRANGE, PUBLIC, HIDDEN])
    first, again = taken_file(books, data), taken_file(books, data)
    set_columns(
        first, {}, direction=Direction.OUTGOING, year=2026, by=books.clerk, version=first.version, now=NOW
    )
    count_register(first.pk)
    first.refresh_from_db()
    confirm_register(first, only_fit=False, by=books.clerk, version=first.version, now=NOW)
    write_register(first.pk)
    with pytest.raises(NotReady, match="văn bản mật"):
        secrecy_said(books, again)
    first.refresh_from_db()
    assert (first.file.name, first.written) == ("", 2)
    undo_register(first, by=books.clerk, version=first.version, now=NOW)
    take_back_register(first.pk)
    assert not Document.objects.exists()


def test_the_page_leads_back_to_the_list_when_the_file_is_wiped(books: Books) -> None:
    run = taken(books, [STRANGE, PUBLIC, HIDDEN])
    columns = {f"cot-{one['index']}": one["field"] for one in run.layout["columns"]}
    said = columns | {"cot-3": "confidentiality", "direction": "outgoing", "version": str(run.version)}
    address = reverse("exchange:register_columns", args=[run.pk])
    answer = signed_in(books.clerk).post(address, said, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("exchange:registers")
    assert "1 dòng văn bản mật" in answer.content.decode()


def test_a_mark_on_a_hidden_sheet_is_found(books: Books) -> None:
    with pytest.raises(NotReady, match="văn bản mật"):
        taken(books, [OUT, FIRST], hidden_sheet=[["MẬT"]])


def test_the_wrong_file_is_refused(books: Books) -> None:
    with pytest.raises(NotReady, match="Không thấy bảng"):
        taken(books, [["Họ và tên", "Ngày sinh"], ["Trần Văn Mẫu", "1/1/1980"]])


def test_columns_are_set_by_a_person_and_kept_for_the_source(books: Books) -> None:
    rows = [
        ["Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Cột lạ"],
        ["1/BC-UBND", "06/01/2026", "họp", "Ông Mẫu"],
    ]
    run = taken(books, rows)
    with pytest.raises(NotReady, match="đi hay văn bản đến"):
        confirm_register(run, only_fit=False, by=books.clerk, version=run.version, now=NOW)
    set_columns(
        run,
        {3: Field.SIGNER},
        direction=Direction.OUTGOING,
        year=2026,
        by=books.clerk,
        version=run.version,
        now=NOW,
    )
    count_register(run.pk)
    run.refresh_from_db()
    confirm_register(run, only_fit=False, by=books.clerk, version=run.version, now=NOW)
    write_register(run.pk)
    assert Document.objects.get().signer == "Ông Mẫu"
    assert RegisterSource.objects.get().fields["cot la"] == "signer"
    again = taken(books, rows)
    assert again.layout["columns"][3]["field"] == "signer"


def test_every_sheet_with_a_register_is_a_run(books: Books) -> None:
    data = xlsx([OUT, FIRST], hidden_sheet=[["ghi chú"]])
    found = take_register(books.office, data, "a.xlsx", source="A", by=books.clerk, now=NOW)
    assert (len(found.runs), found.hidden, found.others) == (1, 1, 0)


def test_only_who_keeps_the_books_may(books: Books) -> None:
    run = taken(books, [OUT, FIRST])
    for person in (books.drafter, books.leader, books.outsider):
        with pytest.raises(NotAllowed):
            take_register(books.office, xlsx([OUT, FIRST]), "a.xlsx", source="A", by=person, now=NOW)
        with pytest.raises(NotAllowed):
            confirm_register(run, only_fit=True, by=person, version=run.version, now=NOW)
        with pytest.raises(NotAllowed):
            undo_register(run, by=person, version=run.version, now=NOW)
        with pytest.raises(NotAllowed):
            discard_register(run, by=person, version=run.version, now=NOW)


def test_two_people_do_not_overwrite_each_other(books: Books) -> None:
    run = taken(books, [OUT, FIRST])
    with pytest.raises(Conflict):
        confirm_register(run, only_fit=True, by=books.clerk, version=run.version + 1, now=NOW)


def test_a_run_is_forgotten(books: Books) -> None:
    run = taken(books, [OUT, FIRST])
    discard_register(run, by=books.clerk, version=run.version, now=NOW)
    assert not RegisterImport.objects.exists()


def test_the_pages_from_the_file_to_the_documents(books: Books) -> None:
    browser = signed_in(books.clerk)
    address = reverse("exchange:registers")
    assert "Chưa nhập sổ nào" in browser.get(address).content.decode()
    file = xlsx([["SỔ VĂN BẢN ĐI NĂM 2026"], OUT, FIRST, SECOND])
    sent = browser.post(address, {"file": SimpleUploadedFile("so.xlsx", file), "source": "Phần mềm cũ"})
    run = RegisterImport.objects.get()
    page = reverse("exchange:register", args=[run.pk])
    assert sent["Location"] == page
    assert OrmQ.objects.count() == 1
    assert "Đang kiểm tra" in browser.get(page).content.decode()
    count_register(run.pk)
    assert browser.get(reverse("exchange:register_progress", args=[run.pk]))["HX-Refresh"] == "true"
    shown = browser.get(page).content.decode()
    assert "Ghi 2 văn bản" in shown
    columns = {f"cot-{one['index']}": one["field"] for one in run.layout["columns"]}
    changed = columns | {"direction": "outgoing", "year": "2026", "version": "0", "cot-5": "other"}
    assert browser.post(reverse("exchange:register_columns", args=[run.pk]), changed).status_code == 302
    count_register(run.pk)
    assert (
        browser.post(reverse("exchange:register_write", args=[run.pk]), {"version": "1"}).status_code == 302
    )
    write_register(run.pk)
    assert Document.objects.filter(notes="").count() == 2
    assert "Hoàn tác" in browser.get(page).content.decode()
    assert "Phần mềm cũ" in browser.get(address).content.decode()
    run.refresh_from_db()
    undone = browser.post(reverse("exchange:register_undo", args=[run.pk]), {"version": str(run.version)})
    assert undone.status_code == 302
    take_back_register(run.pk)
    assert not Document.objects.exists()


def test_other_people_do_not_see_a_run(books: Books) -> None:
    run = taken(books, [OUT, FIRST])
    for person, status in ((books.outsider, 404), (books.drafter, 404)):
        assert signed_in(person).get(reverse("exchange:register", args=[run.pk])).status_code == status
    assert signed_in(books.drafter).get(reverse("exchange:registers")).status_code == 403
