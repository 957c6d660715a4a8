"""Values that are worked out once."""

from sauro.extraction.once import once


class Counted:
    def __init__(self) -> None:
        self.calls = 0

    @once
    def value(self) -> int:
        """What it is for."""
        self.calls += 1
        return 6 * self.calls


def test_it_is_worked_out_when_first_asked_for_and_kept() -> None:
    counted = Counted()
    assert counted.calls == 0
    assert (counted.value, counted.value, counted.calls) == (6, 6, 1)
    assert Counted().value == 6


def test_the_class_shows_the_description() -> None:
    assert Counted.value.__doc__ == "What it is for."
