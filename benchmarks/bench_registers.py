"""The registers of a country: the newest 50 documents of a province and of a commune, and searches by words
and by symbol, as the pages of the site ask for them; beside them the same newest 50 found by the tree of
units.

    python benchmarks/bench_registers.py [--rows 200000]                                     on SQLite
    python tools/with_postgres.py python benchmarks/bench_registers.py --rows 20000000       on PostgreSQL

The bound is on the statement in the database with its rows fetched; what Django adds to make records of them
is printed beside it. `--explain` shows how each is answered.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.made_registers import FREQUENT, PLACE, RARE, Registers, opened
from benchmarks.made_site import DATA
from benchmarks.timing import report

NEWEST_MS, SEARCH_MS = 2.0, 50.0
_ROUNDS = 15
"""Of what is bounded; what stands beside it for comparison may take minutes and is asked once."""
_PAGE = 50
_HITS = 11
"""Of the search field, with the one that tells of more."""


def _newest(made: Registers) -> Iterator[tuple[str, Callable[[], Any], float | None]]:
    from sauro_web.documents.models import Document
    from sauro_web.documents.queries.listing import arrived_rows, register_rows

    both = ("out", "internal")
    for name, office in (("province", made.province), ("commune", made.commune)):
        yield f"newest 50 that left, {name}", lambda one=office: register_rows(one, both), NEWEST_MS
        yield f"newest 50 that arrived, {name}", lambda one=office: arrived_rows(one), NEWEST_MS
    inside = Document.objects.filter(province=made.province)
    yield "newest 50 of all in the province", lambda: inside, NEWEST_MS
    by_tree = Document.objects.filter(office__path__startswith=made.province.path)
    yield "the same by the tree of units", lambda: by_tree, None


def _searches(made: Registers) -> Iterator[tuple[str, Callable[[], Any], float | None]]:
    from sauro_web.documents.models import Document
    from sauro_web.documents.queries.finding import found_in

    typed = {
        "a rare word": RARE, "without accents": "gach thu cong", "a very frequent word": FREQUENT,
        "two frequent words": f"{FREQUENT} cải cách", "a word of every document": PLACE,
        "a word and one that nobody has": f"{FREQUENT} xyzzy", "a symbol": "153/KH-UBND",
        "a symbol begun": "15/K", "a number": "153", "a word begun": "chuyển đ",
    }  # fmt: skip
    for where, office in (("province", made.province), ("commune", made.commune)):
        rows = Document.objects.filter(office=office)
        for name, words in typed.items():
            begun = name.endswith("begun")
            yield (
                f"{name}, {where}",
                lambda rows=rows, office=office, words=words, begun=begun: found_in(
                    rows, office, words, typing=begun
                ),
                SEARCH_MS,
            )


def _measured(rows: Any, size: int, rounds: int) -> tuple[float, float, int]:
    """Milliseconds of the statement with its rows, and with the records made of them; how many they are."""
    from django.db import connection

    wanted = rows.order_by("-dated", "-id")[:size]
    statement, values = wanted.query.sql_with_params()
    bare, whole, found = [], [], 0
    for _ in range(rounds):
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            found = len(cursor.fetchall())
        bare.append(time.perf_counter() - started)
        started = time.perf_counter()
        list(wanted.all())
        whole.append(time.perf_counter() - started)
    return statistics.median(bare) * 1000, statistics.median(whole) * 1000, found


def main() -> None:
    """Prints the figures."""
    said, made = opened(__doc__, 200_000, "--explain")
    from django.db import connection

    for size, asked in ((_PAGE, _newest(made)), (_HITS, _searches(made))):
        for name, rows_of, bound in asked:
            rows = rows_of()
            own, whole, found = _measured(rows, size, _ROUNDS if bound else 1)
            against = f"{whole:.1f} ms as records, {found} found"
            limit = f"at most {bound:.0f} ms" if bound else "not asked by any page"
            report(name, f"{own:.2f} ms", against, limit, bound is None or own <= bound)
            if said.explain:
                analyzed = {"analyze": True, "buffers": True} if connection.vendor == "postgresql" else {}
                print(rows.order_by("-dated", "-id")[:size].explain(**analyzed))
    shutil.rmtree(DATA, ignore_errors=True)


if __name__ == "__main__":
    main()
