from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from sauro.records import quick


@quick
@dataclass(frozen=True, slots=True)
class Stay:
    place: str
    nights: int = 1

    def __post_init__(self) -> None:
        if self.nights < 1:
            raise ValueError("no stay")


def test_a_quick_record_is_made_as_any_other():
    assert Stay("Suối Bạc") == Stay("Suối Bạc", 1) == Stay(nights=1, place="Suối Bạc")
    assert replace(Stay("Suối Bạc"), nights=3) == Stay("Suối Bạc", 3)
    assert hash(Stay("Suối Bạc")) == hash(Stay("Suối Bạc", 1))
    assert repr(Stay("Suối Bạc", 2)) == "Stay(place='Suối Bạc', nights=2)"


def test_a_quick_record_cannot_be_changed():
    stay = Stay("Suối Bạc")
    with pytest.raises(FrozenInstanceError):
        stay.nights = 2


def test_a_quick_record_is_checked():
    with pytest.raises(ValueError, match="no stay"):
        Stay("Suối Bạc", 0)


def test_a_quick_record_wants_its_fields():
    with pytest.raises(TypeError, match="place"):
        Stay()
