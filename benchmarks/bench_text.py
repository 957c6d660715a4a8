#!/usr/bin/env python3
"""A text plan of 30 kB: file → JSON in this process, at most 60 ms."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.material import long_plan
from benchmarks.reading import read_to_json
from benchmarks.timing import alternate, options, report

BOUND_SECONDS = 0.060


def main() -> None:
    """Measures, and prints the figure beside its bound."""
    asked = options(__doc__)
    path = asked.file or long_plan()
    result = alternate(lambda: read_to_json(path), lambda: path.read_text(encoding="utf-8"), asked.rounds)
    report(
        f"text plan, {path.stat().st_size // 1000} kB → JSON",
        f"{result.own * 1000:.1f} ms",
        f"reading the bytes alone {result.other * 1000:.2f} ms",
        f"{BOUND_SECONDS * 1000:.0f} ms",
        result.own <= BOUND_SECONDS,
    )


if __name__ == "__main__":
    main()
