"""Numbers and symbols of documents: "153a/KH-UBND", "09/2019/NĐ-CP", "226-KL/TW", "426/UBND-NC".

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3 (number and symbol); Luật Ban hành văn bản quy phạm pháp
luật (number / year / symbol); Hướng dẫn 05-HD/VPTW (documents of the Party). `parse_reference` reads one
number, `find_references` all numbers of a text, blanks inside them, typographic dashes and the usual faults
of OCR allowed for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sauro.doctypes.kinds import DocumentKind, kind_of_symbol, kinds_abbreviated
from sauro.records import quick

__all__ = ["Family", "FoundReference", "Reference", "find_references", "parse_reference"]


class Family(StrEnum):
    """The pattern of a number: `N/KIND-ISSUER`, `N/ISSUER-UNIT` (công văn), `N/YEAR/…`, `N-KIND/ORGAN`."""

    ADMINISTRATIVE = "administrative"
    LETTER = "letter"
    NORMATIVE = "normative"
    PARTY = "party"


@quick
@dataclass(frozen=True, slots=True)
class Reference:
    """A number with its symbol. `number` keeps leading noughts and is None where it is left blank; `suffix`
    is the letter after it ("a" of 153a); `kind` is the kind's abbreviation, None for letters and for laws;
    `issuer` the issuer's ("UBND", "QH15", "TW"); `unit` the drafting unit or field of a letter. `str()` is
    the canonical form."""

    number: str | None
    suffix: str
    year: int | None
    kind: str | None
    issuer: str
    unit: str | None
    family: Family

    @property
    def symbol(self) -> str:
        """The symbol alone: "KH-UBND", "UBND-NC", "QH15", "KL/TW"."""
        joint = "/" if self.family is Family.PARTY else "-"
        return joint.join([part for part in (self.kind, self.issuer, self.unit) if part])

    @property
    def document_kind(self) -> DocumentKind | None:
        """The kind that the symbol shows; None where it does not tell."""
        return kind_of_symbol(self.symbol)

    def __str__(self) -> str:
        if self.family is Family.PARTY:
            head = f"{self.number or ''}{self.suffix}-"
        else:
            head = f"{self.number or ''}{self.suffix}/" + (f"{self.year}/" if self.year else "")
        return head + self.symbol


@quick
@dataclass(frozen=True, slots=True)
class FoundReference:
    """A reference and where it stands: `text[start:end] == raw`."""

    start: int
    end: int
    reference: Reference
    raw: str


_PARTY_ORGANS = re.compile(
    r"(?:TW|TU|TVTU|BTVTU|BCHTU|ĐU|ĐUK|HU|QU|ThU|BCSĐ|TWĐTN|(?:VP|BTC|BTG|BDV|BTGDV|BTGV|UBKT|BNC|BKT|BĐN|BCĐ|BTV|LNTP|CQ)"
    r"(?:TW|TU|ĐU)|(?:ĐU|BTV)[A-ZĐ]{1,10})"
)
_STATE_ISSUERS = re.compile(
    r"(?:CP|TTg|CTN|QH\d*|UBTVQH\d*|HĐND|UBND|CTUBND|VPCP|VPQH|TANDTC|VKSNDTC|HĐTP|KTNN|NHNN|BCĐ|B(?:NV|TC|"
    r"CA|QP|TP|YT|CT|XD|NG|KHCN|GDĐT|VHTTDL|NNMT|NNPTNT|DTTG|TNMT|TTTT|KHĐT|LĐTBXH|GTVT)|TTCP|S(?:NV|TC|TP|"
    r"YT|CT|XD|KHCN|GDĐT|NNMT|VHTTDL))"
)
_CODES = frozenset({"CP", "TTg", "UBTVQH", "HĐBT", "HĐCP", "CTN", "TW"})
# Abbreviations with small letters, as they are written where all is in capitals or the marks are lost.
_RESPELT = {
    "TTG": "TTg",
    "TTGC": "TTg",
    "QD": "QĐ",
    "ND": "NĐ",
    "CD": "CĐ",
    "TTR": "TTr",
    "CTR": "CTr",
    "QYD": "QyĐ",
    "QYĐ": "QyĐ",
    "QDI": "QĐi",
    "QĐI": "QĐi",
    "HDND": "HĐND",
    "UBNĐ": "UBND",
    "UBNDND": "UBND",
    "TƯ": "TW",
    "IW": "TW",
    "NDCP": "NĐCP",
    "OH": "QH",
    "BGDDT": "BGDĐT",
    "BLDTBXH": "BLĐTBXH",
    "BKHDT": "BKHĐT",
    "DU": "ĐU",
}
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u00ad", "-") | {"\u2044": "/", "\u2215": "/"}
)
_APOSTROPHES = re.compile(r"['’‘`´]")
_BLANKS = re.compile(r"\s+")
_JOINTS = re.compile(r"[-/]")
_NUMBER_WORD = re.compile(r"^[Ss][ốỐ]\s*:?\s*")
_TRAILING_DIGITS = re.compile(r"^(.*?)(\d*)$")

_DASH = "[-\u2010\u2011\u2012\u2013\u2014\u2212]"
_GAP = r"\s{0,3}"
_PART = r"[A-ZĐƯ][A-Za-zĐđƯư0-9&'’]{0,14}"
_TAIL = rf"(?:{_GAP}{_DASH}{_GAP}{_PART})?(?:(?:{_DASH}\s?|\.)(?!\s)[A-ZĐ][A-Za-zĐđ0-9&]{{0,14}})*"
_STATE_FORM = re.compile(
    rf"(?P<number>\d{{1,3}}\.\d{{3}}|\d{{1,6}})(?P<suffix>[a-zđA-Z]?)"
    rf"(?:{_GAP}/{_GAP}(?P<year>(?:19|20)\d\d)(?!\d))?(?P<slash>{_GAP}/?{_GAP})(?P<symbol>{_PART}{_TAIL})"
)
_PARTY_FORM = re.compile(
    rf"(?P<number>\d{{1,6}})(?P<suffix>[a-zđA-Z]?){_GAP}{_DASH}{_GAP}"
    rf"(?P<symbol>[A-ZĐ][A-Za-zĐđ]{{1,4}}{_GAP}[/-]{_GAP}[A-ZĐƯ][A-Za-zĐđƯư0-9]{{0,11}})"
)
_BLANK_FORM = re.compile(
    rf"(?<!\w)[Ss][ốỐ]\s?:?[\s.…_]{{0,40}}(?:(?P<slash>/){_GAP}(?:(?P<year>(?:19|20)\d\d){_GAP}/{_GAP})?"
    rf"|(?P<dash>{_DASH}){_GAP}(?=[A-ZĐ][A-Za-zĐđ]{{1,4}}{_GAP}/))(?P<symbol>{_PART}(?:{_GAP}[-/]{_GAP}{_PART})?)"
)
# Digits with what a number of a document must show right behind them.
_DIGITS = re.compile(rf"[0-9]++(?=[a-zđA-Z]?\s{{0,3}}(?:/|{_DASH}|[A-ZĐ]|\.\d))")
# A form has a code of the same make ("Mẫu số 01/TK-SDDPNN"), but is no document.
_FORM = re.compile(r"(?:mẫu|biểu)(?:\s+(?:mẫu|tờ khai|báo cáo))?(?:\s+số)?:?\s*$", re.IGNORECASE)


def _spelt(part: str) -> str:
    """An abbreviation in its proper spelling."""
    part = _APOSTROPHES.sub("", part)
    bare, digits = _split_digits(part)
    upper = bare.upper()
    if upper in _RESPELT:
        return _RESPELT[upper] + digits
    return part


def _split_digits(part: str) -> tuple[str, str]:
    found = _TRAILING_DIGITS.match(part)
    return (found[1], found[2]) if found else (part, "")


def _parted(symbol: str) -> list[str]:
    """The parts of a symbol, a lost hyphen set again: "NĐCP" → NĐ, CP."""
    parts = [_spelt(part) for part in _JOINTS.split(symbol) if part]
    if len(parts) == 1 and not kinds_abbreviated(parts[0]) and not _STATE_ISSUERS.fullmatch(parts[0]):
        word = parts[0]
        for cut in range(min(5, len(word) - 2), 1, -1):
            kind, issuer = _spelt(word[:cut]), _spelt(word[cut:])
            party = _PARTY_ORGANS.fullmatch(issuer) is not None and bool(kinds_abbreviated(kind, party=True))
            state = _STATE_ISSUERS.fullmatch(issuer) is not None and bool(kinds_abbreviated(kind))
            if party or state:
                return [kind, issuer]
    return parts


def _capitals(part: str) -> int:
    return sum(letter.isupper() for letter in part)


def _state(number: str | None, suffix: str, year: int | None, symbol: str, *, told: bool) -> Reference | None:
    """The reference of a number with a slash; None where the symbol is none. `told`: the word "số" stands
    before it, which lets pass what would else be taken for a code or a measure."""
    parts = _parted(symbol)
    if not parts:
        return None
    kind, rest = parts[0], parts[1:]
    if rest and kinds_abbreviated(kind, party=True) and _PARTY_ORGANS.fullmatch(rest[0]) and year is None:
        return Reference(number, suffix, None, kind, "-".join(rest), None, Family.PARTY)
    family = Family.NORMATIVE if year else Family.ADMINISTRATIVE
    if rest and kinds_abbreviated(kind):
        return Reference(number, suffix, year, kind, "-".join(rest), None, family)
    if not rest:
        bare, digits = _split_digits(kind)
        if bare in ("QH", "UBTVQH") and digits and (year or told):
            return Reference(number, suffix, year, None, kind, None, family)
        if kind in _CODES and told:
            return Reference(number, suffix, year, None, kind, None, Family.LETTER if not year else family)
        return None
    if year is None and _capitals(kind) >= 2 and (_capitals(rest[0]) >= 2 or told):
        return Reference(number, suffix, None, None, kind, "-".join(rest), Family.LETTER)
    if year and _capitals(kind) >= 2 and told:
        return Reference(number, suffix, year, None, kind, "-".join(rest), family)
    return None


def _party(number: str | None, suffix: str, symbol: str) -> Reference | None:
    parts = _parted(symbol)
    if len(parts) != 2 or not kinds_abbreviated(parts[0], party=True):
        return None
    if "/" not in symbol and not _PARTY_ORGANS.fullmatch(parts[1]):
        return None
    if _capitals(parts[1]) < 2:
        return None
    return Reference(number, suffix, None, parts[0], parts[1], None, Family.PARTY)


def _plain(raw: str) -> str:
    return _BLANKS.sub("", raw.translate(_DASHES))


def _is_told(text: str, start: int) -> bool:
    return text[max(0, start - 5) : start].rstrip(" :\n").lower().endswith("số")


def _begins(text: str, start: int) -> bool:
    """A number begins where no word, fraction or date runs into it; "số" may stand without a blank
    ("số09/TTr-SXD")."""
    before = text[start - 1 : start]
    if not before or not (before.isalnum() or before in "_/.,%‰:-"):
        return True
    return text.endswith(("Số", "số", "Số:", "số:"), max(0, start - 3), start)


def _at(text: str, start: int, told: bool) -> FoundReference | None:
    found = _PARTY_FORM.match(text, start)
    if found:
        reference = _party(found["number"], found["suffix"], _plain(found["symbol"]))
        if reference:
            return FoundReference(start, found.end(), reference, found[0])
    found = _STATE_FORM.match(text, start)
    if not found:
        return None
    suffix, slash = found["suffix"], "/" in found["slash"]
    if not slash and (not told or (found["slash"] and not found["year"])):
        return None
    end = found.end()
    year = int(found["year"]) if found["year"] else None
    number = found["number"].replace(".", "")
    while end > found.start("symbol"):
        symbol = _plain(text[found.start("symbol") : end])
        reference = _state(number, suffix, year, symbol, told=told)
        if reference and (slash or reference.kind):
            return FoundReference(start, end, reference, text[start:end])
        end = _before_last_joint(text, found.start("symbol"), end)
    return None


def _before_last_joint(text: str, start: int, end: int) -> int:
    """Where the symbol ends when its last part is taken off; `start` where it has one part only."""
    for index in range(end - 1, start, -1):
        if text[index].translate(_DASHES) in "-.":
            return start + len(text[start:index].rstrip())
    return start


def find_references(text: str) -> tuple[FoundReference, ...]:
    """All numbers of documents in `text`, in their order."""
    found: list[FoundReference] = []
    end = 0
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        if start < end or not _begins(text, start):
            continue
        reference = _at(text, start, _is_told(text, start))
        if reference and not _FORM.search(text, max(0, start - 24), start):
            found.append(reference)
            end = reference.end
    return tuple(found)


def _blanks(text: str) -> list[FoundReference]:
    """Places where the number is left out ("Số:      /KH-UBND"): their reference has no number, and their
    span begins at the slash."""
    found: list[FoundReference] = []
    for match in _BLANK_FORM.finditer(text):
        symbol = _plain(match["symbol"])
        if match["dash"]:
            reference = _party(None, "", symbol)
        else:
            reference = _state(None, "", int(match["year"]) if match["year"] else None, symbol, told=True)
        if reference:
            start = match.start("slash") if match["slash"] else match.start("dash")
            found.append(FoundReference(start, match.end(), reference, text[start : match.end()]))
    return found


def parse_reference(text: str) -> Reference | None:
    """The reference that `text` consists of ("Số:" before it is let pass); None where it is none.

    A blank number ("Số:      /KH-UBND", "/KH-UBND", "KH-UBND") gives a reference without a number.
    """
    bare = text.strip().rstrip(".,;")
    bare = _NUMBER_WORD.sub("", bare)
    head = "số "
    if bare[:1].isdigit():
        found = find_references(head + bare)
        return found[0].reference if len(found) == 1 and found[0].end == len(head + bare) else None
    blanks = _blanks(head + (bare if bare[:1] in "/-–.…_" else f"/{bare}"))
    return blanks[0].reference if len(blanks) == 1 and blanks[0].end >= len(head + bare) else None
