"""The packed index of shingles answers as a plain table of pairs would."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from sauro_web.documents.postings import (
    Part,
    block_key,
    block_range,
    joined,
    keys_of,
    likely,
    packed,
    unpacked,
)

shingle = st.one_of(st.integers(0, 200), st.integers(0, 2**32 - 1))
runs = st.dictionaries(
    st.integers(1, 2**32 - 1), st.sets(shingle, max_size=40).map(lambda some: array("I", sorted(some)))
)


@given(runs, st.sets(shingle, max_size=60))
def test_what_is_packed_is_found(known, sought):
    bits, blocks = packed(joined(known), len(known))
    kept = {block_key(7, place): data for place, data in blocks}
    first, end = block_range(7)
    assert all(first <= key < end for key in kept)
    asked = array("I", sorted(sought))
    keys = keys_of([Part(7, bits, len(known))], asked)
    found = likely(unpacked(kept[key] for key in keys if key in kept), asked, len(known), 10_000)
    assert set(found) == {one for one, some in known.items() if sought & set(some)}
    assert len(found) == len(set(found))


def test_what_many_have_tells_nothing():
    known = {number: array("I", [5, 1_000 + number]) for number in range(1, 101)}
    bits, blocks = packed(joined(known), len(known))
    postings = unpacked(data for _, data in blocks)
    assert bits == 0
    assert likely(postings, array("I", [5]), 100, 10) == []
    assert likely(postings, array("I", [5, 1_042]), 100, 10) == [42]


def test_what_many_have_tells_nothing_in_a_small_segment_either():
    """Else its documents would seem nearer than those of a large one, which left it out."""
    large = {number: array("I", [5, 6, 1_000 + number]) for number in range(1, 101)}
    small = {200: array("I", [5, 6]), 201: array("I", [7])}
    first, second = (list(packed(joined(some), len(some))[1]) for some in (large, small))
    postings = unpacked(data for _, data in (*first, *second))
    assert likely(postings, array("I", [5, 6, 1_042]), 102, 10) == [42]
    merged = unpacked(data for _, data in packed(postings, 102)[1])
    assert likely(merged, array("I", [5, 6, 7, 1_042]), 102, 10) == [42, 201]


def test_a_rare_shingle_tells_more():
    known = {1: array("I", [10, 11]), 2: array("I", [12]), 3: array("I", [10, 11]), 4: array("I", [10, 11])}
    _, blocks = packed(joined(known), 4)
    postings = unpacked(data for _, data in blocks)
    assert likely(postings, array("I", [10, 12]), 4, 1) == [2]


def test_a_posting_that_was_written_twice_counts_once():
    known = {1: array("I", [10]), 2: array("I", [10, 11])}
    twice = unpacked([data for _ in range(3) for _, data in packed(joined({1: array("I", [10])}), 2)[1]])
    both = unpacked([twice.tobytes(), *(data for _, data in packed(joined(known), 2)[1])])
    assert likely(both, array("I", [10, 11]), 2, 5)[0] == 2
