"""A draft and its signed copy, passage by passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from sauro.checks.signed_copy.matching import Gap, gaps
from sauro.checks.signed_copy.model import Comparison, Difference, DifferenceKind
from sauro.checks.signed_copy.words import Words, words_of
from sauro.folio.model import Folio, SourceKind
from sauro.folio.span import Span
from sauro.text.compare import plain

__all__ = ["compare"]

_NEAR = 3
"""Words that agree between two differences at most, where both are one passage to a reader."""
_CONTEXT = 6
"""Words shown before a passage."""
_SHORTEST_MOVE = 3
"""Words of the shortest passage that is said to have moved: shorter ones stand everywhere."""
_BLANK = r"[\s.…_]*"
_ROOM = re.compile(
    rf"[Ss]ố\s*:?(?P<number>{_BLANK})/"
    rf"|ngày(?P<day>{_BLANK}\d{{0,2}}{_BLANK})tháng(?P<month>{_BLANK}\d{{0,2}}{_BLANK})năm(?P<year>{_BLANK})"
)
"""Room for number and date; a day or month that stands there already is no room."""
_FIGURE = re.compile(r"\d{1,6}[a-zđ]?")
_MISREAD = 60.0
"""Likeness of letters (0 to 100) from which a scan's word may be the draft's, misread."""


def compare(draft: Folio, signed: Folio) -> Comparison:
    """What was added, removed, changed or moved, what was filled in at signing, and where a scan leaves
    doubt. Line breaks, spaces, page numbers, stamps and the way in which head and foot are laid out do not
    count. Raises nothing."""
    old, new = words_of(draft), words_of(signed)
    found = _joined(gaps(old.keys, new.keys), old, new)
    room = _room(draft)
    differences = [_difference(gap, old, new, room) for gap in found]
    differences = _moved(differences, old, new)
    differences.sort(key=_place)
    total = len(old.words) + len(new.words)
    apart = sum((b - a) + (d - c) for a, b, c, d in found)
    return Comparison(tuple(differences), 1 - apart / total if total else 1.0)


def _joined(found: Sequence[Gap], old: Words, new: Words) -> list[Gap]:
    """Differences of one kind, a few words apart in one line of the draft, as one passage."""
    joined: list[Gap] = []
    for gap in found:
        if (
            joined
            and 0 < gap[0] - joined[-1][1] <= _NEAR
            and _one_line(joined[-1], gap, old)
            and _is_doubtful(gap, old, new) is _is_doubtful(joined[-1], old, new)
        ):
            a, _, c, _ = joined.pop()
            gap = (a, gap[1], c, gap[3])
        joined.append(gap)
    return joined


def _one_line(one: Gap, other: Gap, old: Words) -> bool:
    """Whether two gaps are both words in the place of words, and no line ends between them."""
    if one[0] == one[1] or one[2] == one[3] or other[0] == other[1] or other[2] == other[3]:
        return False
    between = old.folio.text[old.words[one[1] - 1].span.end : old.words[other[0]].span.start]
    return "\n" not in between and "\t" not in between


def _difference(gap: Gap, old: Words, new: Words, room: Sequence[Span]) -> Difference:
    a, b, c, d = gap
    if a == b:
        kind = DifferenceKind.ADDED
    elif c == d:
        kind = DifferenceKind.REMOVED
    else:
        kind = DifferenceKind.CHANGED
    if _is_filled(gap, old, new, room):
        kind = DifferenceKind.FILLED
    elif _is_doubtful(gap, old, new):
        kind = DifferenceKind.DOUBTFUL
    before = old.text(max(0, a - _CONTEXT), a)
    return Difference(kind, old.span(a, b), new.span(c, d), old.text(a, b), new.text(c, d), before)


def _room(folio: Folio) -> tuple[Span, ...]:
    """The places of a draft that are left open for number and date."""
    found: list[Span] = []
    for match in _ROOM.finditer(folio.text):
        names = ("number",) if match["number"] is not None else ("day", "month", "year")
        for name in names:
            if not any(letter.isdigit() for letter in match[name]):
                found.append(Span(*match.span(name)))
    return tuple(found)


def _is_filled(gap: Gap, old: Words, new: Words, room: Sequence[Span]) -> bool:
    a, b, c, d = gap
    if a != b or d - c != 1 or not _FIGURE.fullmatch(new.keys[c]):
        return False
    places = {old.words[a - 1].span.end} if a else set()
    if a < len(old.words):
        places.add(old.words[a].span.start)
    return any(one.start <= place <= one.end for one in room for place in places)


def _is_doubtful(gap: Gap, old: Words, new: Words) -> bool:
    """Whether a difference may be a scan's reading: the letters are alike and the reader doubted them, or
    only marks over letters or signs between words differ. A figure read without doubt is a figure."""
    a, b, c, d = gap
    scans = [
        words.words[start:end]
        for words, start, end in ((old, a, b), (new, c, d))
        if words.folio.source.kind is SourceKind.SCAN
    ]
    if not scans:
        return False
    is_unsure = any(not word.is_sure for words in scans for word in words)
    ours, theirs = old.text(a, b), new.text(c, d)
    if not any(map(str.isalnum, ours + theirs)):  # a speck of dirt is a full stop to the reader
        return True
    if not ours or not theirs:
        return is_unsure and all(not word.is_sure for words in scans for word in words)
    if _figures(ours) != _figures(theirs):
        return is_unsure
    if plain(ours) == plain(theirs):
        return True
    return is_unsure and fuzz.ratio(plain(ours), plain(theirs)) >= _MISREAD


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _moved(differences: Sequence[Difference], old: Words, new: Words) -> list[Difference]:
    """Words that went from one place and came to another are one difference; within head or foot, none."""
    came: dict[str, list[Difference]] = {}
    for one in differences:
        if one.kind is DifferenceKind.ADDED:
            came.setdefault(_bare(one.new_text), []).append(one)
    kept: list[Difference] = []
    gone: set[int] = set()
    for one in differences:
        twins = came.get(_bare(one.old_text)) if one.kind is DifferenceKind.REMOVED else None
        is_laid_out = (
            bool(twins) and _is_in(one.old, old.sides) and _is_in((twins or [one])[0].new, new.sides)
        )
        if not twins or (len(one.old_text.split()) < _SHORTEST_MOVE and not is_laid_out):
            kept.append(one)
            continue
        twin = twins.pop(0)
        gone.add(id(twin))
        if not is_laid_out:
            kept.append(replace(one, kind=DifferenceKind.MOVED, new=twin.new, new_text=twin.new_text))
    return [one for one in kept if id(one) not in gone]


def _bare(text: str) -> str:
    return "".join(text.split())


def _is_in(span: Span | None, wholes: Sequence[Span]) -> bool:
    return span is not None and any(whole.covers(span) for whole in wholes)


def _place(one: Difference) -> tuple[int, int]:
    spans = [span.start for span in (one.old, one.new) if span is not None]
    return spans[0], spans[-1]
