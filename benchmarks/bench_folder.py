#!/usr/bin/env python3
"""A folder of the 227 documents of ../shared/corpus in one command, against one process a file, two at a
time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import tempfile
from concurrent.futures import ThreadPoolExecutor

from benchmarks.material import CORPUS, SAMPLE
from benchmarks.timing import alternate, options, report

WORKERS = 2
SAURO = Path(sys.executable).with_name("sauro")


def _read(place: Path) -> int:
    """Reads a file or a folder to nowhere; the exit code."""
    command = [str(SAURO), "read", str(place), "--json"]
    return subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ).returncode


def main() -> None:
    """Measures, and prints the figure beside its bound."""
    asked = options(__doc__)
    files = sorted(CORPUS.glob("*/*.txt"))
    if not files:
        print(f"folder left out: {CORPUS} is absent")
        return

    if _read(SAMPLE) != 0:
        raise SystemExit(f"{SAURO} read fails on {SAMPLE.name}")

    def one_by_one() -> None:
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(_read, files))

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in files:
            shutil.copy(file, folder / file.name)
        result = alternate(lambda: _read(folder), one_by_one, asked.rounds)
    report(
        f"folder of {len(files)} documents",
        f"{result.own:.2f} s",
        f"one process a file, two at a time {result.other:.2f} s: {1 / result.ratio:.1f} times faster",
        "faster",
        result.own < result.other,
    )


if __name__ == "__main__":
    main()
