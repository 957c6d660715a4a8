"""Reads files and makes of each what is asked for: one here, many at once in several processes."""

from __future__ import annotations

import math
import os
import traceback
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

import sauro
from sauro.cli.streams import OutputError, internal_fault, is_debugging
from sauro.errors import Classified, SauroError
from sauro.folio.model import Folio
from sauro.plan.model import Plan

__all__ = ["Failure", "Outcome", "Work", "guarded", "process_count", "read_all", "read_one"]

T = TypeVar("T")

Work = Callable[[Path, Folio, Plan], T]
"""What is made of a file once it is read. Goes to other processes: a function of a module, or a partial of
one."""

_NO_MEMORY = "Không đủ bộ nhớ để đọc tệp; hãy đóng bớt chương trình hoặc tách tệp thành nhiều phần."

# Seconds to read a file: a fixed part and a part per megabyte, measured; only their order of size matters.
_COST = {".txt": (0.003, 1.2), ".md": (0.003, 1.2), ".docx": (0.03, 4.0), ".pdf": (0.2, 2.0)}
_DEAR = (2.0, 1.0)  # scans, and what LibreOffice must convert
_WORTH = 0.12  # seconds of work that pay for one more process


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not read: one Vietnamese sentence. `is_secret` where the file bears a mark of
    secrecy."""

    message: str
    is_secret: bool = False
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of one file: the result, or the failure."""

    place: Path
    result: T | None
    failure: Failure | None = None


def process_count(places: Sequence[Path], asked: int | None = None) -> int:
    """How many processes to read these files in: as many as asked for, else as many as there are cores, and
    no more than the work is worth. One means: in this process."""
    if asked is not None:
        return max(1, min(asked, len(places)))
    if len(places) < 2:
        return 1
    work = sum(map(_cost, places))
    return max(1, min(_cores(), len(places), math.floor(work / _WORTH)))


def read_one(place: Path, work: Work[T], progress: Callable[[int, int], None] | None = None) -> Outcome[T]:
    """Reads one file in this process. Faults of the program itself are raised."""
    try:
        folio = sauro.read(place, progress=progress)
        return Outcome(place, work(place, folio, sauro.extract_plan(folio)))
    except Classified as error:
        return Outcome(place, None, Failure(str(error), is_secret=True))
    except (SauroError, OutputError) as error:
        return Outcome(place, None, Failure(str(error)))
    except MemoryError:
        return Outcome(place, None, Failure(_NO_MEMORY))
    except BrokenPipeError as error:
        # Of a program that the reader runs: not to be taken for our own closed output.
        raise ChildProcessError(str(error)) from error


def read_all(
    places: Sequence[Path], work: Work[T], *, processes: int, advance: Callable[[int], None]
) -> Generator[Outcome[T], None, None]:
    """Reads all files; yields their outcomes in the order of `places`. A file that fails, or kills the
    process that reads it, stops no other. `advance` is called with the count of files done, first with 0."""
    if processes == 1:
        advance(0)
        for number, place in enumerate(places, start=1):
            outcome = guarded(place, work)
            advance(number)
            yield outcome
        return
    from sauro.cli.crew import in_order  # processes take a while to load and are needed here only

    yield from in_order(places, partial(guarded, work=work), processes=processes, advance=advance)


def guarded(place: Path, work: Work[T]) -> Outcome[T]:
    """As `read_one`; a fault of the program itself is this file's failure."""
    try:
        return read_one(place, work)
    except Exception as error:
        trace = traceback.format_exc() if is_debugging() else None
        return Outcome(place, None, Failure(internal_fault(error), trace=trace))


def _cost(place: Path) -> float:
    try:
        size = place.stat().st_size / 1e6
    except OSError:
        return 0.0
    fixed, per_megabyte = _COST.get(place.suffix.lower(), _DEAR)
    return fixed + per_megabyte * size


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
