#!/usr/bin/env python3
"""A text PDF of about ten pages: file → Folio, at most twice pypdfium2 taking text and drawn lines of the
file; and the whole way to the JSON, for which nothing stands on the other side."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.sample_pdf import NoLibreOfficeError

import sauro
from benchmarks.baselines import walk_pdf
from benchmarks.material import made
from benchmarks.reading import read_to_json
from benchmarks.timing import alternate, options, report

BOUND_RATIO = 2.0


def main() -> None:
    """Measures, and prints the figure beside its bound."""
    asked = options(__doc__)
    try:
        path = asked.file or made("pdf")
    except NoLibreOfficeError as error:
        print(f"text PDF left out: {error}")
        return
    result = alternate(lambda: sauro.read(path), lambda: walk_pdf(path), asked.rounds)
    report(
        "text PDF → Folio",
        f"{result.own * 1000:.1f} ms",
        f"pypdfium2, text and lines {result.other * 1000:.1f} ms: {result.ratio:.2f} times",
        f"{BOUND_RATIO:.0f} times",
        result.ratio <= BOUND_RATIO,
    )
    whole = alternate(lambda: read_to_json(path), lambda: walk_pdf(path), asked.rounds)
    print(f"  the whole way to the JSON: {whole.own * 1000:.1f} ms")


if __name__ == "__main__":
    main()
