#!/usr/bin/env python3
"""A Word file of about ten pages: file → JSON, at most twice python-docx walking over the same file."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.baselines import walk_docx
from benchmarks.material import made
from benchmarks.reading import read_to_json
from benchmarks.timing import alternate, options, report

BOUND_RATIO = 2.0


def main() -> None:
    """Measures, and prints the figure beside its bound."""
    asked = options(__doc__)
    path = asked.file or made("docx")
    result = alternate(lambda: read_to_json(path), lambda: walk_docx(path), asked.rounds)
    report(
        "Word file → JSON",
        f"{result.own * 1000:.1f} ms",
        f"python-docx, paragraphs and cells {result.other * 1000:.1f} ms: {result.ratio:.2f} times",
        f"{BOUND_RATIO:.0f} times",
        result.ratio <= BOUND_RATIO,
    )


if __name__ == "__main__":
    main()
