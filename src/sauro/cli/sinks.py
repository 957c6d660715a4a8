"""Where results go: each sink says what to make of a file once it is read, takes that in order, and
closes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sauro.cli.batch import Failure, Outcome, Work
from sauro.cli.output import make_folder, write_file
from sauro.cli.streams import display_name, write_out
from sauro.folio.model import Folio
from sauro.plan.model import Plan

if TYPE_CHECKING:
    from sauro.cli.table import Canvas

__all__ = ["JsonSink", "PageSink", "Sink", "TableSink", "WorkbookSink", "canvas"]

PIPE_WIDTH = 120
"""Columns of the table where no terminal says how wide it is: the same everywhere, to be compared."""


class Sink(Protocol):
    """`work` runs where the file is read, perhaps in another process. `prints`: on standard output."""

    prints: bool
    work: Work[Any]

    def take(self, outcome: Outcome[Any]) -> None:
        """Gets what `work` made of the next file that was read."""

    def close(self, failed: Sequence[tuple[Path, Failure]]) -> None:
        """Ends the output; told what failed."""


class JsonSink:
    """JSON on standard output: the object of one file, or an array."""

    prints = True

    def __init__(self, *, is_list: bool, places: Sequence[Path] = ()) -> None:
        self.work: Work[Any] = partial(_json, is_list, _twins(places))
        self._is_list = is_list
        self._taken = 0

    def take(self, outcome: Outcome[Any]) -> None:
        """Prints the next object."""
        before = ("[\n" if self._taken == 0 else ",\n") if self._is_list else ""
        self._taken += 1
        write_out(f"{before}{outcome.result}")

    def close(self, failed: Sequence[tuple[Path, Failure]]) -> None:
        """Closes the array."""
        if self._is_list:
            write_out("\n]\n" if self._taken else "[]\n")
        else:
            write_out("\n")


class TableSink:
    """Tables on standard output, as wide as the terminal."""

    prints = True

    def __init__(self, *, is_list: bool) -> None:
        self.work: Work[Any] = partial(_table, canvas(), is_list)
        self._taken = 0

    def take(self, outcome: Outcome[Any]) -> None:
        """Prints the next plan."""
        before = "\n" if self._taken else ""
        write_out(f"{before}{outcome.result}")
        self._taken += 1

    def close(self, failed: Sequence[tuple[Path, Failure]]) -> None:
        """Nothing is left to print."""


class WorkbookSink:
    """One workbook for all files."""

    prints = False

    def __init__(self, target: Path, *, with_file: bool) -> None:
        self.work: Work[Any] = _rows
        self._target = target
        self._with_file = with_file
        self._taken: list[Any] = []

    def take(self, outcome: Outcome[Any]) -> None:
        """Keeps the rows of the next plan."""
        self._taken.append(outcome.result)

    def close(self, failed: Sequence[tuple[Path, Failure]]) -> None:
        """Writes the workbook, if there is a plan to put into it. Raises OutputError."""
        if not self._taken:
            return
        from sauro.cli.workbook import workbook

        write_file(self._target, workbook(self._taken, with_file=self._with_file))
        write_out(f"Đã ghi {display_name(self._target)}\n")


class PageSink:
    """One page, or a folder with a page for each file and an index."""

    prints = False

    def __init__(self, target: Path, places: Sequence[Path], *, is_folder: bool) -> None:
        self._target = target
        self._is_folder = is_folder
        self._taken: list[Any] = []
        targets = dict.fromkeys(places, target)
        if is_folder and places:
            from sauro.cli.page_index import page_names

            make_folder(target)
            names = page_names([display_name(place.name) for place in places])
            targets = {place: target / name for place, name in zip(places, names, strict=True)}
        self.work: Work[Any] = partial(_page, targets, is_folder)

    def take(self, outcome: Outcome[Any]) -> None:
        """Keeps the next line of the index; its page is written already."""
        self._taken.append(outcome.result)

    def close(self, failed: Sequence[tuple[Path, Failure]]) -> None:
        """Writes the index, where there are several pages. Raises OutputError."""
        if not self._taken:
            return
        written = self._target
        if self._is_folder:
            from sauro.cli.page_index import index_page

            # The name of a classified file is not written anywhere.
            faults = [(display_name(place), why.message) for place, why in failed if not why.is_secret]
            written = self._target / "index.html"
            write_file(written, index_page(self._taken, faults).encode("utf-8", errors="replace"))
        write_out(f"Đã ghi {display_name(written)}\n")


def canvas() -> Canvas:
    """What tables are drawn on: the terminal, or a width that is the same everywhere."""
    from sauro.cli.table import Canvas, canvas_of

    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    return canvas_of() if is_terminal else Canvas(_asked_width() or PIPE_WIDTH, None)


def _twins(places: Sequence[Path]) -> frozenset[str]:
    """The names that several of these files have, in folders of their own."""
    counts = Counter(place.name for place in places)
    return frozenset(name for name, count in counts.items() if count > 1)


def _json(with_path: bool, twins: frozenset[str], place: Path, folio: Folio, plan: Plan) -> str:
    from sauro.cli.json_text import json_text

    path = display_name(place) if with_path else None
    return json_text(folio, plan, path=path, is_twin=place.name in twins)


def _table(canvas: Any, with_file: bool, place: Path, folio: Folio, plan: Plan) -> str:
    from sauro.cli.table import table_text

    return table_text(folio, plan, canvas, file=display_name(place) if with_file else None)


def _rows(place: Path, folio: Folio, plan: Plan) -> Any:
    from sauro.cli.workbook_rows import rows_of

    return rows_of(display_name(place), folio, plan)


def _page(targets: dict[Path, Path], has_index: bool, place: Path, folio: Folio, plan: Plan) -> Any:
    from sauro.cli.page import page
    from sauro.cli.page_index import entry_of

    target = targets[place]
    write_file(target, page(folio, plan, has_index=has_index).encode("utf-8", errors="replace"))
    return entry_of(display_name(place), target.name, plan, folio)


def _asked_width() -> int | None:
    """The width that COLUMNS asks for, at least 40."""
    import os

    text = os.environ.get("COLUMNS", "")
    return max(40, int(text)) if text.isascii() and text.isdigit() else None
