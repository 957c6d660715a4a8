"""How documents are cited (NĐ 30/2020, Phụ lục I, Mục II, 6): all of it at first, kind and number later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.kind import follows_other_rules
from sauro.checks.model import Examined, Fault
from sauro.doctypes.components import Component
from sauro.doctypes.issuer import issuer_end
from sauro.doctypes.reference import find_references
from sauro.findings import Edit
from sauro.folio.model import Table
from sauro.folio.span import Span

__all__ = ["first_mention", "later_mentions"]

_DATE = re.compile(
    r"[\s,]*(?:\([^)]{0,40}\))?[\s,]*ngày\s+(?P<date>\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))"
)
_LEFT_OPEN = re.compile(r"[\s,]*ngày[\s.…/_]+(?:tháng|năm|\d)")
_OF = re.compile(r"[\s,]*của\s+")
_ENDS = re.compile(r"\s*(?:[;.,)]|$|\n|và\s)")
_CLOSES = re.compile(r"\s*(?:[;.](?=\s|$)|\n|$|,(?!\s*[^\W\d]\w*(?:\s[^\W\d]\w*){0,3}\s(?:số\s)?\d))")
_OFFICE_BEFORE = re.compile(r"\b(?:của|theo đề nghị)\b[^;\n]*$", re.IGNORECASE)
"""An office that stands before the document: "đề nghị của Sở Nội vụ tại Tờ trình số …"."""
_LAWS = frozenset(("Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh"))
_APPENDED = re.compile(r"[Kk]èm theo[^\n]{0,60}$")
_NESTED = 220


def first_mention(examined: Examined) -> Iterator[Fault]:
    """Kind, number, date, issuer and subject; of a law kind and name suffice. One that is named inside the
    subject of another is as that other writes it; the cells of a table have room for the short form only."""
    if follows_other_rules(examined):
        return
    text = examined.folio.text
    own = examined.plan.document.number
    ends = [found.end for found in find_references(text)]
    lines = [one.span for one in examined.components.of(Component.APPENDIX_BASIS, Component.NUMBER)]
    tables = _tables(examined)
    subject = [one.span for one in examined.components.of(Component.SUBJECT, Component.LETTER_SUBJECT)]
    for citation in examined.plan.citations:
        if (
            citation.type in _LAWS
            or "QH" in citation.number
            or (own is not None and own.value == citation.number)
        ):
            continue
        places = [one for one in citation.places if not any(line.holds(one.start) for line in lines)]
        places = [one for one in places if not any(table.holds(one.start) for table in tables)]
        # A subject may be short: the text then tells the rest.
        places = [one for one in places if not any(line.holds(one.start) for line in subject)] or places
        lacking = _lacking(text, places[0].start, places[0].end) if places else ""
        if (
            not lacking
            or _is_nested(text, places[0].start, ends)
            or _APPENDED.search(text[: places[0].start][-90:])
        ):
            continue
        told = f"Viện dẫn lần đầu {citation.type} số {citation.number} còn thiếu {lacking}"
        yield Fault(
            f"{told}; lần đầu ghi đủ tên loại, số, ngày, cơ quan ban hành và trích yếu.",
            places[0],
            others=tuple(places[1:2]),
        )


def _tables(examined: Examined) -> list[Span]:
    """Where the ruled tables stand."""
    return [one.span for one in examined.folio.blocks if isinstance(one, Table) and one.ruled]


def _lacking(text: str, start: int, end: int) -> str:
    """What the words behind a dated number leave out."""
    dated = _DATE.match(text, end)
    if dated is None:
        return "" if _LEFT_OPEN.match(text, end) else "ngày tháng"
    office = _OF.match(text, dated.end())
    if office is None:
        told = _OFFICE_BEFORE.search(text[max(0, start - _NESTED) : start])
        return "tên cơ quan ban hành" if _CLOSES.match(text, dated.end()) and told is None else ""
    last = issuer_end(text, office.end())
    return "trích yếu nội dung" if last > office.end() and _ENDS.match(text, last) else ""


def _is_nested(text: str, start: int, ends: list[int]) -> bool:
    """Whether another number stands before it in the same sentence."""
    for end in ends:
        if start - _NESTED <= end < start and not re.search(r"[;\n]|\.\s", text[end:start]):
            return True
    return text[max(0, start - _NESTED) : start].rfind("“") > text[max(0, start - _NESTED) : start].rfind("”")


def later_mentions(examined: Examined) -> Iterator[Fault]:
    """Kind and number only, once the document was cited in full in the text; in the subject and in the lines
    of appendices it is another matter."""
    if follows_other_rules(examined):
        return
    text = examined.folio.text
    ends = [found.end for found in find_references(text)]
    inside = examined.components.of(Component.SUBJECT, Component.LETTER_SUBJECT, Component.APPENDIX_BASIS)
    own = examined.plan.document.number
    tables = _tables(examined)
    for citation in examined.plan.citations:
        if own is not None and own.value == citation.number:
            continue
        places = [one for one in citation.places if not any(piece.span.holds(one.start) for piece in inside)]
        places = [one for one in places if not any(table.holds(one.start) for table in tables)]
        if not places:
            continue
        dated = [(one, match) for one in places if (match := _DATE.match(text, one.end)) is not None]
        if len(dated) < 2 or dated[0][0] != places[0]:
            continue
        dated = dated[:1] + [pair for pair in dated[1:] if not _is_nested(text, pair[0].start, ends)]
        spans = [Span(one.start, match.end()) for one, match in dated[1:]]
        if not spans:
            continue
        edits = tuple(
            Edit(Span(one.end, _end_of_repeat(text, match.end())), "")
            for one, match in dated[1:]
            if _ENDS.match(text, _end_of_repeat(text, match.end()))
        )
        many = f" ({len(spans)} chỗ)" if len(spans) > 1 else ""
        yield Fault(
            f"{citation.type} số {citation.number} đã viện dẫn đủ ở trên; các lần sau chỉ ghi tên loại và "
            f"số, ký hiệu{many}.",
            spans[0],
            edits=edits,
            others=tuple(spans[1:]),
        )


def _end_of_repeat(text: str, end: int) -> int:
    """Where date and issuer end."""
    office = _OF.match(text, end)
    if office is None:
        return end
    last = issuer_end(text, office.end())
    return last if last > office.end() else end
