"""What a text says of a document that it cites."""

from __future__ import annotations

from dataclasses import dataclass

from sauro.doctypes.reference import Reference

__all__ = ["CitedDocument"]


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document cited by number, gathered from all its mentions in one text.

    `type` is the kind written before the number ("Kết luận"), else the one that the symbol shows, None where
    neither tells. `date` is ISO as far as written ("2025-12-11", "2025-12", "2025"), `issuer` and `title`
    (trích yếu) as written; each is that of the first mention that has one, None where none has. `places` are
    the start and end offsets of the number in the text, in order.
    """

    type: str | None
    reference: Reference
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    places: tuple[tuple[int, int], ...] = ()

    @property
    def number(self) -> str:
        """The number in canonical form: "226-KL/TW"."""
        return str(self.reference)

    @property
    def mentions(self) -> int:
        """How often the number is written."""
        return len(self.places)
