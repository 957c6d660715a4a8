"""The same duty in prose and in the appendix: found by the words they share, linked, never merged."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sauro.plan.model import Source, Task
from sauro.text.compare import key

__all__ = ["link_tasks"]

_SHARED = 0.62
"""Share of the shorter duty's word pairs that must stand in the other for both to be one."""
_FEWEST_PAIRS = 5
_WORDS = re.compile(r"\w+")
_SIGNS_TO_BLANKS = str.maketrans(dict.fromkeys(string.punctuation.replace("_", ""), " "))

_Pairs = frozenset[tuple[str, str]]


def link_tasks(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks, each row of an appendix linked with the duty of the body that says most of the same."""
    rows = _pairs_of(tasks, Source.APPENDIX)
    body = _pairs_of(tasks, Source.BODY) if rows else {}
    links: dict[int, list[int]] = {}
    for row, pairs in rows.items():
        closest = _closest(pairs, body.items())
        if closest is not None:
            links.setdefault(row, []).append(closest)
            links.setdefault(closest, []).append(row)
    return tuple(
        replace(task, same_as=tuple(tasks[other].path for other in links[index])) if index in links else task
        for index, task in enumerate(tasks)
    )


def _closest(pairs: _Pairs, body: Iterable[tuple[int, _Pairs]]) -> int | None:
    """The duty of the body that shares most with a row; None where none shares enough."""
    best, closest = 0.0, None
    for index, others in body:
        share = len(pairs & others) / min(len(pairs), len(others))
        if share > best:
            best, closest = share, index
    return closest if best >= _SHARED else None


def _pairs_of(tasks: Sequence[Task], source: Source) -> dict[int, _Pairs]:
    """The pairs of words that follow one another in each task of a source that is long enough to compare."""
    pairs = {
        index: frozenset(pairwise(_words(key(task.text.value))))
        for index, task in enumerate(tasks)
        if task.source is source
    }
    return {index: own for index, own in pairs.items() if len(own) >= _FEWEST_PAIRS}


def _words(text: str) -> list[str]:
    return text.translate(_SIGNS_TO_BLANKS).split() if text.isascii() else _WORDS.findall(text)
