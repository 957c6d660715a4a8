"""The pages of indicators over registers of a country, as a leader of a province and of one of its communes
opens them, through all of the middleware in one process; beside each what its statements take of it.

    python benchmarks/bench_indicator_pages.py [--rows 500000]                               on SQLite
    python tools/with_postgres.py python benchmarks/bench_indicator_pages.py                 on PostgreSQL
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.made_registers import Registers, opened
from benchmarks.made_site import DATA, session_of
from benchmarks.timing import report

BOUND_MS = 150.0
_ROUNDS = 15
_PAGES = (
    ("all indicators", ""),
    ("documents", "admin_documents_reduction/"),
    ("digitised", "digitised_documents_share/"),
    ("conferences online", "online_meetings_share/"),
)


def _leader(office: Any) -> Any:
    from sauro_web.accounts.models import Membership, User

    person = User.objects.create(username=f"lanhdao{office.pk}", full_name="Lãnh đạo")
    Membership.objects.create(user=person, unit=office, role="leader")
    return person


def _asked(made: Registers) -> Iterator[tuple[str, str, Any]]:
    """Name of each page, its address, who opens it."""
    for name, office in (("commune", made.commune), ("province", made.province)):
        person = _leader(office)
        for page, path in _PAGES:
            yield f"{page}, {name}", f"/chi-tieu/{path}?co-quan={office.pk}", person
        if name == "province":
            yield "communes by rank", f"/chi-tieu/cac-xa/?co-quan={office.pk}", person


def _measured(address: str, person: Any) -> tuple[float, float]:
    """Milliseconds of a page, and of its statements among them."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client(HTTP_HOST="localhost")
    browser.cookies.load(session_of(person))
    whole = []
    for _ in range(_ROUNDS + 1):
        started = time.perf_counter()
        answered = browser.get(address)
        whole.append(time.perf_counter() - started)
        if answered.status_code != 200:
            sys.exit(f"{address}: {answered.status_code}")
    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    asked = sum(float(one["time"]) for one in captured.captured_queries)
    return statistics.median(whole[1:]) * 1000, asked * 1000


def main() -> None:
    """Prints the figures."""
    _, made = opened(__doc__, 500_000)
    from sauro_web.documents.operations.totalling import fold_totals
    from sauro_web.pages.collected import collect_changed

    fold_totals()
    collect_changed()
    for name, address, person in _asked(made):
        own, asked = _measured(address, person)
        held = own <= BOUND_MS
        report(name, f"{own:.1f} ms", f"statements {asked:.1f} ms of it", f"at most {BOUND_MS:.0f} ms", held)
    shutil.rmtree(DATA, ignore_errors=True)


if __name__ == "__main__":
    main()
