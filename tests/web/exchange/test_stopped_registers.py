"""An import whose job breaks off says so, loses nothing, and goes on when a person says so."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django_q.models import OrmQ
from tests.core.reading.sheet_builder import xlsx
from tests.web.documents.conftest import NOW, Books, books
from tests.web.exchange.test_registers import OUT, taken
from tests.web.organisation import signed_in

from sauro_web.accounts.models import Membership
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.documents.models import Document
from sauro_web.exchange.models import RegisterImport, RunState
from sauro_web.exchange.operations import writing_registers
from sauro_web.exchange.operations.stopped_registers import stop_what_nobody_does
from sauro_web.exchange.operations.taking_registers import (
    confirm_register,
    discard_register,
    go_on_writing,
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

ROWS = [[f"{number}/BC-UBND", "06/01/2026", "Báo cáo", "", "", ""] for number in range(1, 8)]


def let_write(books: Books) -> RegisterImport:
    run = taken(books, [OUT, *ROWS])
    confirm_register(run, only_fit=False, by=books.clerk, version=run.version, now=NOW)
    return run


def broken_off(books: Books, monkeypatch: pytest.MonkeyPatch, after: int = 2) -> RegisterImport:
    """A run whose writing fails after so many portions of two documents."""
    run, original, calls = let_write(books), writing_registers.enter_older, []
    monkeypatch.setattr(writing_registers, "_PORTION", 2)

    def fails(*arguments: object, **said: object) -> object:
        calls.append(1)
        if len(calls) > after:
            raise OSError("no space left on device")
        return original(*arguments, **said)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(writing_registers, "enter_older", fails)
        with pytest.raises(OSError, match="no space"):
            write_register(run.pk)
    run.refresh_from_db()
    return run


def test_what_broke_off_says_so_and_goes_on_behind_the_last_row(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = broken_off(books, monkeypatch)
    assert (run.state, run.written, Document.objects.count()) == (RunState.STOPPED, 4, 4)
    browser, page = signed_in(books.clerk), reverse("exchange:register", args=[run.pk])
    shown = browser.get(page).content.decode()
    assert "Ghi sổ bị dừng giữa chừng" in shown
    assert "Đã ghi 4 văn bản" in shown
    assert "no space" not in shown
    with pytest.raises(Conflict):
        go_on_writing(run, by=books.clerk, version=run.version - 1, now=NOW)
    answer = browser.post(reverse("exchange:register_go_on", args=[run.pk]), {"version": run.version})
    assert answer.status_code == 302
    write_register(run.pk)
    run.refresh_from_db()
    assert (run.state, run.written, run.fault) == (RunState.DONE, 7, "")
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 8))


def test_what_broke_off_is_taken_back_before_it_is_forgotten(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = broken_off(books, monkeypatch)
    with pytest.raises(NotReady, match="Hoàn tác"):
        discard_register(run, by=books.clerk, version=run.version, now=NOW)
    undo_register(run, by=books.clerk, version=run.version, now=NOW)
    take_back_register(run.pk)
    run.refresh_from_db()
    assert (run.state, Document.objects.count()) == (RunState.UNDONE, 0)


def test_of_what_broke_off_at_once_nothing_is_left(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    run = broken_off(books, monkeypatch, after=0)
    assert (run.state, run.written) == (RunState.STOPPED, 0)
    discard_register(run, by=books.clerk, version=run.version, now=NOW)
    assert not RegisterImport.objects.exists()


def test_who_keeps_the_books_no_longer_stops_the_writing(books: Books) -> None:
    run = let_write(books)
    Membership.objects.filter(user=books.clerk).update(valid_to=NOW.date().replace(month=1))
    write_register(run.pk)
    run.refresh_from_db()
    assert (run.state, run.written) == (RunState.STOPPED, 0)
    assert "Chỉ văn thư" in run.fault


def test_a_register_whose_counting_fails_is_counted_again(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = xlsx([["SỔ VĂN BẢN NĂM 2026"], OUT, *ROWS])
    run = take_register(books.office, data, "sổ.xlsx", source="A", by=books.clerk, now=NOW).runs[0]

    def fails(*_: object) -> object:
        raise OSError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(writing_registers, "book_of", fails)
        with pytest.raises(OSError, match="gone"):
            count_register(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "Kiểm tra tệp bị dừng" in run.fault


def test_a_job_that_nobody_will_do_is_told(books: Books) -> None:
    run = let_write(books)
    stop_what_nobody_does()
    run.refresh_from_db()
    assert run.state == RunState.WRITING
    OrmQ.objects.all().delete()
    stop_what_nobody_does()
    run.refresh_from_db()
    assert run.state == RunState.STOPPED
    go_on_writing(run, by=books.clerk, version=run.version, now=NOW)
    write_register(run.pk)
    assert Document.objects.count() == 7


def test_no_portion_ends_inside_a_document_of_several_rows(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second document goes on in a row of its own; cut off before it, it is not left out."""
    rows = [
        OUT,
        ROWS[0],
        ["2/BC-UBND", "06/01/2026", "Báo cáo", "", "Thôn A", ""],
        ["", "", "", "", "Thôn B", ""],
    ]
    merged = [(3, 0, 4, 0), (3, 2, 4, 2)]
    run = taken(books, rows, merged=merged)
    confirm_register(run, only_fit=False, by=books.clerk, version=run.version, now=NOW)
    monkeypatch.setattr(writing_registers, "_PORTION", 1)
    original, calls = writing_registers.enter_older, []

    def cut_off(*arguments: object, **said: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return original(*arguments, **said)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(writing_registers, "enter_older", cut_off)
        with pytest.raises(KeyboardInterrupt):
            write_register(run.pk)
    write_register(run.pk)
    assert sorted(Document.objects.values_list("number", flat=True)) == [1, 2]
    names = Document.objects.get(number=2).recipients.values_list("name", flat=True)
    assert list(names) == ["Thôn A", "Thôn B"]
