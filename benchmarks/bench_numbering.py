"""Numbers drawn from one series by many clerks at once, each document an operation of its own with its
rules, its allowance and its entry in the trail, against bare inserts of as many rows of the same table.

    python benchmarks/bench_numbering.py [--writers 8] [--each 250]                             on SQLite
    python tools/with_postgres.py python benchmarks/bench_numbering.py                         on PostgreSQL

Looks afterwards whether the numbers have a gap or were drawn twice, and whether an allowance of which few
documents are left was kept; the exit code is 1 where not.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.made_site import DATA, open_site

BOUNDS = {"postgresql": 300, "sqlite": 100}
"""Documents a second."""
_PATIENCE = 600
"""Seconds after which a writer that says nothing is given up."""


def _writer(work: str, place: int, each: int, series: int, start: Any, told: Any) -> None:
    """A process of its own, with a connection of its own, that begins when all are ready."""
    from django.db import connection

    act = {"draw": _drawing, "bare": _bare}[work](place, series)
    connection.ensure_connection()
    start.wait(_PATIENCE)
    begun, refused = time.time(), 0
    for turn in range(each):
        refused += act(turn)
    told.put((begun, time.time(), refused))


def _drawing(place: int, series: int) -> Callable[[int], int]:
    from django.utils import timezone

    from sauro_web.accounts.models import User
    from sauro_web.common.errors import NotReady
    from sauro_web.documents.models import Series
    from sauro_web.documents.operations.drawing import Particulars, draw_number

    clerk = User.objects.get(username="vanthu")
    held = Series.objects.select_related("office", "kept_by").get(pk=series)

    def draw(turn: int) -> int:
        about = Particulars(
            "Kế hoạch",
            f"Rà soát nhóm giấy tờ {place}.{turn}",
            timezone.localdate(),
            "Theo kế hoạch",
            signer="A",
        )
        try:
            draw_number(held, about, by=clerk, now=timezone.now())
        except NotReady:
            return 1
        return 0

    return draw


def _bare(place: int, series: int) -> Callable[[int], int]:
    from django.utils import timezone

    from sauro_web.accounts.models import User
    from sauro_web.documents.models import Document, Series

    clerk, held = User.objects.get(username="vanthu"), Series.objects.get(pk=series)

    def insert(turn: int) -> int:
        number, today = place * 100_000 + turn + 1, timezone.localdate()
        Document.objects.create(
            office_id=held.office_id, direction="out", document_class="administrative", kind="Kế hoạch",
            series=held, year=today.year - 1, number=number, reference=f"{number}/KH-X", key=f"{number}/kh-x",
            dated=date(today.year - 1, 5, 5), issued_on=today, subject="Rà soát", state="issued",
            registered_by=clerk, registered_at=timezone.now(), words=" ra soat ",
        )  # fmt: skip
        return 0

    return insert


def at_once(work: str, writers: int, each: int, series: int) -> tuple[float, int]:
    """Seconds from the first to the last of all, and how many were refused."""
    from django.db import connections

    connections.close_all()  # each has one of its own
    forked = multiprocessing.get_context("fork")
    start, told = forked.Barrier(writers), forked.Queue()
    people = [
        forked.Process(target=_writer, args=(work, place, each, series, start, told), daemon=True)
        for place in range(writers)
    ]
    for one in people:
        one.start()
    said = [told.get(timeout=_PATIENCE) for _ in people]
    for one in people:
        one.join()
    return max(end for _, end, _ in said) - min(begun for begun, _, _ in said), sum(no for *_, no in said)


def faults_of(series: int, drawn: int) -> list[str]:
    """What is wrong with the numbers of this year."""
    from django.utils import timezone

    from sauro_web.documents.models import Document

    rows = Document.objects.filter(series=series, year=timezone.localdate().year)
    numbers = sorted(rows.values_list("number", flat=True))
    return (
        []
        if numbers == list(range(1, drawn + 1))
        else [f"numbers {numbers[:3]} … {numbers[-3:]}, {len(numbers)}"]
    )


def main() -> int:
    """Measures and prints."""
    options = argparse.ArgumentParser()
    options.add_argument("--writers", type=int, default=8)
    options.add_argument("--each", type=int, default=250)
    options.add_argument("--rounds", type=int, help="as the other benchmarks have it; one round here")
    said, _ = options.parse_known_args()
    open_site()
    from django.db import connection
    from django.utils import timezone

    from sauro_web.accounts.models import User
    from sauro_web.documents.operations.settling import set_baseline, usual_series

    leader = User.objects.get(username="chutich")
    office = leader.memberships.filter(role="leader").order_by("pk")[0].unit
    now, total = timezone.now(), said.writers * said.each
    made = {one.name: one.pk for one in usual_series(office, by=leader, now=now)}
    series = made["Văn bản hành chính"]
    # An allowance that counts at every draw, with a few left at the end for the second look.
    left = max(3, said.writers // 2)
    base = {"": (total + left) * 2}
    year = timezone.localdate(now).year - 1
    set_baseline(office, year, counts=base, first_month=1, last_month=12, source="x", by=leader, now=now)
    taken, _ = at_once("draw", said.writers, said.each, series)
    bare, _ = at_once("bare", said.writers, said.each, series)
    faults = faults_of(series, total)
    # Of base b at most b * 0.85 may be issued: the smallest b with `total + left` of them.
    least = -(-(total + left) * 20 // 17)
    set_baseline(
        office, year, counts={"": least}, first_month=1, last_month=12, source="x", by=leader, now=now,
        reason="Sửa để đo",
    )  # fmt: skip
    _, refused = at_once("draw", said.writers, 2, series)
    allowed = least * 17 // 20 - total
    if refused != said.writers * 2 - allowed:
        faults.append(f"{refused} refused where {said.writers * 2 - allowed} had to be")
    faults += faults_of(series, total + said.writers * 2 - refused)
    bound, rate = BOUNDS[connection.vendor], total / taken
    print(
        f"{connection.vendor}: {said.writers} writers, {total} documents: {rate:.0f} a second "
        f"(bound {bound}: {'holds' if rate >= bound else 'does not hold'}); "
        f"bare inserts {total / bare:.0f} a second"
    )
    print(f"{len(faults)} faults in numbers and allowance" + "".join(f"; {fault}" for fault in faults))
    shutil.rmtree(DATA, ignore_errors=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
