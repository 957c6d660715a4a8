"""Indicators of documents over the registers of a country: of an office, of a province, of the country, and
the ranking of all communes, from the totals that the site keeps; beside them the same by a plain GROUP BY on
the same tables, and by DuckDB over the same rows as Parquet. On PostgreSQL then what keeping the totals costs
eight writers.

    python benchmarks/bench_indicators.py [--rows 100000]                                    on SQLite
    python tools/with_postgres.py python benchmarks/bench_indicators.py --rows 20000000      on PostgreSQL

The rows are those of `made_registers`: two years, an office of a province twenty times as many as one of a
commune. DuckDB is the extra `benchmarks` of pyproject.toml; where it is not there its column says so. Every
figure is compared with the others before it is printed.
"""

from __future__ import annotations

import csv
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.made_registers import LAST_DAY, Registers, opened
from benchmarks.made_site import DATA
from benchmarks.timing import report
from benchmarks.writers import WRITERS, throughput

_ROUNDS = 15
_FIRST = date(LAST_DAY.year, 1, 1)
_YEAR = f"dated BETWEEN DATE '{_FIRST}' AND DATE '{LAST_DAY}'"
_COUNTED = (
    "direction = 'out' AND document_class = 'administrative' AND state IN ('issued', 'replaced') "
    "AND NOT is_procedure_result"
)
_MOST_COST = 0.20
_COLUMNS = (
    "office_id", "province_id", "commune_id", "dated", "direction", "document_class", "kind",
    "is_procedure_result", "corrects", "state", "digitally_signed", "has_digitised_copy", "sent_to_office",
    "channel",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One figure: how the site asks for it, how it is asked of the rows, how DuckDB is asked; the most
    milliseconds it may take."""

    name: str
    own: Callable[[], Mapping[int, int]]
    of_rows: Callable[[], Mapping[int, int]]
    duck: str
    bound_ms: float


def _questions(made: Registers) -> list[Question]:
    from django.db.models import Count

    from sauro_web.documents.models import CountingRule, Document
    from sauro_web.documents.queries.counting import documents_count, is_counted
    from sauro_web.documents.queries.summing import summed, summed_by_office

    rule, days = CountingRule(), (_FIRST, LAST_DAY)
    figures = {"counted": is_counted(rule)}
    every = Document.objects.filter(is_counted(rule), dated__range=days).order_by()

    def of(place: Any) -> Mapping[int, int]:
        return {0: summed(place, *days, figures)["counted"]}

    def ranking() -> Mapping[int, int]:
        whole = date(LAST_DAY.year, 12, 31)
        found = summed_by_office(None, _FIRST, whole, figures)
        return {office: one["counted"] for office, one in found.items() if one["counted"]}

    def grouped() -> Mapping[int, int]:
        return dict(every.values_list("office").annotate(many=Count("pk")))

    def one(name: str, office: Any) -> Question:
        def own() -> Mapping[int, int]:
            return {0: documents_count(office, rule, *days)}

        return Question(
            name, own, lambda: {0: every.filter(office=office).count()}, f"office_id = {office.pk}", 10
        )

    province = made.province
    return [
        one("a year of a commune", made.commune),
        one("a year of an office of a province", province),
        Question(
            "a year of a province", lambda: of(province),
            lambda: {0: every.filter(province=province).count()}, f"province_id = {province.pk}", 20,
        ),
        Question("a year of the country", lambda: of(None), lambda: {0: every.count()}, "TRUE", 20),
        Question("the ranking of all offices", ranking, grouped, "", 400),
    ]  # fmt: skip


class _Duck:
    """DuckDB over the rows as Parquet."""

    def __init__(self) -> None:
        import duckdb

        self._file = DATA / "documents.parquet"
        self._held = duckdb.connect()
        rows = DATA / "documents.csv"
        _write_csv(rows)
        self._held.execute(
            f"COPY (SELECT * FROM read_csv('{rows}', header = true)) TO '{self._file}' (FORMAT parquet)"  # noqa: S608
        )
        rows.unlink()

    def asked(self, question: Question) -> Mapping[int, int]:
        """The figure."""
        source = f"FROM '{self._file}' WHERE {_COUNTED} AND {_YEAR}"
        if question.duck:
            statement = f"SELECT 0, count(*) {source} AND {question.duck}"
        else:
            statement = f"SELECT office_id, count(*) {source} GROUP BY office_id"
        return {int(place): int(many) for place, many in self._held.execute(statement).fetchall()}


def _write_csv(file: Path) -> None:
    from sauro_web.documents.models import Document

    with file.open("w", newline="") as said:
        lines = csv.writer(said)
        lines.writerow(_COLUMNS)
        lines.writerows(Document.objects.order_by("id").values_list(*_COLUMNS).iterator(20_000))


def _duck() -> _Duck | None:
    try:
        return _Duck()
    except ImportError:
        print("DuckDB is not installed (pip install sauro[benchmarks]): its column stays empty", flush=True)
        return None


def _ms(asked: Callable[[], object], rounds: int = _ROUNDS) -> float:
    taken = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        asked()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken[1:]) * 1000


def _compare(questions: list[Question], duck: _Duck | None) -> None:
    for one in questions:
        found, rows = dict(one.own()), dict(one.of_rows())
        if found != rows or (duck is not None and found != dict(duck.asked(one))):
            sys.exit(f"{one.name}: the figures are not the same")
        own, plain = _ms(one.own), _ms(one.of_rows, 3)
        beside = f", DuckDB {_ms(lambda one=one: duck.asked(one), 5):.1f} ms" if duck is not None else ""
        against = f"GROUP BY {plain:.1f} ms{beside}"
        report(one.name, f"{own:.2f} ms", against, f"at most {one.bound_ms:.0f} ms", own <= one.bound_ms)


def _cost() -> None:
    """Throughput with and without the totals, in turn; what was written is folded and compared."""
    from sauro_web.common.guards import audited
    from sauro_web.documents.operations.totalling import fold_totals
    from sauro_web.documents.totals import REGISTER_TOTALS

    for portion, name in ((1, "one by one"), (500, "500 at once")):
        with_them, without = [], []
        for _ in range(3):
            with_them.append(throughput(portion))
            fold_totals()
            without.append(_without_totals(portion))
        own, bare = statistics.median(with_them), statistics.median(without)
        cost = 1 - own / bare
        report(
            f"{WRITERS} writers, {name}", f"{own:,.0f}/s", f"{bare:,.0f}/s without totals, cost {cost:.1%}",
            f"at most {_MOST_COST:.0%}", cost <= _MOST_COST,
        )  # fmt: skip
    started = time.perf_counter()
    found = audited(REGISTER_TOTALS, most=1)
    taken = time.perf_counter() - started
    report(
        "nightly comparison", f"{taken:.1f} s", f"{found.compared:,} totals", "0 differ", not found.differing
    )


def _without_totals(portion: int) -> float:
    """What is written while nobody notes it goes again, so that the totals are right without counting every
    row anew."""
    from django.db import connection, transaction
    from django.db.models import Max

    from sauro_web.common.guards import all_guards, remove
    from sauro_web.documents.models import Document
    from sauro_web.documents.totals import REGISTER_TOTALS

    kept = [one for one in all_guards() if one.table == REGISTER_TOTALS.changes]
    newest = Document.objects.aggregate(newest=Max("pk"))["newest"]
    remove(connection, kept)
    found = throughput(portion)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_document WHERE id > %s", [newest])
        for statement in (one for guard in kept for one in guard.create[connection.vendor]):
            cursor.execute(statement)
    return found


def main() -> None:
    """Prints the figures."""
    _, made = opened(__doc__, 100_000)
    from django.db import connection

    from sauro_web.documents.models import RegisterTotal
    from sauro_web.documents.operations.totalling import fold_totals

    fold_totals()
    print(f"{RegisterTotal.objects.count():,} totals", flush=True)
    _compare(_questions(made), _duck())
    if connection.vendor == "postgresql":
        _cost()
    shutil.rmtree(DATA, ignore_errors=True)


if __name__ == "__main__":
    main()
