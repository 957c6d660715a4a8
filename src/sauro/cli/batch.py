"""Reads many files at once, each in one of several processes, and hands the results over in the order asked for."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Generic, TypeVar

import sauro
from sauro.cli.output import OutputError
from sauro.cli.streams import internal_fault, is_debugging
from sauro.errors import Classified, SauroError
from sauro.folio.model import Folio
from sauro.plan.model import Plan

__all__ = ["Failure", "Outcome", "Work", "process_count", "read_all", "read_one"]

T = TypeVar("T")

Work = Callable[[Path, Folio, Plan], T]
"""What is made of a file once it is read. Goes to other processes: a function of a module, or a partial of one."""

_DIED = "Tiến trình đọc tệp bị dừng đột ngột, thường do thiếu bộ nhớ; hãy đóng bớt chương trình rồi đọc riêng tệp này."
_NO_MEMORY = "Không đủ bộ nhớ để đọc tệp; hãy đóng bớt chương trình hoặc tách tệp thành nhiều phần."

# Seconds to read a file: a fixed part and a part per megabyte, measured; only their order of size matters.
_COST = {".txt": (0.003, 1.2), ".md": (0.003, 1.2), ".docx": (0.03, 4.0), ".pdf": (0.2, 2.0)}
_DEAR = (2.0, 1.0)  # scans, and what LibreOffice must convert
_WORTH = 0.12  # seconds of work that pay for one more process


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not read: one Vietnamese sentence. `is_secret` where the file bears a mark of secrecy."""

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
    """How many processes to read these files in: as many as asked for, else as many as there are cores, and no
    more than the work is worth. One means: in this process."""
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


def read_all(
    places: Sequence[Path], work: Work[T], *, processes: int, advance: Callable[[int], None]
) -> Iterator[Outcome[T]]:
    """Reads all files; yields their outcomes in the order of `places`. A file that fails, or kills the process that
    reads it, stops no other. `advance` is called with the count of files done, first with 0."""
    if processes == 1:
        advance(0)
        for number, place in enumerate(places, start=1):
            outcome = _guarded(place, work)
            advance(number)
            yield outcome
        return
    ready: dict[int, Outcome[T]] = {}
    handed_over = 0
    with _Crew(places, work, processes) as crew:
        crew.fill()
        advance(0)
        while crew.is_busy:
            for number, outcome in crew.collect():
                ready[number] = outcome
                advance(handed_over + len(ready))
            crew.fill()
            while handed_over in ready:
                yield ready.pop(handed_over)
                handed_over += 1


def _guarded(place: Path, work: Work[T]) -> Outcome[T]:
    """As `read_one`; a fault of the program itself is this file's failure."""
    try:
        return read_one(place, work)
    except BrokenPipeError:
        raise
    except Exception as error:
        trace = traceback.format_exc() if is_debugging() else None
        return Outcome(place, None, Failure(internal_fault(error), trace=trace))


class _Crew(Generic[T]):
    """The processes at work. No more files are handed out than are soon begun, so that when a process dies only
    those few are suspect; each of them is then read alone, and the one that kills again has failed."""

    def __init__(self, places: Sequence[Path], work: Work[T], processes: int) -> None:
        self._places = places
        self._work = work
        self._processes = processes
        self._waiting = deque(range(len(places)))
        self._running: dict[Future[Outcome[T]], int] = {}
        _load_readers()
        # Forked processes share what is loaded; they are made before any thread runs, later ones are made anew.
        self._pool = _pool(processes, "fork" if sys.platform == "linux" else "spawn")
        self._old_handler: object = None

    def __enter__(self) -> _Crew[T]:
        if threading.current_thread() is threading.main_thread():
            self._old_handler = signal.signal(signal.SIGTERM, _leave)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        if kind is not None:
            for process in multiprocessing.active_children():
                process.terminate()
        if callable(self._old_handler) or isinstance(self._old_handler, int):
            signal.signal(signal.SIGTERM, self._old_handler)

    @property
    def is_busy(self) -> bool:
        """Whether files are left."""
        return bool(self._waiting or self._running)

    def fill(self) -> None:
        """Hands out files until every process has one to read and one to go on with."""
        while self._waiting and len(self._running) < 2 * self._processes:
            number = self._waiting.popleft()
            try:
                future = self._pool.submit(_guarded, self._places[number], self._work)
            except BrokenProcessPool:  # has died meanwhile; `collect` settles what was running
                self._waiting.appendleft(number)
                return
            self._running[future] = number

    def collect(self) -> list[tuple[int, Outcome[T]]]:
        """Waits until at least one file is done."""
        if not self._running:
            self._renew()
            return []
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        settled: list[tuple[int, Outcome[T]]] = []
        suspects: list[int] = []
        for future in done:
            number = self._running.pop(future)
            try:
                settled.append((number, future.result()))
            except BrokenProcessPool:
                suspects.append(number)
        if suspects:
            suspects += self._running.values()
            self._running.clear()
            settled += [(number, self._alone(number)) for number in sorted(suspects)]
            self._renew()
        return settled

    def _alone(self, number: int) -> Outcome[T]:
        place = self._places[number]
        with _pool(1, "spawn") as pool:
            try:
                return pool.submit(_guarded, place, self._work).result()
            except BrokenProcessPool:
                return Outcome(place, None, Failure(_DIED))

    def _renew(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = _pool(self._processes, "spawn")


def _pool(processes: int, method: str) -> ProcessPoolExecutor:
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin_process)


def _leave(number: int, frame: FrameType | None) -> None:
    """Ends the program on SIGTERM by way of `__exit__`, so that no process is left behind."""
    raise SystemExit(128 + number)


def _begin_process() -> None:
    """In a new process: Ctrl-C ends it without a word; the parent has the say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _load_readers() -> None:
    """Loads what nearly every file needs, once, before the processes are forked."""
    import sauro.extraction.plan
    import sauro.plan.serial
    import sauro.reading.open
    import sauro.reading.plain  # noqa: F401


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
