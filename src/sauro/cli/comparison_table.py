"""A comparison on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sauro.checks.signed_copy.model import Comparison, DifferenceKind
from sauro.cli.comparison_wording import KINDS, by_gravity, summary
from sauro.cli.table import cut
from sauro.cli.wording import NOTHING, printable
from sauro.folio.model import Folio

__all__ = ["comparison_table"]

_LONGEST = 400
"""Characters of a passage; the other outputs have the whole of it."""
_COLOURS = {DifferenceKind.FILLED: "green", DifferenceKind.DOUBTFUL: "yellow"}


def comparison_table(draft: Folio, signed: Folio, found: Comparison) -> Iterator[RenderableType]:
    """What there is to print: the two names, one sentence, a row for each passage."""
    yield Text(f"Dự thảo: {printable(draft.source.name)}")
    yield Text(f"Bản ký:  {printable(signed.source.name)}")
    yield Text(summary(found), style="bold")
    if not found.differences:
        return
    table = Table(box=SIMPLE_HEAD, expand=True)
    table.add_column("Loại", no_wrap=True)
    table.add_column("Sau các chữ", ratio=2)
    table.add_column("Dự thảo", ratio=3)
    table.add_column("Bản ký", ratio=3)
    told, doubtful = by_gravity(found)
    for one in (*told, *doubtful):
        table.add_row(
            Text(KINDS[one.kind], style=_COLOURS.get(one.kind, "red")),
            Text(printable(one.before) or NOTHING, style="dim"),
            Text(printable(cut(one.old_text, _LONGEST)) or NOTHING),
            Text(printable(cut(one.new_text, _LONGEST)) or NOTHING),
        )
    yield table
