"""A reviewed plan on the terminal: what the plan above asks beside what it says, then the findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sauro.checks.coverage import Coverage, Row, Verdict
from sauro.checks.coverage.names import (
    MATTERS,
    TO_MEND,
    VERDICTS,
    by_gravity,
    counted_words,
    said_above,
    said_below,
    why,
)
from sauro.cli.table import Canvas, cell, cut, drawn, facts_grid, findings_table, titled, untitled_table
from sauro.cli.wording import NOTHING
from sauro.folio.model import Folio
from sauro.plan.model import Plan
from sauro.plan.serial import findings_of

__all__ = ["review_text"]

_LINES = 3
"""Of a duty's text; the whole of it is in the other outputs."""
_COLOURS = {
    Verdict.MISSING: "red",
    Verdict.WEAKENED: "yellow",
    Verdict.WRONG_LEVEL: "magenta",
    Verdict.TIGHTENED: "green",
    Verdict.EXTRA: "cyan",
    Verdict.NOT_ADDRESSED: "dim",
}


def review_text(folio: Folio, plan: Plan, coverage: Coverage | None, canvas: Canvas) -> str:
    """The review drawn on `canvas`; `plan` with all its findings, `coverage` where it was laid beside a plan
    above."""
    return drawn(_parts(folio, plan, coverage, canvas.width), canvas)


def _parts(folio: Folio, plan: Plan, coverage: Coverage | None, width: int) -> Iterable[RenderableType]:
    yield facts_grid(folio, plan, width)
    if coverage is not None:
        apart = [row for row in coverage.rows if row.verdict is Verdict.NOT_ADDRESSED]
        rows = [row for row in by_gravity(coverage.rows) if row.verdict is not Verdict.NOT_ADDRESSED]
        yield Text("\n") + Text("ĐỐI CHIẾU VỚI ", style="bold") + cell(coverage.parent)
        yield cell(counted_words(coverage.rows) or NOTHING)
        if not coverage.cites_parent:
            yield Text("Kế hoạch không dẫn số của văn bản này.", style="yellow")
        mend = [row for row in rows if row.verdict in TO_MEND]
        yield from titled("Phải xem lại", len(mend), _rows(mend, width))
        rest = [row for row in rows if row.verdict not in TO_MEND]
        yield from titled("Đã có", len(rest), _rows(rest, width))
        yield from titled("Không giao cho cấp này", len(apart), _rows(apart, width))
    findings = [one for one in findings_of(plan, folio) if not one.code.startswith("coverage.")]
    yield from titled("Phát hiện", len(findings), findings_table(findings, folio))


def _rows(rows: Sequence[Row], width: int) -> Table:
    table = untitled_table()
    breadth = max(16, (width - 18 - 6) // 3)
    table.add_column("Kết quả", width=16, overflow="fold")
    for title in ("Kế hoạch cấp trên", "Kế hoạch này", "Nhận xét"):
        table.add_column(title, width=breadth, overflow="fold")
    for row in rows:
        verdict = Text(VERDICTS[row.verdict], style=_COLOURS.get(row.verdict, ""))
        verdict += Text(f"\n{MATTERS[row.matter]}", style="dim")
        said = (cut(words, _LINES * breadth) for words in (said_above(row), said_below(row)))
        table.add_row(verdict, *(cell(words or NOTHING) for words in (*said, why(row))))
    return table
