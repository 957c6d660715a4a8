"""A folder that another system writes into: whole files are taken in once, and wait for a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests.core.reading.sheet_builder import xlsx
from tests.web.documents.conftest import NOW, Books, books
from tests.web.exchange.test_registers import FIRST, OUT, SECOND
from tests.web.organisation import signed_in

from sauro_web.accounts.models import Membership
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.models import Document
from sauro_web.exchange.models import FileState, RegisterImport, RunState, WatchedFile, WatchedFolder
from sauro_web.exchange.operations.watching_folders import (
    place_of,
    stop_watching,
    watch_folder,
    watch_folders,
)
from sauro_web.exchange.operations.writing_registers import count_register
from sauro_web.notices.models import Notice

__all__ = ["books"]

pytestmark = pytest.mark.django_db

WHOLE = xlsx([["SỔ VĂN BẢN NĂM 2026"], OUT, FIRST, SECOND])
SECRET = xlsx([["SỔ VĂN BẢN NĂM 2026"], [*OUT[:3], "Độ mật"], [*FIRST[:3], "Tối mật"]])


@pytest.fixture
def place(books: Books, settings: Any, tmp_path: Path) -> Path:
    """The folder of the office, watched."""
    settings.INCOMING, settings.DATA = tmp_path / "so-den", tmp_path
    watch_folder(books.office, source="Phần mềm cũ", by=books.clerk, now=NOW)
    found = place_of(books.office)
    assert found is not None
    return found


def minutes(count: float) -> datetime:
    return NOW + timedelta(minutes=count)


def looked_twice(begin: float = 0) -> None:
    """Seen, and seen again when it has not changed for a minute."""
    watch_folders(minutes(begin))
    watch_folders(minutes(begin + 1))


def states() -> dict[str, str]:
    return dict(WatchedFile.objects.values_list("name", "state"))


def test_a_whole_file_becomes_a_dry_run_that_waits_for_a_person(books: Books, place: Path) -> None:
    (place / "so.xlsx").write_bytes(WHOLE)
    looked_twice()
    run = RegisterImport.objects.get()
    assert (run.state, run.by, run.source.name) == (RunState.COUNTING, books.clerk, "Phần mềm cũ")
    count_register(run.pk)
    run.refresh_from_db()
    assert (run.state, run.totals["new"], Document.objects.count()) == (RunState.READY, 2, 0)
    assert (place / "so.xlsx").read_bytes() == WHOLE
    notice = Notice.objects.get(person=books.clerk)
    assert notice.link == reverse("exchange:register", args=[run.pk])
    shown = signed_in(books.clerk).get(reverse("exchange:watched")).content.decode()
    assert "đã nhận, chờ xác nhận" in shown


def test_a_file_that_is_still_written_is_left_alone(books: Books, place: Path) -> None:
    path = place / "so.xlsx"
    path.write_bytes(WHOLE[:1000])
    watch_folders(minutes(0))
    path.write_bytes(WHOLE)
    watch_folders(minutes(1))
    assert not RegisterImport.objects.exists()
    watch_folders(minutes(2))
    assert RegisterImport.objects.count() == 1


def test_the_same_bytes_are_never_taken_twice(books: Books, place: Path) -> None:
    (place / "so.xlsx").write_bytes(WHOLE)
    looked_twice()
    (place / "so-chep.xlsx").write_bytes(WHOLE)
    looked_twice(2)
    looked_twice(4)
    assert RegisterImport.objects.count() == 1
    assert states() == {"so.xlsx": FileState.TAKEN, "so-chep.xlsx": FileState.KNOWN}
    RegisterImport.objects.all().delete()  # a person did not want it
    (place / "so-lan-ba.xlsx").write_bytes(WHOLE)
    looked_twice(6)
    assert not RegisterImport.objects.exists()


def test_what_cannot_be_taken_is_put_aside_with_a_sentence_and_nothing_is_deleted(
    books: Books, place: Path
) -> None:
    files = {
        "hong.xlsx": b"PK\x03\x04 nothing",
        "mat.xlsx": SECRET,
        "khac.csv": b"ten;ngay sinh\nA;1/1/1980\n",
    }
    for name, data in files.items():
        (place / name).write_bytes(data)
    (place / "ghi-chu.txt").write_text("not looked at")
    (place / "~$so.xlsx").write_bytes(WHOLE)
    looked_twice()
    assert not RegisterImport.objects.exists()
    assert set(states().values()) == {FileState.ASIDE}
    assert {path.name: path.read_bytes() for path in (place / "khong-nhan").iterdir()} == files
    faults = dict(WatchedFile.objects.values_list("name", "fault"))
    assert "bị hỏng" in faults["hong.xlsx"]
    assert "văn bản mật" in faults["mat.xlsx"]
    assert "tiêm chủng" not in faults["mat.xlsx"]
    assert "Không thấy bảng" in faults["khac.csv"]
    assert Notice.objects.filter(person=books.clerk).count() == 3
    (place / "hong.xlsx").write_bytes(b"PK\x03\x04 nothing")
    looked_twice(3)
    assert (place / "khong-nhan" / "1-hong.xlsx").exists()
    (place / "hong.xlsx").write_bytes(WHOLE)
    looked_twice(6)
    assert states()["hong.xlsx"] == FileState.TAKEN


def test_links_lead_nowhere(books: Books, place: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.xlsx").write_bytes(WHOLE)
    (place / "so.xlsx").symlink_to(tmp_path / "elsewhere.xlsx")
    looked_twice()
    assert states() == {}


def test_who_left_takes_nothing_and_the_page_says_so(books: Books, place: Path) -> None:
    (place / "so.xlsx").write_bytes(WHOLE)
    other = books.organised.person("vanthu2", (books.clerk.memberships.get().unit, "clerk"))
    Membership.objects.filter(user=books.clerk).update(valid_to=NOW.date().replace(month=1))
    looked_twice()
    assert not RegisterImport.objects.exists()
    assert "không còn làm văn thư" in WatchedFolder.objects.get().fault
    watch_folder(books.office, source="Phần mềm cũ", by=other, now=NOW)
    looked_twice(2)
    assert RegisterImport.objects.get().by == other
    assert WatchedFolder.objects.get().fault == ""


def test_a_folder_that_is_gone_is_told(books: Books, place: Path) -> None:
    place.rmdir()
    watch_folders(minutes(0))
    assert "Không mở được thư mục" in WatchedFolder.objects.get().fault


def test_only_who_keeps_the_books_has_it_watched(books: Books, place: Path) -> None:
    folder = WatchedFolder.objects.get()
    for person in (books.drafter, books.leader, books.outsider):
        with pytest.raises(NotAllowed):
            watch_folder(books.office, source="A", by=person, now=NOW)
        with pytest.raises(NotAllowed):
            stop_watching(folder, by=person, now=NOW)


def test_without_a_folder_on_the_server_there_is_none(books: Books, settings: Any) -> None:
    settings.INCOMING = None
    watch_folders(NOW)
    with pytest.raises(NotReady, match="SAURO_INCOMING"):
        watch_folder(books.office, source="A", by=books.clerk, now=NOW)
    browser = signed_in(books.clerk)
    assert "Thư mục nhận sổ</a>" not in browser.get(reverse("exchange:registers")).content.decode()


def test_the_page_watches_and_stops(books: Books, settings: Any, tmp_path: Path) -> None:
    settings.INCOMING, settings.DATA = tmp_path / "so-den", tmp_path
    browser, address = signed_in(books.clerk), reverse("exchange:watched")
    assert "Thư mục nhận sổ</a>" in browser.get(reverse("exchange:registers")).content.decode()
    assert "chưa theo dõi" in browser.get(address).content.decode()
    assert browser.post(address, {"source": ""}).status_code == 422
    assert browser.post(address, {"source": "Phần mềm cũ"}).status_code == 302
    shown = browser.get(address).content.decode()
    assert "đang theo dõi" in shown
    assert str(place_of(books.office)) in shown
    assert browser.post(reverse("exchange:unwatch")).status_code == 302
    assert not WatchedFolder.objects.get().is_on
    place = place_of(books.office)
    assert place is not None
    (place / "so.xlsx").write_bytes(WHOLE)
    looked_twice()
    assert not RegisterImport.objects.exists()
