"""The same duty in prose and in the appendix: found by the words they share, linked, never merged.

A duty of the body may leave to its heading what the row says in full ("1. Rà soát mẫu báo cáo" over "Văn
phòng bỏ các mẫu trùng"). The words of a heading belong to all duties under it, so they link only where the
rest of the row is the duty's own, and no other unit leads.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from sauro.plan.model import Source, Task
from sauro.text.compare import key, unit_key

__all__ = ["link_tasks"]

_SHARED = 0.62
"""Share of the shorter duty's word pairs that must stand in the other for both to be one."""
_OWN = 0.5
"""Share of the row's word pairs beside those of the heading that must stand in the duty's own words."""
_FEWEST_PAIRS = 5
_FEWEST_OF_SHORT = 3
"""The same of a row that is linked where one duty of the body, and only one, says all its words."""
_FEWEST_OWN = 2
"""Word pairs beside those of the heading with which a row says more than the heading."""
_WORDS = re.compile(r"\w+")
_SIGNS_TO_BLANKS = str.maketrans(dict.fromkeys(string.punctuation.replace("_", ""), " "))

_Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Duty:
    """A task of the body or a row, with the pairs of words that follow one another in it."""

    task: Task
    own: _Pairs


def link_tasks(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks, each row of an appendix linked with the duty of the body that says most of the same."""
    rows = {
        index: duty
        for index, duty in _duties(tasks, Source.APPENDIX).items()
        if len(duty.own) >= _FEWEST_OF_SHORT
    }
    body = _duties(tasks, Source.BODY) if rows else {}
    headed, places = _by_heading(body), _places_of(body, rows)
    links: dict[int, list[int]] = {}
    for row, duty in rows.items():
        shared = Counter(chain.from_iterable(places.get(pair, ()) for pair in duty.own))
        if len(duty.own) < _FEWEST_PAIRS:
            holding = [index for index, count in shared.items() if count == len(duty.own)]
            _link(links, row, holding[0] if len(holding) == 1 else None)
            continue
        closest = _closest((index, shared[index], duty.own, body[index].own) for index in sorted(shared))
        if closest is None:
            closest = _closest(_with_headings(duty, headed, body))
        _link(links, row, closest)
    return tuple(
        replace(task, same_as=tuple(tasks[other].path for other in links[index])) if index in links else task
        for index, task in enumerate(tasks)
    )


def _link(links: dict[int, list[int]], row: int, duty: int | None) -> None:
    if duty is not None:
        links.setdefault(row, []).append(duty)
        links.setdefault(duty, []).append(row)


def _closest(candidates: Iterable[tuple[int, int, _Pairs, _Pairs]]) -> int | None:
    """The duty of the body that shares most with a row; None where none shares enough. Of each: its index,
    how many pairs of words it shares, those of the row and its own."""
    best, closest = 0.0, None
    for index, shared, pairs, others in candidates:
        share = shared / min(len(pairs), len(others))
        if share > best:
            best, closest = share, index
    return closest if best >= _SHARED else None


def _places_of(body: Mapping[int, _Duty], rows: Mapping[int, _Duty]) -> dict[tuple[str, str], list[int]]:
    """The duties, of those long enough to compare, in which each pair of words of the rows stands."""
    wanted = frozenset().union(*(row.own for row in rows.values()))
    places: dict[tuple[str, str], list[int]] = {}
    for index, duty in body.items():
        if len(duty.own) >= _FEWEST_PAIRS:
            for pair in duty.own & wanted:
                places.setdefault(pair, []).append(index)
    return places


def _by_heading(body: Mapping[int, _Duty]) -> dict[_Pairs, list[int]]:
    """The duties under each heading, by its pairs of words."""
    by_title: dict[str, list[int]] = {}
    for index, duty in body.items():
        if duty.task.heading:
            by_title.setdefault(duty.task.heading, []).append(index)
    return {_pairs(title): indices for title, indices in by_title.items()}


def _with_headings(
    row: _Duty, headed: Mapping[_Pairs, Sequence[int]], body: Mapping[int, _Duty]
) -> Iterator[tuple[int, int, _Pairs, _Pairs]]:
    """The duties that may be a row's by heading and words together."""
    for heading, indices in headed.items():
        if row.own.isdisjoint(heading):
            continue
        beside = row.own - heading
        says_more = len(beside) >= _FEWEST_OWN
        for index in indices:
            duty = body[index]
            # A row that says the heading and no more is the only duty under it.
            is_own = len(beside & duty.own) >= _OWN * len(beside) if says_more else len(indices) == 1
            if not is_own:
                continue
            both = duty.own | heading
            if len(both) >= _FEWEST_PAIRS and not _led_by_others(row, duty):
                yield index, len(row.own & both), row.own, both


def _led_by_others(row: _Duty, duty: _Duty) -> bool:
    mine, others = ({unit_key(unit.value) for unit in one.task.lead} for one in (row, duty))
    return bool(mine and others) and mine.isdisjoint(others)


def _duties(tasks: Sequence[Task], source: Source) -> dict[int, _Duty]:
    """The tasks of a source as they are compared."""
    return {
        index: _Duty(task, _pairs(task.text.value))
        for index, task in enumerate(tasks)
        if task.source is source
    }


def _pairs(text: str) -> _Pairs:
    return frozenset(pairwise(_words(key(text))))


def _words(text: str) -> list[str]:
    return text.translate(_SIGNS_TO_BLANKS).split() if text.isascii() else _WORDS.findall(text)
