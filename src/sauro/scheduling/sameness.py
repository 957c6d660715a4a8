"""Whether two meetings are about the same: the same document, however its number is written, or the same
words."""

from __future__ import annotations

from sauro.doctypes.numbering import reference_key
from sauro.doctypes.reference import find_references
from sauro.text.compare import key

__all__ = ["document_key", "is_same_document", "is_same_subject"]

_FEWEST_WORDS = 4
"""A shorter subject ("Giao ban tuần") says the same in every office without being the same."""


def document_key(text: str) -> str:
    """By what documents are compared that somebody typed into a field: the first number in it, without what
    stands around it: "KH 38/KH-UBND", "số 38/KH-UBND" and "38/kh-ubnd" are one. Of a text without a number
    its letters; blank for a blank text."""
    found = find_references(text) or find_references(text.upper())
    return reference_key(found[0].raw if found else text)


def is_same_document(one: str, other: str) -> bool:
    """Whether both name a document, and the same one."""
    return bool(one.strip()) and document_key(one) == document_key(other)


def is_same_subject(one: str, other: str) -> bool:
    """Whether both say the same words, accents, capitals and dashes apart."""
    words = key(one)
    return len(words.split()) >= _FEWEST_WORDS and words == key(other)
