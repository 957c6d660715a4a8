"""Several processes that read files: their results in the order asked for, whatever happens to one of
them."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Generic, TypeVar

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


@dataclass(slots=True, eq=False)
class _Worker:
    """A process with a line of its own, the far end of which nobody else holds: when the process dies, the
    line ends, also in the middle of a result. `number` of the file it reads, None while it has none."""

    process: BaseProcess
    line: Connection
    number: int | None = None


class Crew(Generic[T]):
    """The processes at work, each with one file at a time, so that when one dies it is known which file is
    suspect. That one is read again with nothing beside it; has it killed twice, it has failed."""

    def __init__(self, places: Sequence[Path], read: Callable[[Path], Outcome[T]], processes: int) -> None:
        self._places = places
        self._read = read
        self._processes = processes
        self._waiting = deque(range(len(places)))
        self._suspects: deque[int] = deque()
        self._second_try: set[int] = set()
        self._lost: list[int] = []
        self._workers: list[_Worker] = []
        _load_readers()
        # Forked processes share what is loaded; they are made before any thread runs, later ones are made
        # anew.
        self._method = "fork" if sys.platform == "linux" else "spawn"
        self._old_handler: object = None

    def __enter__(self) -> Crew[T]:
        if threading.current_thread() is threading.main_thread():
            self._old_handler = signal.signal(signal.SIGTERM, _leave)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with _signals_held():
            if kind is not None:
                for worker in self._workers:
                    worker.process.terminate()
            self._dismiss()
        if callable(self._old_handler) or isinstance(self._old_handler, int):
            signal.signal(signal.SIGTERM, self._old_handler)

    @property
    def is_busy(self) -> bool:
        """Whether files are left."""
        return bool(self._waiting or self._suspects or self._lost or self._at_work())

    def fill(self) -> None:
        """Gives every process a file to read; a suspect one is given out when all others have ended."""
        if self._suspects:
            if not self._at_work():
                self._dismiss()  # the memory they hold is free for the suspect
                number = self._suspects.popleft()
                self._second_try.add(number)
                self._give(self._begin(), number)
            return
        for worker in list(self._workers):
            if self._waiting and worker.number is None:
                self._give(worker, self._waiting.popleft())
        while self._waiting and not self._suspects and len(self._workers) < self._processes:
            self._give(self._begin(), self._waiting.popleft())
        self._method = "spawn"

    def collect(self) -> list[tuple[int, Outcome[T]]]:
        """Waits until at least one file is done, or a process has died."""
        busy = self._at_work()
        answered = set(wait([worker.line for worker in busy])) if busy else set()
        settled: list[tuple[int, Outcome[T]]] = []
        for worker in busy:
            if worker.line not in answered:
                continue
            try:
                outcome = worker.line.recv()
            except (EOFError, OSError):
                self._lose(worker)
                continue
            if worker.number is not None:
                settled.append((worker.number, outcome))
            worker.number = None
            if self._waiting and not self._suspects:  # at once: the others may have brought much
                self._give(worker, self._waiting.popleft())
        settled += [(number, Outcome(self._places[number], None, Failure(_DIED))) for number in self._lost]
        self._lost.clear()
        return settled

    def _at_work(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.number is not None]

    def _give(self, worker: _Worker, number: int) -> None:
        worker.number = number
        try:
            worker.line.send(self._places[number])
        except OSError:
            self._lose(worker)

    def _lose(self, worker: _Worker) -> None:
        """The process has died."""
        self._workers.remove(worker)
        worker.line.close()
        worker.process.join()
        if worker.number in self._second_try:
            self._lost.append(worker.number)
        elif worker.number is not None:
            self._suspects.append(worker.number)

    def _begin(self) -> _Worker:
        context: Any = multiprocessing.get_context(self._method)
        here, there = context.Pipe()
        # What a forked process inherits of the other lines it must close, else they would not end with us.
        inherited = [*(worker.line for worker in self._workers), here] if self._method == "fork" else []
        with _signals_held():
            process = context.Process(target=_serve, args=(self._read, there, inherited), daemon=True)
            process.start()
            there.close()
            worker = _Worker(process, here)
            self._workers.append(worker)
        return worker

    def _dismiss(self) -> None:
        """Ends the processes, which have nothing to read."""
        for worker in self._workers:
            worker.line.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()


def _serve(read: Callable[[Path], object], line: Connection, inherited: Sequence[Connection]) -> None:
    """In a new process: reads the files whose names come along the line, until it ends."""
    # Ctrl-C ends it without a word, the parent has the say; where the parent ignores it, so does this one.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD)
    for other in inherited:
        other.close()
    with suppress(EOFError, OSError, MemoryError):
        while True:
            line.send(read(line.recv()))


_HELD = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Signals that end the program wait meanwhile: a process that is just being made would answer them with
    a traceback, or be forgotten."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave(number: int, frame: FrameType | None) -> None:
    """Ends the program on SIGTERM by way of `__exit__`, so that no process is left behind."""
    raise SystemExit(128 + number)


def _load_readers() -> None:
    """Loads what nearly every file needs, once, before the processes are forked."""
    import sauro.extraction.plan
    import sauro.plan.serial
    import sauro.reading.open
    import sauro.reading.plain  # noqa: F401
