"""A register of 100,000 documents in a spreadsheet taken into the books of an office: looked through for
classified documents as it comes, counted, written, each step as the site does it.

    python benchmarks/bench_register_import.py [--rows 100000]                                 on SQLite
    python tools/with_postgres.py python benchmarks/bench_register_import.py                   on PostgreSQL
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bench_register_rows import made_register
from benchmarks.made_site import open_site
from benchmarks.timing import report

ROWS = 100_000
MOST_SECONDS, MOST_MEMORY = 60.0, 400


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args().rows
    data = made_register(rows, classified=False).read_bytes()
    open_site()
    from django.db import connection
    from django.utils import timezone

    from sauro_web.accounts.models import User
    from sauro_web.documents import rules
    from sauro_web.documents.models import Document
    from sauro_web.exchange.operations.taking_registers import confirm_register, take_register
    from sauro_web.exchange.operations.writing_registers import count_register, write_register

    clerk, now = User.objects.get(username="vanthu"), timezone.now()
    on = timezone.localdate(now)
    office = next(one for one in rules.offices_of(clerk, on=on) if rules.may_keep(clerk, one, on=on))
    marks, worked = [time.perf_counter()], time.process_time()
    run = take_register(office, data, "so.xlsx", source="Phần mềm cũ", by=clerk, now=now).runs[0]
    marks.append(time.perf_counter())
    count_register(run.pk)
    marks.append(time.perf_counter())
    run.refresh_from_db()
    confirm_register(run, only_fit=True, by=clerk, version=run.version, now=now)
    write_register(run.pk)
    marks.append(time.perf_counter())
    run.refresh_from_db()
    steps = [after - before for before, after in pairwise(marks)]
    found = Document.objects.filter(office=office, direction="in").count()
    print(f"{connection.vendor}: {run.written:,} of {rows:,} documents written, {found:,} in the books")
    whole = sum(steps)
    said = "taken in {:.1f} s, counted {:.1f} s, written {:.1f} s".format(*steps)
    said += f"; {time.process_time() - worked:.1f} s of the processor"
    bound = f"at most {MOST_SECONDS:.0f} s"
    report("register of 100,000 rows → books", f"{whole:.1f} s", said, bound, whole <= MOST_SECONDS)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bound = f"at most {MOST_MEMORY} MB"
    report("peak memory", f"{memory:.0f} MB", "of the whole process", bound, memory <= MOST_MEMORY)


if __name__ == "__main__":
    main()
