"""How far the reading is: a bar on standard error where that is a terminal; a file of messages gets none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Meter", "file_meter", "page_meter"]


class Meter(Protocol):
    """Told how many are done and how many there are; used in a `with` block, so that the bar goes away."""

    def __enter__(self) -> Callable[[int, int], None]: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def page_meter(*, shown: bool) -> Meter:
    """For the pages of one scan."""
    return _meter("Nhận dạng trang", shown)


def file_meter(*, shown: bool) -> Meter:
    """For the files of a folder."""
    return _meter("Đọc tệp", shown)


def _meter(title: str, shown: bool) -> Meter:
    if not shown or sys.stderr is None or not sys.stderr.isatty():
        return _Silence()
    return _Bar(title)


class _Silence:
    def __enter__(self) -> Callable[[int, int], None]:
        return lambda done, of: None

    def __exit__(self, *_: object) -> None:
        return


class _Bar:
    """A bar of rich, made when there is something to show: rich takes a while to load."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: Progress | None = None

    def __enter__(self) -> Callable[[int, int], None]:
        return self._advance

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _advance(self, done: int, of: int) -> None:
        if self._bar is None:
            self._bar = _new_bar()
            self._bar.add_task(self._title, total=of)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, total=of)


def _new_bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("còn"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
