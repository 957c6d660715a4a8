from hypothesis import given
from hypothesis import strategies as st

from sauro.folio.passage import Passage

TEXTS = st.text(alphabet="ab đ\n\t  ", max_size=60)


@given(TEXTS, st.integers(0, 50))
def test_each_character_is_found_again_in_the_source(text: str, start: int) -> None:
    source = "x" * start + text
    passage = Passage.of(text, start)
    assert passage.text == " ".join(text.split())
    for index, character in enumerate(passage.text):
        there = source[passage.place(index)]
        assert there == character or (character == " " and there.isspace())


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_a_part_keeps_the_way_back(text: str, first: int, second: int) -> None:
    start, end = sorted((first, second))
    passage = Passage.of(text, 0)
    part = passage.part(start, min(end, len(passage.text)))
    assert part.text == passage.text[start:end].strip()
    assert " ".join(part.span().of(text).split()) == part.text


def test_joined_passages_span_from_the_first_to_the_last() -> None:
    text = "Cơ quan\n\nchủ  trì"
    joined = Passage.joined((Passage.of(text[:7], 0), Passage.of(text[9:], 9)))
    assert joined.text == "Cơ quan chủ trì"
    assert joined.span().of(text) == text
