#!/usr/bin/env python3
"""A 300-dpi scan: file → JSON, at most 1.25 times Tesseract's own time over the same pages on both cores."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import tempfile

from tools.sample_pdf import NoLibreOfficeError

from benchmarks.baselines import rendered_pages, tesseract_pages
from benchmarks.material import made
from benchmarks.reading import read_to_json
from benchmarks.timing import alternate, options, report

BOUND_RATIO = 1.25


def main() -> None:
    """Measures, and prints the figure beside its bound."""
    asked = options(__doc__)
    if shutil.which("tesseract") is None:
        print("scan left out: tesseract is not installed")
        return
    try:
        path = asked.file or made("scan")
    except NoLibreOfficeError as error:
        print(f"scan left out: {error}")
        return
    with tempfile.TemporaryDirectory() as folder:
        pictures = rendered_pages(path, Path(folder))
        result = alternate(lambda: read_to_json(path), lambda: tesseract_pages(pictures), asked.rounds)
    report(
        f"scan, {len(pictures)} pages → JSON",
        f"{result.own:.2f} s",
        f"Tesseract alone, two at a time {result.other:.2f} s: {result.ratio:.2f} times",
        f"{BOUND_RATIO} times",
        result.ratio <= BOUND_RATIO,
    )


if __name__ == "__main__":
    main()
