"""Alternating runs and their medians, printed with the bound they are held against."""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Comparison", "Options", "alternate", "options", "report"]

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """Medians in seconds of what is measured and of what it is measured against."""

    own: float
    other: float

    @property
    def ratio(self) -> float:
        """How many times as long as what it is measured against."""
        return self.own / self.other


@dataclass(frozen=True, slots=True)
class Options:
    """From the command line: how many runs of each side, and the file to read instead of the made-up plan."""

    rounds: int
    file: Path | None


def options(description: str | None) -> Options:
    """The command line of a benchmark."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each side (default 5)")
    parser.add_argument("--file", type=Path, help="another file than the made-up plan")
    arguments = parser.parse_args()
    return Options(arguments.rounds, arguments.file)


def alternate(own: Callable[[], object], other: Callable[[], object], rounds: int) -> Comparison:
    """Runs both sides in turn, once to warm up and `rounds` times measured; so that what else the machine
    does meets both alike. The collector runs between the runs, not in them unless a side asks for it."""
    times: dict[int, list[float]] = {0: [], 1: []}
    for lap in range(rounds + 1):
        for side, run in enumerate((own, other)):
            gc.collect()
            started = time.perf_counter()
            run()
            if lap:
                times[side].append(time.perf_counter() - started)
    return Comparison(statistics.median(times[0]), statistics.median(times[1]))


def report(what: str, figure: str, against: str, bound: str, held: bool) -> None:
    """One line: the figure, its comparison, the bound and whether it holds."""
    print(f"{what:34} {figure:>12}   {against}   bound {bound}: {'held' if held else 'NOT HELD'}", flush=True)
