"""The kinds of documents and their abbreviations.

Sources: Nghị định 30/2020/NĐ-CP, Điều 7 (the 29 kinds of administrative documents) and Phụ lục III
(abbreviations, copies); Luật Ban hành văn bản quy phạm pháp luật, Điều 4 (normative documents); Quyết định
399-QĐ/TW with Hướng dẫn 05-HD/VPTW (documents of the Party).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "ADMINISTRATIVE_KINDS",
    "COPY_KINDS",
    "KINDS",
    "NORMATIVE_KINDS",
    "PARTY_KINDS",
    "DocumentKind",
    "Order",
    "fits",
    "kind_named",
    "kind_of_symbol",
    "kinds_abbreviated",
]


class Order(StrEnum):
    """Which rules a kind belongs to: administrative (NĐ 30), normative, of the Party, or a copy (NĐ 30)."""

    ADMINISTRATIVE = "administrative"
    NORMATIVE = "normative"
    PARTY = "party"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document. `abbreviation` is the one of the list, None where the kind has none (công văn,
    luật); `variants` are further abbreviations in use."""

    name: str
    abbreviation: str | None
    order: Order
    variants: tuple[str, ...] = ()

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """All abbreviations, the proper one first."""
        return (self.abbreviation, *self.variants) if self.abbreviation else self.variants


def _kinds(order: Order, rows: Iterable[tuple[str, str]]) -> tuple[DocumentKind, ...]:
    """Kinds of rows (name, abbreviations parted by blanks; "-" first where only variants are in use)."""
    kinds: list[DocumentKind] = []
    for name, written in rows:
        first, *others = written.split() or ["-"]
        kinds.append(DocumentKind(name, None if first == "-" else first, order, tuple(others)))
    return tuple(kinds)


ADMINISTRATIVE_KINDS = _kinds(
    Order.ADMINISTRATIVE,
    (
        ("Nghị quyết", "NQ"),
        ("Quyết định", "QĐ"),
        ("Chỉ thị", "CT"),
        ("Quy chế", "QC"),
        ("Quy định", "QyĐ QĐi"),
        ("Thông cáo", "TC"),
        ("Thông báo", "TB"),
        ("Hướng dẫn", "HD"),
        ("Chương trình", "CTr CTHĐ"),
        ("Kế hoạch", "KH KHHĐ"),
        ("Phương án", "PA"),
        ("Đề án", "ĐA"),
        ("Dự án", "DA"),
        ("Báo cáo", "BC"),
        ("Biên bản", "BB"),
        ("Tờ trình", "TTr"),
        ("Hợp đồng", "HĐ"),
        ("Công văn", "- CV"),
        ("Công điện", "CĐ"),
        ("Bản ghi nhớ", "BGN"),
        ("Bản thỏa thuận", "BTT"),
        ("Giấy ủy quyền", "GUQ"),
        ("Giấy mời", "GM"),
        ("Giấy giới thiệu", "GGT"),
        ("Giấy nghỉ phép", "GNP"),
        ("Phiếu gửi", "PG"),
        ("Phiếu chuyển", "PC"),
        ("Phiếu báo", "PB"),
        ("Thư công", ""),
    ),
)
"""The 29 kinds of Điều 7, in its order."""

COPY_KINDS = _kinds(Order.COPY, (("Sao y", "SY"), ("Trích sao", "TrS"), ("Sao lục", "SL")))
"""Copies have symbols of their own (NĐ 30, Phụ lục III)."""

NORMATIVE_KINDS = _kinds(
    Order.NORMATIVE,
    (
        ("Hiến pháp", ""),
        ("Bộ luật", ""),
        ("Luật", ""),
        ("Pháp lệnh", "PL"),
        ("Lệnh", "L"),
        ("Nghị quyết liên tịch", "NQLT"),
        ("Nghị quyết", "NQ"),
        ("Nghị định", "NĐ"),
        ("Thông tư liên tịch", "TTLT"),
        ("Thông tư", "TT"),
        ("Quyết định", "QĐ"),
        ("Chỉ thị", "CT"),
        ("Văn bản hợp nhất", "VBHN"),
    ),
)
"""Kinds of normative documents, those of earlier laws that are still cited included."""

PARTY_KINDS = _kinds(
    Order.PARTY,
    (
        ("Nghị quyết", "NQ"),
        ("Quyết định", "QĐ"),
        ("Quy định", "QĐ QyĐ QĐi"),
        ("Chỉ thị", "CT"),
        ("Kết luận", "KL"),
        ("Quy chế", "QC"),
        ("Thông tri", "TT"),
        ("Hướng dẫn", "HD"),
        ("Thông báo", "TB"),
        ("Thông cáo", "TC"),
        ("Báo cáo", "BC"),
        ("Kế hoạch", "KH KHHĐ"),
        ("Quy hoạch", "QH"),
        ("Chương trình", "CTr CTHĐ"),
        ("Đề án", "ĐA"),
        ("Dự án", "DA"),
        ("Phương án", "PA"),
        ("Tờ trình", "TTr"),
        ("Công văn", "CV"),
        ("Công điện", "CĐ"),
        ("Biên bản", "BB"),
        ("Giấy mời", "GM"),
    ),
)
"""Kinds of documents of the Party; "QĐ" stands there for quyết định and for quy định."""

KINDS = ADMINISTRATIVE_KINDS + COPY_KINDS + NORMATIVE_KINDS + PARTY_KINDS

# Kinds whose symbol never shows them: laws bear "QH15", letters the drafting unit.
_WITHOUT_ABBREVIATION = {
    "QH": ("Luật", "Bộ luật", "Nghị quyết", "Hiến pháp"),
    "UBTVQH": ("Pháp lệnh", "Nghị quyết"),
}
_NOT_LETTERS = re.compile(r"[^A-Za-zĐđ]+")
_JOINTS = re.compile(r"[-/]")


def _index(kinds: Iterable[DocumentKind]) -> dict[str, tuple[DocumentKind, ...]]:
    found: dict[str, tuple[DocumentKind, ...]] = {}
    for kind in kinds:
        for abbreviation in kind.abbreviations:
            found[abbreviation] = (*found.get(abbreviation, ()), kind)
    return found


_STATE = _index(NORMATIVE_KINDS + ADMINISTRATIVE_KINDS + COPY_KINDS)
_PARTY = _index(PARTY_KINDS)
_NAMED: dict[tuple[str, bool], DocumentKind] = {}
for _kind in KINDS:
    _NAMED.setdefault((_kind.name.casefold(), _kind.order is Order.PARTY), _kind)


def kind_named(name: str, *, party: bool = False) -> DocumentKind | None:
    """The kind of this name, whatever its case; None where there is none."""
    key = " ".join(name.split()).casefold()
    return _NAMED.get((key, party)) or _NAMED.get((key, not party))


def kinds_abbreviated(abbreviation: str, *, party: bool = False) -> tuple[DocumentKind, ...]:
    """All kinds that this abbreviation may stand for; the most usual first."""
    return (_PARTY if party else _STATE).get(abbreviation, ())


def kind_of_symbol(symbol: str) -> DocumentKind | None:
    """The kind that a symbol shows: "KH-UBND" → Kế hoạch, "KL/TW" → Kết luận, "UBND-NC" → Công văn.

    None where the symbol does not tell ("QH15" is a law or a resolution) or is none.
    """
    parts = [part.strip() for part in _JOINTS.split(symbol.strip())]
    found = kinds_abbreviated(parts[0], party="/" in symbol)
    if found:
        return found[0]
    if len(parts) > 1 and all(parts) and all(_NOT_LETTERS.sub("", part).isupper() for part in parts[:1]):
        return kind_named("Công văn")
    return None


def fits(name: str, symbol: str) -> bool:
    """Whether a document called `name` may bear `symbol`: "Quy định" and "QĐ/TW" fit, "Kế hoạch" and "KL/TW"
    do not.

    Where the symbol shows no kind ("QH15"), the kinds that its issuer issues fit.
    """
    first, *rest = _JOINTS.split(symbol)
    named = kinds_abbreviated(first, party="/" in symbol)
    if named:
        return any(kind.name == name for kind in named)
    issued = _WITHOUT_ABBREVIATION.get(first.rstrip("0123456789"))
    if issued:
        return name in issued
    return name in ("Công văn", "Văn bản") if rest else True
