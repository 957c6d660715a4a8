"""The index of shingles as the database keeps it: pairs of a shingle and a document, packed into blocks that
are read by their key, so that both databases answer alike and a million documents need some hundred rows.

A posting is a hint: what it names is compared with its own text before anybody sees it. So nothing has to be
taken out of a segment when a document changes or goes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = [
    "MOST_BITS",
    "Part",
    "Postings",
    "block_key",
    "block_range",
    "joined",
    "keys_of",
    "likely",
    "packed",
    "unpacked",
]

Postings = npt.NDArray[np.uint64]
"""Each a shingle in the upper four bytes, a document in the lower."""

MOST_BITS = 20
_IN_A_BLOCK = 128
"""Pairs, about: a kilobyte, which PostgreSQL still keeps in its row."""
_NO_SHINGLE = 2**63
_DOCUMENT, _NOBODY = np.uint64(0xFFFFFFFF), np.uint64(0)
_ASKED_BITS, _ASKED = np.uint64(16), np.uint64(0xFFFF)
"""Shingles that are sought are numbered in two bytes."""
_FEW, _COMMON = 64, 50
"""A shingle that more than one in fifty documents of a segment have, and more than a few, is a form of words
("nghiêm túc triển khai thực hiện"): it tells nothing, and is left out of all segments once it was in one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment as it is asked: its number, in how many blocks (as a power of two), of how many documents."""

    number: int
    bits: int
    documents: int


def block_key(segment: int, place: int) -> int:
    """The key of a block."""
    return (segment << MOST_BITS) | place


def block_range(segment: int) -> tuple[int, int]:
    """The keys of all blocks of a segment: the first, and the one behind the last."""
    return block_key(segment, 0), block_key(segment + 1, 0)


def joined(runs: Mapping[int, array[int]]) -> Postings:
    """The postings of documents, by their numbers, with the shingles by which each is found."""
    if not runs:
        return np.empty(0, np.uint64)
    shingles = np.concatenate([np.frombuffer(one, np.uint32) for one in runs.values()]).astype(np.uint64)
    documents = np.repeat(np.fromiter(runs, np.uint64, len(runs)), [len(one) for one in runs.values()])
    return (shingles << np.uint64(32)) | documents


def unpacked(blocks: Iterable[bytes | memoryview]) -> Postings:
    """The postings of blocks."""
    return np.frombuffer(b"".join(map(bytes, blocks)), "<u8")


def packed(postings: Postings, documents: int) -> tuple[int, Iterator[tuple[int, bytes]]]:
    """In how many blocks (as a power of two) the postings of so many documents are kept, and each block that
    is not empty with its place: that which the lower bits of the shingle say."""
    once = _telling(_each_once(postings), max(_FEW, documents // _COMMON))
    bits = min(max(0, int(np.ceil(np.log2(max(len(once), 1) / _IN_A_BLOCK)))), MOST_BITS)
    places = (once >> np.uint64(32)) & np.uint64((1 << bits) - 1)
    order = np.argsort(places, kind="stable")
    kept, places = once[order].astype("<u8"), places[order]
    starts = np.flatnonzero(np.diff(places, prepend=~places[:1]))
    ends = [*starts[1:], len(kept)] if len(kept) else []
    return bits, (
        (int(places[start]), kept[start:end].tobytes()) for start, end in zip(starts, ends, strict=True)
    )


def _telling(once: Postings, most: int) -> Postings:
    """Without those of shingles that more than so many documents have: each of these has one posting left, of
    no document, so that it is known of them beside segments that are smaller."""
    starts = np.flatnonzero(np.diff(once >> np.uint64(32), prepend=np.uint64(_NO_SHINGLE)))
    many = np.diff(starts, append=len(once))
    common = (many > most) | ((once[starts] & _DOCUMENT) == _NOBODY)
    marks = once[starts[common]] & ~_DOCUMENT
    return np.sort(np.concatenate([once[np.repeat(~common, many)], marks]))


def _each_once(numbers: Postings) -> Postings:
    """In rising order. (`numpy.unique` does it by a table of hashes, which takes ten times as long.)"""
    ordered = np.sort(numbers)
    kept: Postings = ordered[np.diff(ordered, prepend=~ordered[:1]) != 0]
    return kept


def _held(postings: Postings, wanted: npt.NDArray[np.uint32]) -> tuple[Postings, npt.NDArray[np.intp]]:
    """The postings of these shingles, and which shingle each is of. Most of a block is of others: those are
    told apart by two bytes before the rest is looked at."""
    shingles = postings.view("<u4")[1::2]
    table = np.zeros(1 << 16, np.bool_)
    table[wanted.astype(np.uint16)] = True
    near = np.flatnonzero(table[shingles.astype(np.uint16)])
    some = shingles[near]
    at = np.minimum(np.searchsorted(wanted, some), max(len(wanted) - 1, 0))
    held = wanted[at] == some if len(wanted) else np.zeros(0, np.bool_)
    return postings[near[held]], at[held]


def keys_of(parts: Sequence[Part], sought: array[int]) -> list[int]:
    """The keys of the blocks in which postings of these shingles stand, if anywhere."""
    return [
        block_key(part.number, place)
        for part in parts
        for place in {shingle & ((1 << part.bits) - 1) for shingle in sought}
    ]


def likely(postings: Postings, sought: array[int], documents: int, most: int) -> list[int]:
    """The documents that have most of these shingles, at most so many, the likeliest first: a shingle that
    few of all `documents` have tells more."""
    found, at = _held(postings, np.sort(np.frombuffer(sought, np.uint32)))
    common = np.isin(at, at[(found & _DOCUMENT) == _NOBODY])
    found, at = found[~common], at[~common]
    if not len(found):
        return []
    pairs = _each_once(((found & _DOCUMENT) << _ASKED_BITS) | at.astype(np.uint64))
    numbers, at = pairs >> _ASKED_BITS, (pairs & _ASKED).astype(np.intp)
    weights = np.log1p(documents / np.maximum(np.bincount(at, minlength=len(sought)), 1))
    starts = np.flatnonzero(np.diff(numbers, prepend=np.uint64(0)))
    scores = np.add.reduceat(weights[at], starts)
    best = np.argsort(-scores, kind="stable")[:most]
    return [int(numbers[starts[one]]) for one in best]
