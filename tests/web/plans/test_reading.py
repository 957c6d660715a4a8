"""Reading in the background: begun anew where it was cut off, once only, nothing left of what is secret."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django_q.models import OrmQ, Schedule
from tests.core.reading.scan_drawer import RED, as_pdf, page, put, stamp
from tests.web.organisation import Organisation
from tests.web.plans.conftest import NOW, PLAN

from sauro.reading.office_convert import libre_office
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.models import Entry
from sauro_web.common import jobs
from sauro_web.common.held import is_held, only_one
from sauro_web.common.kept_files import keep_file
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.operations.reading import reading_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=10)
SECRET = PLAN.replace("Số: 57/KH-UBND", "TUYỆT MẬT\nSố: 57/KH-UBND").encode()


def _waiting(office: Unit, by: User, data: bytes, name: str = "cho-doc.txt") -> ImportedPlan:
    """A plan whose file is kept and whose reading is still to come."""
    digest = sha256(data).hexdigest()
    return ImportedPlan.objects.create(
        office=office, uploaded_by=by, uploaded_at=NOW, heard_at=NOW, size=len(data),
        digest=digest, file=keep_file(data, suffix=".txt"), file_name=name,
    )  # fmt: skip


@pytest.fixture
def waiting(organised: Organisation, coordinator: User) -> ImportedPlan:
    return _waiting(organised.commune, coordinator, PLAN.encode())


def test_what_waits_is_read_once(waiting: ImportedPlan) -> None:
    operations.read_plan(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.times_begun) == (PlanState.REVIEW, 1)
    cards = waiting.suggestions.count()
    operations.read_plan(waiting.pk)
    assert waiting.suggestions.count() == cards
    assert Entry.objects.filter(action="plan.read").count() == 1


def test_two_workers_do_not_read_the_same(waiting: ImportedPlan) -> None:
    with only_one(reading_of(waiting.pk)) as mine:
        assert mine
        assert is_held(reading_of(waiting.pk))
        operations.read_plan(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.times_begun) == (PlanState.QUEUED, 0)
    assert not is_held(reading_of(waiting.pk))


def test_a_reading_that_was_cut_off_is_asked_for_again_once(waiting: ImportedPlan) -> None:
    ImportedPlan.objects.update(state=PlanState.READING)
    assert operations.take_up_again(now=LATER) == 1
    assert operations.take_up_again(now=LATER) == 0
    assert OrmQ.objects.count() == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.heard_at) == (PlanState.QUEUED, LATER)
    operations.read_plan(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == PlanState.REVIEW


def test_a_reading_under_way_is_left_alone(waiting: ImportedPlan) -> None:
    ImportedPlan.objects.update(state=PlanState.READING)
    with only_one(reading_of(waiting.pk)):
        assert operations.take_up_again(now=LATER) == 0
    assert not OrmQ.objects.exists()


def test_whoever_waits_his_turn_is_not_asked_for_twice(waiting: ImportedPlan) -> None:
    assert operations.take_up_again(now=NOW + timedelta(seconds=30)) == 0
    assert operations.take_up_again(now=LATER) == 1


def test_a_file_that_brings_down_its_reader_is_not_read_for_ever(waiting: ImportedPlan) -> None:
    ImportedPlan.objects.update(times_begun=5)
    operations.read_plan(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == PlanState.UNREAD
    assert "dừng giữa chừng" in waiting.fault
    assert waiting.file.read() == PLAN.encode()


def test_a_lock_ends_with_the_process_that_held_it() -> None:
    program = (
        "import django, os, signal; django.setup()\n"
        "from sauro_web.common.held import only_one\n"
        "with only_one('cut-off') as mine:\n"
        "    assert mine; os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    data = {"SAURO_DATA": str(settings.DATA), "DJANGO_SETTINGS_MODULE": "sauro_web.settings"}
    path = {"PYTHONPATH": str(Path(__file__).resolve().parents[3] / "src"), "SAURO_SECRET_KEY": "x"}
    done = subprocess.run([sys.executable, "-c", program], env=data | path)
    assert done.returncode == -9
    assert (settings.DATA / "held" / "cut-off").exists()
    assert not is_held("cut-off")


def test_the_worker_hands_out_at_once_what_a_killed_one_had_in_hand(waiting: ImportedPlan) -> None:
    jobs.enqueue(operations.read_plan, waiting.pk, key="plan.read")
    OrmQ.objects.update(lock=NOW + timedelta(days=9_999))
    jobs.start(alone=False)
    in_hand = OrmQ.objects.filter(lock__gt=NOW + timedelta(days=9_000))
    assert in_hand.count() == 1
    jobs.start(alone=True)
    assert not in_hand.exists()
    every_minute = Schedule.objects.filter(schedule_type=Schedule.MINUTES)
    assert "sauro_web.plans.jobs.take_up_again" in every_minute.values_list("func", flat=True)


def _everything_kept() -> Iterator[str]:
    """Every row of every table but the organisation, and every file, as text."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            yield from (str(row) for row in cursor.fetchall())
    for path in Path(settings.DATA).rglob("*"):
        if path.is_file() and path.suffix != ".sqlite3":
            yield path.name
            yield path.read_bytes().decode(errors="replace")


def _leaves_nothing(*words: str) -> None:
    kept = list(_everything_kept())
    for word in words:
        assert not any(word in text for text in kept), word


def test_a_secret_found_only_by_reading_leaves_nothing(organised: Organisation, coordinator: User) -> None:
    plan = _waiting(organised.commune, coordinator, SECRET, "nhay-cam.txt")
    operations.read_plan(plan.pk)
    assert not ImportedPlan.objects.exists()
    _leaves_nothing("nhay-cam", "TUYỆT MẬT", sha256(SECRET).hexdigest())
    assert Entry.objects.get(action="plan.refuse_classified").actor == coordinator


def test_what_another_office_uploaded_alike_goes_too(
    organised: Organisation, coordinator: User, neighbour: User
) -> None:
    plan = _waiting(organised.commune, coordinator, SECRET, "nhay-cam.txt")
    _waiting(organised.ward, neighbour, SECRET, "ban-khac.txt")
    operations.read_plan(plan.pk)
    assert not ImportedPlan.objects.exists()


@pytest.mark.parametrize("gone", [False, True])
def test_a_wiping_that_was_cut_off_is_ended(organised: Organisation, coordinator: User, gone: bool) -> None:
    plan = _waiting(organised.commune, coordinator, SECRET)
    ImportedPlan.objects.update(file_name="", state=PlanState.READING)
    if gone:
        Path(plan.file.path).unlink()
    operations.take_up_again(now=LATER)
    operations.read_plan(plan.pk)
    assert not ImportedPlan.objects.exists()
    assert not Path(plan.file.path).exists()


def test_what_is_being_read_is_not_put_aside(waiting: ImportedPlan, coordinator: User) -> None:
    with pytest.raises(operations.uploading.NotReady):
        operations.discard_plan(waiting, by=coordinator, now=NOW, reason="")


@pytest.mark.ocr
def test_a_scan_is_read_page_by_page_and_a_secret_one_wiped(
    organised: Organisation, coordinator: User
) -> None:
    pages = [page([f"Trang {number} của kế hoạch"]) for number in (1, 2)]
    put(pages[1], stamp("TUYỆT MẬT", RED), (300, 200))
    data = as_pdf(pages)
    plan = operations.upload_plan(
        data, "nhay-cam.pdf", office=organised.commune, by=coordinator, now=NOW
    ).plan
    assert (plan.state, OrmQ.objects.count()) == (PlanState.QUEUED, 1)
    operations.read_plan(plan.pk)
    assert not ImportedPlan.objects.exists()
    OrmQ.objects.all().delete()
    _leaves_nothing("nhay-cam", sha256(data).hexdigest())
    assert not Path(plan.file.path).exists()


@pytest.mark.ocr
def test_pages_done_are_seen_in_the_row(
    organised: Organisation, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    update = ImportedPlan.objects.all().__class__.update

    def noted(rows, **values):  # type: ignore[no-untyped-def]
        if "pages_done" in values:
            seen.append((values["pages_done"], values["pages_total"]))
        return update(rows, **values)

    monkeypatch.setattr(ImportedPlan.objects.all().__class__, "update", noted)
    data = as_pdf([page([f"Trang {number}: rà soát các loại báo cáo của xã"]) for number in (1, 2)])
    plan = operations.upload_plan(data, "quet.pdf", office=organised.commune, by=coordinator, now=NOW).plan
    operations.read_plan(plan.pk)
    plan.refresh_from_db()
    assert (2, 2) in seen
    assert (plan.pages_done, plan.pages_total) == (2, 2)


@pytest.mark.libreoffice
@pytest.mark.skipif(libre_office() is None, reason="LibreOffice is absent")
def test_what_libreoffice_converts_is_read_in_the_background(
    organised: Organisation, coordinator: User
) -> None:
    text = "".join(rf"\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in PLAN)
    data = (r"{\rtf1\ansi " + text.replace("\n", r"\par ") + "}").encode()
    plan = operations.upload_plan(data, "kh.rtf", office=organised.commune, by=coordinator, now=NOW).plan
    assert plan.state == PlanState.QUEUED
    assert "kh.rtf" not in str(Entry.objects.get(action="plan.upload").object_name)
    operations.read_plan(plan.pk)
    plan.refresh_from_db()
    assert plan.state == PlanState.REVIEW
    assert plan.suggestions.filter(kind="task").count() == 5


def test_sqlite_overwrites_what_is_deleted() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1
