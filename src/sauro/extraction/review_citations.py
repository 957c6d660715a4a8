"""What is doubtful in the citations of a document: one number with two days or two issuers, a symbol that is
misspelt (NĐ 30/2020, Phụ lục I, mục II.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sauro.extraction.citations import Mention
from sauro.extraction.identity import is_same_office
from sauro.findings import Finding, Severity
from sauro.folio.span import Span
from sauro.text.normalise import unify_dashes

__all__ = ["review_citations"]

_RULE = "NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.6"
_NO_MARKS = re.compile(r"[\d/]*ND-CP")
"""As texts in other tongues write it."""
_FULL_DATE = len("2026-05-13")
_CENTRAL = re.compile(r"CP|TTg|TW|CTN|QH\d*|UBTVQH\d*|B[A-ZĐ].*|VPCP|TTCP|TANDTC|VKSNDTC|KTNN|NHNN")
"""Issuers of which there is one in the country, so that a number of a year is that of one document."""
_BOARDS = frozenset(("TW", "TU"))
"""Symbols that several boards of the Party share."""
_TITLES = (
    "(?:(?:phó )?chủ tịch|bộ trưởng|thứ trưởng|thống đốc|giám đốc|thủ trưởng|chủ nhiệm|tổng thanh tra)"
    r"(?:,\s+chủ nhiệm)?"
)
_TITLE = re.compile(_TITLES, re.IGNORECASE)
_HEADS = re.compile(rf"{_TITLES}\s+(?=\S+\s)", re.IGNORECASE)
"""The head of an office, whose documents bear the symbol of the office."""


def review_citations(mentions: Sequence[Mention]) -> Iterator[Finding]:
    """The findings on the documents cited, each document told once by code."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(str(mention.found.reference).casefold(), []).append(mention)
    for group in groups.values():
        yield from _on_dates(group)
        yield from _on_issuers(group)
    yield from _on_symbols(mentions)


def _on_dates(group: Sequence[Mention]) -> Iterator[Finding]:
    """Two days of one document. The numbers of most kinds begin anew each year, so that of two years there
    may be two documents; so may there be of two offices that share a symbol."""
    dated = [one for one in group if one.date and len(one.date) == _FULL_DATE]
    for first, other in pairwise(dated):
        if first.date == other.date or _are_two_offices(first, other):
            continue
        number, days = str(first.found.reference), f"{_day(first.date)} và {_day(other.date)}"
        if _is_one_document(first, other):
            yield Finding(
                "citation.date_differs",
                Severity.WARN,
                f"Văn bản số {number} được dẫn với hai ngày khác nhau: {days}; hãy sửa cho đúng.",
                (_place(first), _place(other)),
                _RULE,
            )
        else:
            yield Finding(
                "citation.two_dates",
                Severity.ASK,
                f"Số {number} được dẫn với hai ngày: {days}; hãy xem là hai văn bản hay ghi sai ngày.",
                (_place(first), _place(other)),
                _RULE,
            )
        return


def _is_one_document(first: Mention, other: Mention) -> bool:
    """Whether both surely speak of one document: the number holds its year, or both days lie in one year, and
    the symbol is that of one office in the country or both name the same."""
    reference = first.found.reference
    if not reference.year and str(first.date)[:4] != str(other.date)[:4]:
        return False
    return _CENTRAL.fullmatch(reference.issuer) is not None or bool(first.issuer and other.issuer)


def _are_two_offices(first: Mention, other: Mention) -> bool:
    """Whether both name an office, and not the same; a bare title ("Bộ trưởng") names none."""
    one, two = (_HEADS.sub("", name.issuer or "", count=1).strip() for name in (first, other))
    named = all(name and not _TITLE.fullmatch(name) for name in (one, two))
    return named and not is_same_office(one, two)


def _on_issuers(group: Sequence[Mention]) -> Iterator[Finding]:
    """Two issuers of one document: of one in the country, or of one day."""
    named = [one for one in group if one.issuer]
    for first, other in pairwise(named):
        if not _are_two_offices(first, other):
            continue
        reference = first.found.reference
        same_day = first.date is not None and first.date == other.date and len(first.date) == _FULL_DATE
        alone = _CENTRAL.fullmatch(reference.issuer) is not None and reference.issuer not in _BOARDS
        other_day = first.date and other.date and first.date != other.date
        if same_day or (alone and not other_day):
            yield Finding(
                "citation.issuer_differs",
                Severity.WARN,
                f"Văn bản số {reference} được dẫn với hai cơ quan ban hành:"
                f" {first.issuer} và {other.issuer}.",
                (_place(first), _place(other)),
                _RULE,
            )
            return


def _on_symbols(mentions: Sequence[Mention]) -> Iterator[Finding]:
    """Symbols that lack a joint or a letter's mark ("09/2019/NĐCP"), each told once."""
    places: dict[tuple[str, str], list[Span]] = {}
    for mention in mentions:
        found = mention.found
        raw, meant = _bare(found.raw), str(found.reference)
        if raw.casefold() != _bare(meant).casefold() and not _NO_MARKS.fullmatch(raw):
            places.setdefault((raw, meant), []).append(Span(found.start, found.end))
    for (raw, meant), spans in places.items():
        yield Finding(
            "citation.symbol_misspelt",
            Severity.WARN,
            f"Số, ký hiệu ghi là “{raw}”, đúng ra là “{meant}”.",
            tuple(spans),
            _RULE,
            meant,
        )


def _bare(text: str) -> str:
    """Without blanks, its dashes alike, without the full stop of thousands."""
    return re.sub(r"(?<=\d)\.(?=\d{3})", "", unify_dashes("".join(text.split())))


def _place(mention: Mention) -> Span:
    return Span(mention.found.start, mention.end)


def _day(iso: str | None) -> str:
    year, month, day = (iso or "--").split("-")
    return f"{day}/{month}/{year}"
