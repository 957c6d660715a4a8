#!/usr/bin/env python3
"""A Word draft of about ten pages: file → findings of every check, at most 300 ms."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sauro
from benchmarks.material import made
from benchmarks.timing import alternate, options, report
from sauro.checks.model import Family

BOUND = 0.3


def look_through(path: Path, *, form_only: bool = False) -> int:
    """Reads the draft and runs the checks; how many findings there are."""
    families = (Family.FORM,) if form_only else None
    return len(sauro.check(sauro.read(path), setting=sauro.read_setting(path), families=families))


def main() -> None:
    """Measures all checks and those of form, each beside plain reading, and prints the figures."""
    asked = options(__doc__)
    path = asked.file or made("docx")
    for name, form_only in (("all checks", False), ("checks of form", True)):

        def check(form_only: bool = form_only) -> int:
            return look_through(path, form_only=form_only)

        result = alternate(check, lambda: sauro.read(path), asked.rounds)
        report(
            f"Word draft of ten pages → {name}",
            f"{result.own * 1000:.0f} ms, {check()} findings",
            f"plain reading of the same file {result.other * 1000:.0f} ms",
            f"{BOUND * 1000:.0f} ms",
            result.own <= BOUND,
        )


if __name__ == "__main__":
    main()
