"""What every field has in which people or units are picked by typing a part of their name: as radio buttons
or boxes, with script as one types, without it by a button. What is picked stays picked while one searches on.

A field is drawn by `accounts/_pick.html`, folded away while it may stay empty, or by
`accounts/_pick_open.html`; what is found for the words by `accounts/_pick_found.html`. These ask it for its
`name`, `label`, whether it is `needed`, its `words` and `error`, and for the properties of `PickField`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, QueryDict

from sauro_web.common.fields import number_in

__all__ = ["PickField", "PickRow", "numbers_sent", "words_typed"]

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PickRow:
    """What may be picked, as its line says it."""

    value: str
    name: str
    hint: str = ""
    picked: bool = False


class PickField:
    """What the templates ask of a field besides its own columns."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """How a line is picked: "radio", or "checkbox" where several may be."""
        raise NotImplementedError

    @property
    def rows(self) -> Sequence[PickRow]:
        """Those picked first, then those found."""
        raise NotImplementedError

    @property
    def finds(self) -> str:
        """The address that answers what is typed with further lines."""
        raise NotImplementedError

    @property
    def holds_something(self) -> bool:
        """Whether it is drawn open: something is picked, typed or wanted."""
        raise NotImplementedError

    @property
    def may_be_more(self) -> bool:
        """Whether there are more than are shown."""
        raise NotImplementedError

    @property
    def found_nothing(self) -> bool:
        """Whether nothing has the name that was typed."""
        raise NotImplementedError


def words_typed(data: QueryDict | None, name: str) -> str:
    """The part of a name that was typed into the field: PostgreSQL keeps no NUL, and none is in a name."""
    return data.get(f"{name}_words", "").replace("\0", "")[:_LONGEST] if data is not None else ""


def numbers_sent(asked: Sequence[str], *, most: int) -> list[int]:
    """The numbers that were picked, each once, at most so many. Raises Http404 for what is no number."""
    numbers = [number_in(one) for one in asked[:most]]
    if None in numbers:
        raise Http404
    return list(dict.fromkeys(one for one in numbers if one is not None))
