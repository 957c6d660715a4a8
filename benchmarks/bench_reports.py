#!/usr/bin/env python3
"""The yearly report of 166 communes: facts → frozen .docx with its digest, at most 5 s; that → PDF, at most
3 s more. Against python-docx filling tables of as many cells, a cell at a time, and nothing else. Then the
report of a province with 166 communes through the site: frozen from its rows by the operation of the site and
written as it is issued, within the same bounds.

    python benchmarks/bench_reports.py                                                       on SQLite
    python tools/with_postgres.py python benchmarks/bench_reports.py                         on PostgreSQL
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from docx import Document  # noqa: E402

from benchmarks.made_consolidated import NOW, made_consolidated  # noqa: E402
from benchmarks.made_reports import COMMUNES, made_report  # noqa: E402
from benchmarks.made_site import NEEDED  # noqa: E402
from benchmarks.timing import options, report  # noqa: E402
from sauro.folio.model import Table  # noqa: E402
from sauro.libre_office import libre_office  # noqa: E402
from sauro.reporting.periodic import periodic_report  # noqa: E402
from sauro.reporting.read_back import read_back  # noqa: E402
from sauro.writing import write_docx  # noqa: E402
from sauro.writing.pdf import write_pdf  # noqa: E402
from sauro.writing.runs import figure_digest, figures_of  # noqa: E402

WORD_BOUND, PDF_BOUND = 5.0, 3.0


def main() -> None:
    """Measures, and prints both figures beside their bounds."""
    asked = options(__doc__)
    facts = made_report()
    folio = periodic_report(facts)
    shapes = [
        (len(one.rows), one.column_count) for one in folio.blocks if isinstance(one, Table) and one.ruled
    ]

    def freeze() -> bytes:
        made = periodic_report(facts)
        figure_digest(figures_of(made))
        return write_docx(made)

    written = freeze()
    if not read_back(written).is_true:
        raise RuntimeError("the file does not read back")
    word = _median(freeze, asked.rounds)
    plain = _median(lambda: _plain(shapes), 1)
    cells = sum(rows * columns for rows, columns in shapes)
    report(
        f"report of {COMMUNES} communes → .docx",
        f"{word:.2f} s",
        f"python-docx, {cells} cells {plain:.2f} s",
        f"{WORD_BOUND:.0f} s",
        word <= WORD_BOUND,
    )
    _pdf(written, asked.rounds)
    _through_the_site(asked.rounds, plain)


def _pdf(written: bytes, rounds: int) -> None:
    if libre_office() is None:
        print("that → PDF: left out, LibreOffice is not installed")
        return
    pdf = _median(lambda: write_pdf(written), rounds)
    small = _median(lambda: write_pdf(_plain([])), rounds)
    report(
        "that → PDF", f"{pdf:.2f} s", f"an empty file {small:.2f} s", f"{PDF_BOUND:.0f} s", pdf <= PDF_BOUND
    )


def _through_the_site(rounds: int, plain: float) -> None:
    """Frozen from the rows of the site, and written; nothing of a round is there in the next."""
    os.environ |= NEEDED
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from sauro_web.reports.drawn_up import word_of
    from sauro_web.reports.operations import freeze_report
    from sauro_web.reports.queries.issuing import wording_of

    call_command("migrate", verbosity=0)
    made = made_consolidated(COMMUNES)
    kept: list[bytes] = []

    def freeze() -> None:
        with transaction.atomic():
            frozen = freeze_report(made.report, by=made.writer, now=NOW)
            kept.append(word_of(frozen, wording_of(frozen), site="https://dolong.example"))
            transaction.set_rollback(True)

    word = _median(freeze, rounds)
    with CaptureQueriesContext(connection) as queries:
        freeze()
    report(
        f"report of {COMMUNES} communes, site ({connection.vendor}) → .docx",
        f"{word:.2f} s",
        f"{len(queries)} statements; python-docx {plain:.2f} s",
        f"{WORD_BOUND:.0f} s",
        word <= WORD_BOUND,
    )
    _pdf(kept[-1], rounds)


def _median(run: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        gc.collect()
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _plain(shapes: list[tuple[int, int]]) -> bytes:
    """As one writes tables with python-docx at first."""
    document = Document()
    for rows, columns in shapes:
        table = document.add_table(rows=rows, cols=columns)
        for row in table.rows:
            for cell in row.cells:
                cell.text = "1.234"
    made = BytesIO()
    document.save(made)
    return made.getvalue()


if __name__ == "__main__":
    main()
