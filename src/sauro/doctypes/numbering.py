"""Writing numbers of documents: the pattern of each class, and the key by which two numbers are compared.

Source: Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I, Mục II.3 (a nought before numbers below ten, no
blanks, a letter behind a number that was inserted); Luật Ban hành văn bản quy phạm pháp luật (number /
year / symbol); Hướng dẫn 05-HD/VPTW (documents of the Party).
"""

from __future__ import annotations

import re
import unicodedata

from sauro.doctypes.kinds import KINDS, DocumentKind, Order
from sauro.doctypes.reference import Family, Reference, parse_reference
from sauro.text.compare import plain

__all__ = ["SUFFIXES", "kind_in", "next_suffix", "reference_key", "reference_of"]

SUFFIXES = "abcdđeghiklmnopqrstuvxy"
"""Letters behind an inserted number, in the order of the Vietnamese alphabet."""
_FAMILIES = {Order.NORMATIVE: Family.NORMATIVE, Order.PARTY: Family.PARTY}
_BLANKS = re.compile(r"\s+")
_NOUGHTS = re.compile(r"^0+(?=\d)")


def kind_in(order: Order, name: str) -> DocumentKind | None:
    """The kind of that name among those of one order: a "Quyết định" is administrative, normative, and of the
    Party."""
    wanted = " ".join(name.split()).casefold()
    return next((one for one in KINDS if one.order is order and one.name.casefold() == wanted), None)


def reference_of(
    kind: DocumentKind, number: int, *, issuer: str, year: int, unit: str = "", suffix: str = ""
) -> Reference:
    """The number as the document bears it: 153/KH-UBND, 09/UBND-NC (a công văn, with the unit that drafted it
    or the field), 05/2026/QĐ-UBND, 12-QĐ/ĐU. `issuer` is the issuer's part of the symbol; `year` stands in
    normative documents alone."""
    family = _FAMILIES.get(kind.order, Family.ADMINISTRATIVE if kind.abbreviation else Family.LETTER)
    letter = family is Family.LETTER
    return Reference(
        number=f"{number:02}",
        suffix=suffix,
        year=year if family is Family.NORMATIVE else None,
        kind=kind.abbreviation or (kind.variants[0] if family is Family.PARTY and kind.variants else None),
        issuer=issuer,
        unit=(unit or None) if letter else None,
        family=family,
    )


def next_suffix(taken: set[str]) -> str:
    """The first letter that no number bears yet.

    Raises ValueError where all are taken.
    """
    for letter in SUFFIXES:
        if letter not in taken:
            return letter
    raise ValueError("every letter is taken")


def reference_key(text: str) -> str:
    """By what numbers are compared and looked up: read where it can be read, without accents, capitals,
    blanks and leading noughts: "09 / kh–UBND" and "9/KH-UBND" are one. Blank for a blank text."""
    written = unicodedata.normalize("NFC", text).strip()
    read = parse_reference(written) if written[:1].isdigit() else None
    return _NOUGHTS.sub("", _BLANKS.sub("", plain(str(read) if read else written)))
