"""What is tidied up at night, and what never is."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_q.models import Schedule
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Role
from sauro_web.accounts.signing_in.jobs import forget_sign_ins
from sauro_web.common import jobs
from sauro_web.common.housekeeping import forget_expired_sessions
from sauro_web.common.kept_files import Swept, keep_file, sweep
from sauro_web.plans.models import ImportedPlan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def kept(data: bytes, *, hours: float) -> str:
    name = keep_file(data, suffix=".docx")
    then = time.time() - hours * 3_600
    os.utime(default_storage.path(name), (then, then))
    return name


def test_only_old_files_that_no_row_names_are_swept(organised: Organisation) -> None:
    named, fresh, left = kept(b"a", hours=48), kept(b"b", hours=23), kept(b"ccc", hours=25)
    person = organised.person("ai", (organised.commune, Role.COORDINATOR))
    ImportedPlan.objects.create(
        office=organised.commune, uploaded_by=person, uploaded_at=timezone.now(), file=named, file_name="a",
        size=1, digest="a",
    )  # fmt: skip
    strange = Path(default_storage.path("")) / "aa" / "ghi-chu.txt"
    strange.parent.mkdir(exist_ok=True)
    strange.write_text("của người khác")
    os.utime(strange, (0, 0))
    said = StringIO()
    call_command("sweep_files", dry_run=True, stdout=said)
    assert said.getvalue() == "Sẽ xóa 1 tệp, 3 byte.\n"
    assert default_storage.exists(left)
    assert sweep() == Swept(1, 3)
    assert [default_storage.exists(name) for name in (named, fresh, left)] == [True, True, False]
    assert strange.exists()
    assert sweep() == Swept(0, 0)


def test_the_same_bytes_again_make_a_file_young() -> None:
    name = kept(b"a", hours=48)
    assert keep_file(b"a", suffix=".docx") == name
    assert sweep() == Swept(0, 0)


def test_the_same_bytes_twice_at_once_are_kept_once() -> None:
    together, data = Barrier(8), b"a" * 200_000

    def keep(_: int) -> str:
        together.wait(timeout=30)
        return keep_file(data, suffix=".docx")

    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(keep, range(8)))
    (name,) = names
    assert Path(default_storage.path(name)).read_bytes() == data
    assert not list(Path(default_storage.path("")).glob("*/.*"))


def test_what_signing_in_left_behind_is_forgotten(organised: Organisation) -> None:
    person, now = organised.person("ai"), timezone.now()
    for key, hours in (("song", 1), ("het", -1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))
        UserSession.objects.create(user=person, session_key=key, ip="10.0.0.1", user_agent="x")
    for name in ("moi", "cu"):
        AccessAttempt.objects.create(username=name, failures_since_start=1)
    long_ago = now - settings.AXES_COOLOFF_TIME - timedelta(minutes=1)
    AccessAttempt.objects.filter(username="cu").update(attempt_time=long_ago)
    forget_expired_sessions()
    forget_sign_ins()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["song"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["song"]
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["moi"]


def test_the_nightly_jobs_are_planned_once() -> None:
    for _ in range(2):
        jobs.start(alone=False)
    nightly = Schedule.objects.filter(schedule_type=Schedule.DAILY)
    assert sorted(nightly.values_list("func", flat=True)) == [
        "sauro_web.accounts.signing_in.jobs.forget_sign_ins",
        "sauro_web.common.housekeeping.forget_changes",
        "sauro_web.common.housekeeping.forget_expired_sessions",
        "sauro_web.common.housekeeping.sweep_kept_files",
        "sauro_web.exchange.jobs.forget_answers",
        "sauro_web.indicators.jobs.ask_about_figures_nightly",
        "sauro_web.indicators.jobs.check_totals_nightly",
        "sauro_web.meetings.jobs.hold_by_the_calendar",
        "sauro_web.meetings.jobs.remind_of_opinions",
        "sauro_web.notices.jobs.forget",
        "sauro_web.plans.jobs.compare_changed",
        "sauro_web.reports.jobs.open_and_remind",
        "sauro_web.tasks.jobs.begin_periods",
        "sauro_web.tasks.jobs.forget",
    ]
    assert all(timezone.localtime(row.next_run).hour == 2 for row in nightly)
