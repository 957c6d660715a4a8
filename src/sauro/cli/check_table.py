"""What the checks found, on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sauro.cli.table import SEVERITY_COLOURS, Canvas, drawn
from sauro.cli.wording import NOTHING, SEVERITIES, place_words, printable
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio
from sauro.plan.serial import Places

__all__ = ["findings_table"]

_GAP = 2  # between columns
_NONE = "Không có phát hiện nào."


def findings_table(folio: Folio, findings: Sequence[Finding], canvas: Canvas) -> str:
    """The findings, the gravest first, and how many of each level there are."""
    return drawn(_parts(folio, findings), canvas)


def _parts(folio: Folio, findings: Sequence[Finding]) -> Iterator[RenderableType]:
    yield Text(printable(folio.source.name), style="bold")
    if not findings:
        yield Text(_NONE)
        return
    order = list(Severity)
    table = Table(
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold"
    )
    for title in ("Mức", "Mã", "Phát hiện", "Vị trí"):
        table.add_column(title, overflow="fold")
    places = Places(folio)
    for finding in sorted(findings, key=lambda one: order.index(one.severity)):
        words = Text(printable(finding.message))
        for title, said in (("Sửa thành", finding.proposal), ("Căn cứ", finding.basis)):
            if said:
                words += Text(f"\n{title}: {printable(said)}", style="dim")
        level = Text(SEVERITIES[finding.severity], style=SEVERITY_COLOURS[finding.severity])
        where = place_words(places, finding.spans[0]) if finding.spans else NOTHING
        table.add_row(level, finding.code, words, Text(where))
    yield table
    counts = Counter(finding.severity for finding in findings)
    told = [f"{SEVERITIES[one].lower()}: {counts[one]}" for one in order if counts[one]]
    yield Text(f"\n{len(findings)} phát hiện ({', '.join(told)}).")
