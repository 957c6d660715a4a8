"""Signs that figures were arranged: one document made into several, a conference under another name, a
meeting in one room entered as online, entries after the close. Each is a question to a person with the
records it is about; none is an accusation, and each has an innocent answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sauro.dates.explain import day_words
from sauro.text.compare import key

__all__ = ["Gathering", "Paper", "Question", "Window", "late_entries", "no_link", "renamed", "split_papers"]

_NEAR_DAYS = 1
"""Days between two documents of one heap at most."""
_FEWEST = 3
"""Documents from which on a heap is asked about: two of a kind on one day are nothing out of the ordinary."""
_MANY = 30
"""People from which on a meeting that is none of the conferences looks like one."""
_NAMED = 5
_PART = re.compile(
    r"\(?\s*\b(?:phan|dot|lan|tap)\s*(?:thu\s*)?(?:\d{1,3}|[ivx]{1,5})\b\s*\)?"
    r"|\(\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*\)"
)
"""What tells the parts of one text from each other, in its key: "phần 2", "đợt II", "(3)", "(2/5)"."""
_CONFERENCE = re.compile(r"(?:hoi nghi|hoi thao|so ket|tong ket|quan triet|pho bien|tap huan)\b")
"""As the subject of a conference begins, in its key."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that counts. `number` as it is called, `sender` the unit that drafted it, `to` whom it went
    to, `entered` the day it came into the register; `name` tells it from others that are called alike."""

    number: str
    kind: str
    subject: str
    day: date
    sender: str
    to: frozenset[str]
    entered: date
    name: str = ""

    @property
    def called(self) -> str:
        """What a question names it by."""
        return self.name or self.number


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting that took place. `conference`: whether it is counted as one; `people` who were called."""

    name: str
    subject: str
    day: date
    conference: bool
    online: bool
    has_link: bool
    people: int


@dataclass(frozen=True, slots=True)
class Window:
    """A period that was reported: its days, and the day on which its figures were closed."""

    first: date
    last: date
    closed: date


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence to a person, with the records it is about. `code` is stable ("arranged.split")."""

    code: str
    message: str
    about: tuple[str, ...]


def split_papers(papers: Iterable[Paper]) -> Iterator[Question]:
    """Documents of one kind from one unit to the same receivers, a day apart at most, that say the same but
    for the number of the part."""
    heaps: defaultdict[tuple[object, ...], list[Paper]] = defaultdict(list)
    for paper in papers:
        heaps[paper.kind, paper.sender, paper.to, _said(paper.subject)].append(paper)
    for heap in heaps.values():
        for run in _runs(sorted(heap, key=lambda one: (one.day, one.number))):
            if len(run) >= _FEWEST:
                yield Question(
                    "arranged.split",
                    f"{len(run)} {run[0].kind.lower()} cùng nội dung, cùng nơi nhận, ngày {_days(run)}: "
                    f"{_names([one.number for one in run])}. Có thể ghép thành một văn bản không?",
                    tuple(one.called for one in run),
                )


def _said(subject: str) -> str:
    return " ".join(_PART.sub(" ", key(subject)).split())


def _runs(heap: list[Paper]) -> Iterator[list[Paper]]:
    run = heap[:1]
    for before, paper in pairwise(heap):
        if (paper.day - before.day).days > _NEAR_DAYS:
            yield run
            run = []
        run.append(paper)
    yield run


def _days(run: list[Paper]) -> str:
    first, last = run[0].day, run[-1].day
    return day_words(first) if first == last else f"{day_words(first)} đến {day_words(last)}"


def renamed(gatherings: Iterable[Gathering], *, many: int = _MANY) -> Iterator[Question]:
    """Meetings that are not counted as conferences but are called as one, or are as large as one."""
    for one in gatherings:
        if one.conference:
            continue
        if _CONFERENCE.match(key(one.subject)):
            why = "tên gọi là của hội nghị"
        elif one.people >= many:
            why = f"có {one.people} người dự"
        else:
            continue
        yield Question(
            "arranged.renamed",
            f"“{one.subject}” ngày {day_words(one.day)} không tính là hội nghị nhưng {why}. Có phải hội nghị "
            "không?",
            (one.name,),
        )


def no_link(gatherings: Iterable[Gathering]) -> Iterator[Question]:
    """Meetings entered as online for which there was no address to join by."""
    for one in gatherings:
        if one.online and not one.has_link:
            yield Question(
                "arranged.no_link",
                f"“{one.subject}” ngày {day_words(one.day)} ghi là trực tuyến nhưng không có đường dẫn hoặc "
                "phòng họp trực tuyến. Cuộc họp có họp trực tuyến không?",
                (one.name,),
            )


def late_entries(papers: Iterable[Paper], windows: Iterable[Window]) -> Iterator[Question]:
    """Documents of a reported period that came into the register after its figures were closed, a question a
    period."""
    rows = tuple(papers)
    for window in windows:
        late = [one for one in rows if window.first <= one.day <= window.last and one.entered > window.closed]
        if late:
            yield Question(
                "arranged.after_close",
                f"{len(late)} văn bản của kỳ {day_words(window.first)} đến {day_words(window.last)} vào sổ "
                f"sau ngày chốt số liệu {day_words(window.closed)}: {_names([one.number for one in late])}. "
                "Vì sao vào sổ chậm, số liệu đã báo cáo có cần đính chính không?",
                tuple(one.called for one in late),
            )


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} và {len(names) - _NAMED} văn bản khác" if len(names) > _NAMED else shown
