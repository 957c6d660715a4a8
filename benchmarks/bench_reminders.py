"""The reminders of a day over very many parts of units, the first run ever and that of the next day, against
reading as many rows and writing as many bare ones.

    python benchmarks/bench_reminders.py [--parts 100000]                                     on SQLite
    python tools/with_postgres.py python benchmarks/bench_reminders.py --parts 1000000        on PostgreSQL
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.made_site import DATA, open_site
from benchmarks.made_work import MADE_ON, make_work

BOUND = 60.0
PARTS_A_COMMUNE = 300


def seconds_of_run(days: int) -> tuple[float, dict[str, int]]:
    """The whole run of a day: looking over, digests, messages kept to be sent."""
    from django.utils import timezone

    from sauro_web.notices.models import Delivery, Notice
    from sauro_web.tasks.models import Reminder
    from sauro_web.tasks.operations.reminding import remind

    on = MADE_ON + timedelta(days=days)
    now = timezone.make_aware(datetime(on.year, on.month, on.day, 8))
    before = Notice.objects.count(), Delivery.objects.count()
    start, busy = time.perf_counter(), time.process_time()
    remind(now=now)
    taken, busy = time.perf_counter() - start, time.process_time() - busy
    return taken, {
        "s of processor in Python": round(busy),
        "reminders": Reminder.objects.filter(on=on).count(),
        "digests": Notice.objects.count() - before[0],
        "letters": Delivery.objects.count() - before[1],
    }


def seconds_bare(kept: dict[str, int]) -> float:
    """Reading every open part that has a last day, and writing as many rows as the first run wrote into
    tables of the same form, without deciding anything."""
    from sauro_web.notices.models import Delivery, Notice
    from sauro_web.tasks.models import Reminder, UnitTask
    from sauro_web.tasks.timing import RUNNING

    copies: list[tuple[Any, list[Any]]] = [
        (model, list(rows))
        for model, rows in (
            (Reminder, Reminder.objects.filter(on=MADE_ON)),
            (Notice, Notice.objects.all()[: kept["digests"]]),
            (Delivery, Delivery.objects.all()[: kept["letters"]]),
        )
    ]
    for model, rows in copies:
        for row in rows:
            row.pk = None
            if model is Reminder:
                row.stage -= 1_000
            else:
                row.key = f"bare.{row.key}"
    start = time.perf_counter()
    owed = UnitTask.objects.filter(state__in=RUNNING, ends_on__isnull=False)
    for _ in owed.values_list("pk", "ends_on", "unit_id", "officer_id").iterator(chunk_size=5_000):
        pass
    for model, rows in copies:
        model.objects.bulk_create(rows, batch_size=2_000)
    return time.perf_counter() - start


def main() -> None:
    """Prints the figures beside their bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--parts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, help="taken and left alone: a day is run once")
    options = parser.parse_args()
    open_site()
    from django.db import connection

    try:
        start = time.perf_counter()
        made = make_work(options.parts, communes=max(1, options.parts // PARTS_A_COMMUNE))
        said = ", ".join(f"{count:,} {name}" for name, count in made.items())
        print(f"{connection.vendor}: {said} (made in {time.perf_counter() - start:.0f} s)")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        first, kept = seconds_of_run(0)
        said = ", ".join(f"{count:,} {name}" for name, count in kept.items())
        bare = seconds_bare(kept)
        print(f"  first run    {first:6.1f} s   {said}")
        print(f"  bare rows    {bare:6.1f} s   the same rows read and written; ours {first / bare:.1f} times")
        second, kept = seconds_of_run(1)
        said = ", ".join(f"{count:,} {name}" for name, count in kept.items())
        print(f"  next day     {second:6.1f} s   {said}")
        held = "holds" if max(first, second) <= BOUND else "DOES NOT HOLD"
        print(f"  bound        {BOUND:6.1f} s   {held}")
    finally:
        connection.close()
        shutil.rmtree(DATA, ignore_errors=True)


if __name__ == "__main__":
    main()
