import pytest

from sauro.folio.span import Span


def test_a_span_covers_shifts_and_quotes() -> None:
    span = Span(2, 5)
    assert (len(span), span.of("abcdefg"), span.shifted(3)) == (3, "cde", Span(5, 8))
    assert span.covers(Span(3, 5))
    assert not span.covers(Span(3, 6))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_what_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
