"""How documents are cited (NĐ 30/2020, Phụ lục I, Mục II, 6): all of it at first, kind and number later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Examined, Fault
from sauro.doctypes.components import Component
from sauro.doctypes.issuer import issuer_end
from sauro.doctypes.reference import find_references
from sauro.findings import Edit
from sauro.folio.span import Span

__all__ = ["first_mention", "later_mentions"]

_DATE = re.compile(
    r"[\s,]*(?:\([^)]{0,40}\))?[\s,]*ngày\s+(?P<date>\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))"
)
_OF = re.compile(r"[\s,]*của\s+")
_ENDS = re.compile(r"\s*(?:[;.,)]|$|\n|và\s)")
_LAWS = frozenset(("Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh"))
_APPENDED = re.compile(r"[Kk]èm theo[^\n]{0,60}$")
_NESTED = 220


def first_mention(examined: Examined) -> Iterator[Fault]:
    """Kind, number, date, issuer and subject; of a law kind and name suffice. One that is named inside the
    subject of another is as that other writes it."""
    text = examined.folio.text
    own = examined.plan.document.number
    ends = [found.end for found in find_references(text)]
    lines = [one.span for one in examined.components.of(Component.APPENDIX_BASIS, Component.NUMBER)]
    for citation in examined.plan.citations:
        if citation.type in _LAWS or (own is not None and own.value == citation.number):
            continue
        places = [one for one in citation.places if not any(line.holds(one.start) for line in lines)]
        if not places or any(_DATE.match(text, one.end) for one in places[:1]):
            lacking = "" if not places else _lacking(text, places[0].end)
        else:
            lacking = "ngày tháng"
        if (
            not lacking
            or _is_nested(text, places[0].start, ends)
            or _APPENDED.search(text[: places[0].start][-90:])
        ):
            continue
        told = f"Viện dẫn lần đầu {citation.type.lower()} {citation.number} còn thiếu {lacking}"
        yield Fault(
            f"{told}; lần đầu ghi đủ tên loại, số, ngày, cơ quan ban hành và trích yếu.",
            places[0],
            others=tuple(places[1:2]),
        )


def _lacking(text: str, end: int) -> str:
    """What the words behind a dated number leave out."""
    dated = _DATE.match(text, end)
    if dated is None:
        return "ngày tháng"
    office = _OF.match(text, dated.end())
    if office is None:
        return "tên cơ quan ban hành" if _ENDS.match(text, dated.end()) else ""
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
    text = examined.folio.text
    inside = examined.components.of(Component.SUBJECT, Component.LETTER_SUBJECT, Component.APPENDIX_BASIS)
    own = examined.plan.document.number
    for citation in examined.plan.citations:
        if own is not None and own.value == citation.number:
            continue
        places = [one for one in citation.places if not any(piece.span.holds(one.start) for piece in inside)]
        dated = [(one, match) for one in places if (match := _DATE.match(text, one.end)) is not None]
        if len(dated) < 2 or dated[0][0] != places[0]:
            continue
        spans = [Span(one.start, match.end()) for one, match in dated[1:]]
        edits = tuple(
            Edit(Span(one.end, _end_of_repeat(text, match.end())), "")
            for one, match in dated[1:]
            if _ENDS.match(text, _end_of_repeat(text, match.end()))
        )
        many = f" ({len(spans)} chỗ)" if len(spans) > 1 else ""
        yield Fault(
            f"{citation.type} {citation.number} đã viện dẫn đủ ở trên; các lần sau chỉ ghi tên loại và số, "
            f"ký hiệu{many}.",
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
