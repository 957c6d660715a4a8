"""By what a document is found: its number and symbol, subject, issuer, kind, who signed and drafted it, the
file in which it is kept; and the places whose lists it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sauro_web.common.word_index import place_word
from sauro_web.common.words import folded

if TYPE_CHECKING:
    from sauro_web.documents.models import Document

__all__ = ["office_word", "words_of_document"]


def office_word(office: int) -> str:
    """The word that the documents of an office have."""
    return place_word("xo", office)


def words_of_document(document: Document) -> str:
    """The words of a document, folded, with those of its places."""
    unit = document.drafting_unit
    places = (
        office_word(document.office_id),
        place_word("xc", document.commune_id),
        place_word("xp", document.province_id),
    )
    return folded(
        document.reference or document.written_number,
        document.subject,
        document.kind,
        document.issuer,
        document.signer,
        unit.label if unit else "",
        document.reserved_for,
        document.file_notation,
        " ".join(filter(None, places)),
    )
