"""The same duty in prose and in the appendix: found by the words they share, linked, never merged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sauro.plan.model import Source, Task
from sauro.text.compare import key

__all__ = ["link_tasks"]

_SHARED = 0.62
"""Share of the shorter duty's word pairs that must stand in the other for both to be one."""
_FEWEST_PAIRS = 5
_WORDS = re.compile(r"\w+")


def link_tasks(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks, each row of an appendix linked with the duty of the body that says most of the same."""
    pairs = [_pairs(task) for task in tasks]
    links: dict[int, list[int]] = {}
    body = [index for index, task in enumerate(tasks) if task.source is Source.BODY]
    for row, task in enumerate(tasks):
        if task.source is not Source.APPENDIX or len(pairs[row]) < _FEWEST_PAIRS:
            continue
        best, closest = 0.0, -1
        for index in body:
            shorter = min(len(pairs[row]), len(pairs[index]))
            if shorter < _FEWEST_PAIRS:
                continue
            share = len(pairs[row] & pairs[index]) / shorter
            if share > best:
                best, closest = share, index
        if best >= _SHARED:
            links.setdefault(row, []).append(closest)
            links.setdefault(closest, []).append(row)
    return tuple(
        replace(task, same_as=tuple(tasks[other].path for other in links[index])) if index in links else task
        for index, task in enumerate(tasks)
    )


def _pairs(task: Task) -> frozenset[tuple[str, str]]:
    words = _WORDS.findall(key(task.text.value))
    return frozenset(zip(words, words[1:], strict=False))
