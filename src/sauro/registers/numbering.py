"""Numbers and symbols as registers write them: in one cell or in two, with blanks, noughts and letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sauro.doctypes.reference import Family, Reference, parse_reference

__all__ = ["Numbered", "read_arrival_number", "read_reference"]

_WHOLE = re.compile(
    r"(?:số\s*:?\s*)?(?P<number>\d{1,3}\.\d{3}|\d{1,7})\s?(?P<suffix>[a-zđA-ZĐ]?)"
    r"(?:\s*(?P<joint>[/\-–—]|\s)\s*(?P<rest>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
_SEVERAL = re.compile(r"\d+[a-zđ]?\s*(?:-|–|—|,|;|\+|đến|và|&)\s*\d+[a-zđ]?\b")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_BLANKS = re.compile(r"\s+")
_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad]")
_EDGES = " .,;:/-"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number with its symbol. `reference` is the canonical form, as far as it is understood, else the text
    with single blanks; `kind` is the name of the kind that the symbol shows. `fault` is the end of a code:
    "several", "is_day", "unread", or None."""

    number: int | None = None
    suffix: str = ""
    symbol: str = ""
    reference: str = ""
    kind: str = ""
    is_usual: bool = True
    fault: str | None = None


def read_reference(number: object, symbol: str) -> Numbered:
    """The reference of a row: `number` is the cell of the number or of both, `symbol` the cell of the symbol,
    "" where there is none."""
    if isinstance(number, date):
        return Numbered(fault="is_day")
    text = _text(number)
    if symbol and not text:
        text, symbol = symbol, ""
    if not text:
        return Numbered()
    return _read(text, symbol)


@lru_cache(maxsize=8192)
def _read(text: str, symbol: str) -> Numbered:
    if _SEVERAL.match(text):
        return Numbered(reference=text, is_usual=False, fault="several")
    match = _WHOLE.fullmatch(text)
    if not match:
        return _without_number(text, symbol)
    number = int(match["number"].replace(".", ""))
    suffix = match["suffix"].lower()
    rest = (match["rest"] or "").strip()
    joint = "-" if (match["joint"] or "/").strip() not in ("", "/") else "/"
    if rest and symbol and not _YEAR_ALONE.fullmatch(rest):
        symbol = ""  # The first cell has the symbol already.
    tail = f"{rest}/{symbol.lstrip(_EDGES)}" if rest and symbol else rest or _own_symbol(symbol, number)
    if not tail or _YEAR_ALONE.fullmatch(tail):
        return Numbered(number, suffix, "", f"{number:02d}{suffix}", is_usual=True)
    return _with_tail(number, suffix, joint if rest else "/", tail)


def _own_symbol(symbol: str, number: int) -> str:
    """The symbol alone; the cell may hold the number once more."""
    match = _WHOLE.fullmatch(symbol)
    if match and match["rest"] and int(match["number"].replace(".", "")) == number:
        return match["rest"].strip()
    return symbol.lstrip(_EDGES)


def _with_tail(number: int, suffix: str, joint: str, tail: str) -> Numbered:
    known = _symbol(joint, _DASHES.sub("-", tail))
    written = f"{number:02d}{suffix}"
    if known is None:
        bare = _BLANKS.sub(" ", tail).strip(" .,;")
        return Numbered(number, suffix, bare, f"{written}{joint}{bare}", is_usual=False)
    kind = known.document_kind
    party = known.family is Family.PARTY
    year = f"{known.year}/" if known.year else ""
    whole = f"{written}-{known.symbol}" if party else f"{written}/{year}{known.symbol}"
    return Numbered(number, suffix, known.symbol, whole, kind.name if kind else "")


@lru_cache(maxsize=8192)
def _symbol(joint: str, tail: str) -> Reference | None:
    """What stands behind the number, understood; a register has few symbols and many numbers. Clerks part
    with dots and blanks, too ("12/TTr.UBND", "12/BC UBND")."""
    found = parse_reference(f"1{joint}{tail}")
    if found is None:
        joined = _BLANKS.sub("-", tail.replace(".", "-").strip(" .,;-/"))
        found = parse_reference(f"1{joint}{re.sub('-{2,}', '-', joined)}")
    if found is None:
        found = parse_reference(f"1{'/' if joint == '-' else '-'}{tail}")
    return found


def _without_number(text: str, symbol: str) -> Numbered:
    """What has no number at its beginning. "/KH-UBND": the number was left blank; else it is no number."""
    found = parse_reference(text)
    if found is not None and found.number is None:
        kind = found.document_kind
        return Numbered(None, "", found.symbol, str(found), kind.name if kind else "", fault="blank")
    if found is not None and found.number is not None:
        kind = found.document_kind
        return Numbered(int(found.number), found.suffix, found.symbol, str(found), kind.name if kind else "")
    return Numbered(reference=_BLANKS.sub(" ", f"{text} {symbol}").strip(), is_usual=False, fault="unread")


def read_arrival_number(value: object) -> tuple[int | None, str, bool]:
    """The arrival number, its letter, and whether the cell could be read; (None, "", True) for an empty
    one."""
    if isinstance(value, date):
        return None, "", False
    text = _text(value).lstrip("#")
    if not text:
        return None, "", True
    match = _WHOLE.fullmatch(text)
    if match and (not match["rest"] or _YEAR_ALONE.fullmatch(match["rest"]) or "đ" in match["rest"].lower()):
        return int(match["number"].replace(".", "")), match["suffix"].lower(), True
    return None, "", False


def _text(value: object) -> str:
    if isinstance(value, str):
        return _BLANKS.sub(" ", value).strip()
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
