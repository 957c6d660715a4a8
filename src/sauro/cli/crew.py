"""Several processes that read files: their results in the order asked for, whatever happens to one of
them."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import FrameType, TracebackType
from typing import Generic, TypeVar

from sauro.cli.batch import Failure, Outcome

__all__ = ["Crew", "in_order"]

T = TypeVar("T")

_DIED = (
    "Tiến trình đọc tệp bị dừng đột ngột, thường do thiếu bộ nhớ; "
    "hãy đóng bớt chương trình rồi đọc riêng tệp này."
)


def in_order(
    places: Sequence[Path],
    read: Callable[[Path], Outcome[T]],
    *,
    processes: int,
    advance: Callable[[int], None],
) -> Generator[Outcome[T], None, None]:
    """The outcomes of `read` for all places, in their order. `read` goes to other processes and raises
    nothing; `advance` is called with the count of files done, first with 0."""
    ready: dict[int, Outcome[T]] = {}
    handed_over = 0
    with Crew(places, read, processes) as crew:
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


class Crew(Generic[T]):
    """The processes at work. No more files are handed out than are soon begun, so that when a process dies
    only those few are suspect; each of them is then read alone, and the one that kills again has failed."""

    def __init__(self, places: Sequence[Path], read: Callable[[Path], Outcome[T]], processes: int) -> None:
        self._places = places
        self._read = read
        self._processes = processes
        self._waiting = deque(range(len(places)))
        self._running: dict[Future[Outcome[T]], int] = {}
        _load_readers()
        # Forked processes share what is loaded; they are made before any thread runs, later ones are made
        # anew.
        self._pool = _pool(processes, "fork" if sys.platform == "linux" else "spawn")
        self._old_handler: object = None

    def __enter__(self) -> Crew[T]:
        if threading.current_thread() is threading.main_thread():
            self._old_handler = signal.signal(signal.SIGTERM, _leave)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # On the good way there is nothing left to wait for, and the pool's own thread must not be caught
        # closing its pipe when the interpreter ends.
        self._pool.shutdown(wait=kind is None, cancel_futures=True)
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
                future = self._pool.submit(self._read, self._places[number])
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
                return pool.submit(self._read, place).result()
            except BrokenProcessPool:
                return Outcome(place, None, Failure(_DIED))

    def _renew(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
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
