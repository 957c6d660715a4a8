"""Which words of the head are which component (NĐ 30/2020, Phụ lục I, Mục II, 1 to 5 and 9a).

The head is read again from its lines: what is wrong in it ("Độc lập – Tự do", a date without its comma) has
to be known for what it is meant to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from sauro.anatomy.heading import find_title, read_heading
from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Heading
from sauro.doctypes.components import Component
from sauro.doctypes.kinds import Order, kind_named
from sauro.folio.passage import Passage
from sauro.text.capitals import is_capitals
from sauro.text.compare import plain
from sauro.text.marks import MarkKind

__all__ = ["MOTTO", "NATION", "head_pieces"]

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NATION = re.compile(r"C[ỘO]NG\s+H[ÒOÀ][AÀ]?\s+X.{0,40}?(?:VI[ỆE]T\s*NAM|VN\b)", re.IGNORECASE)
_MOTTO = re.compile(r"Độc\s+lập\b.{0,24}?(?:phúc|Phúc|PHÚC|\.|$)|ĐỘC\s+LẬP\b.{0,24}?PHÚC")
_NUMBER = re.compile(r"^\s*(?:Số|SỐ|số)\b\s*[:.]?.{0,14}?/")
_NUMBER_INSIDE = re.compile(r"(?<=\s)Số\s?:\s*\d*[a-zđ]?\s?/\s?[\w/.-]+")
_NUMBER_END = re.compile(r"\s+(?=(?:V/v|Về việc|[A-ZĐ][^\d,;:/]{1,40},?\s+ngày)\b)")
_DAY = r"ngày.{0,30}?(?:tháng.{0,30}?năm[\s.…_]*\d{0,4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_DATE = re.compile(rf"^[^\d:;/]{{2,40}}?,?\s*{_DAY}", re.IGNORECASE)
_DATE_BESIDE = re.compile(rf"(?<=\s)[A-ZĐÀ-Ỹ][^\d:;/]{{1,40}},?\s*{_DAY}")
_SUBJECT = re.compile(r"(?:V/[vV]|v/v)\b")
_URGENCY = re.compile(r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)(?: HẸN GIỜ)?\W*", re.IGNORECASE)
_MARKS = {
    Component.URGENCY: _URGENCY,
    Component.CIRCULATION: re.compile(r"(?:XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ)\W*", re.IGNORECASE),
    Component.COPY_MARK: re.compile(
        r"(?:SAO Y|TRÍCH SAO|SAO LỤC)\b.{0,160}\d{4}.{0,40}|.{0,160}\d{1,2}:\d{2}.{0,20}\+\s?07:00\W*",
        re.IGNORECASE,
    ),
}
_ADDRESSED = re.compile(r"Kính\s+gửi\s*:?", re.IGNORECASE)
_PLACE = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN)\s", re.IGNORECASE)
_OFFICE = re.compile(r"(?:Sở|Phòng|Văn phòng|Chi cục|Trung tâm|Thanh tra|Ban Quản lý)\s", re.IGNORECASE)
_LONGEST_OFFICE = 60
_CONTINUED = re.compile(r".*(?:\bVÀ|\bTHUỘC|,|-)$")
_HEAD_LINES = 40
_ABOVE = 4
"""Lines that an office and the one above it take."""
_LONGEST_REST = 3
"""Characters behind the motto that are still of it, such as a full stop."""
_LONGEST_ADDRESSEE = 200
_MOST_ADDRESSEES = 30
_ALIKE = 80
"""Of 100: what the motto has to be like to be one."""

_Found = tuple[Component, Passage]


def head_pieces(lines: Sequence[Line]) -> Iterator[_Found]:
    """The components of the head that are there: of the outermost document, where one carries another."""
    heading, _ = read_heading(lines, find_title(lines))
    end = _end_of_head(lines, heading)
    head = [line for line in lines[:_HEAD_LINES] if line.passage.start < end]
    yield from _state(head)
    yield from _number_and_date(head, heading.number)
    for line in head:
        if (component := _mark_of(line.text)) is not None:
            yield component, line.passage
    yield from _issuers(head, heading.issuer or _capitals_above(head))
    if heading.kind is not None:
        yield Component.KIND, heading.kind
        yield from ((Component.SUBJECT, passage) for passage in heading.subject)
    elif (place := _small_title(lines)) is not None:
        yield Component.KIND, lines[place].passage
        if place + 1 < len(lines) and lines[place + 1].mark is None:
            yield Component.SUBJECT, lines[place + 1].passage
    yield from _addressees(lines[:_HEAD_LINES])


def _mark_of(text: str) -> Component | None:
    """What a line of the head is that belongs neither to the office nor to the State: a mark of urgency or
    circulation, the line of a digital copy."""
    return next((component for component, mark in _MARKS.items() if mark.fullmatch(text)), None)


def _small_title(lines: Sequence[Line]) -> int | None:
    """The line below place and date that is the name of a kind, but not in capitals."""
    dated = next((place for place, line in enumerate(lines[:_HEAD_LINES]) if _DATE.match(line.text)), None)
    if dated is None:
        return None
    for place in range(dated + 1, min(dated + 1 + _ABOVE, len(lines))):
        kind = kind_named(lines[place].text)
        if kind is not None and kind.order is Order.ADMINISTRATIVE and kind.abbreviation:
            return place
    return None


def _end_of_head(lines: Sequence[Line], heading: Heading) -> int:
    if heading.kind is not None:
        return heading.kind.start
    if (title := _small_title(lines)) is not None:
        return lines[title].passage.start
    addressed = next((line for line in lines[:_HEAD_LINES] if _ADDRESSED.match(line.text)), None)
    if addressed is not None:
        return addressed.passage.start
    first = next((line for line in lines if line.mark is not None or len(line.text) > 200), None)
    return first.passage.start if first else lines[-1].passage.span().end if lines else 0


def _state(head: Sequence[Line]) -> Iterator[_Found]:
    """Nation and motto, which some exports put on one line; on a line of its own each is the whole line."""
    for line in head:
        nation, motto = _NATION.search(line.text), _MOTTO.search(line.text)
        if nation is not None:
            end = nation.end() if motto or _goes_on(line.text, nation) else None
            yield Component.NATION, line.passage.part(nation.start(), end)
        if motto is not None and (nation or ratio(motto[0].casefold(), MOTTO.casefold()) >= _ALIKE):
            end = motto.end() if _goes_on(line.text, motto) else None
            yield Component.MOTTO, line.passage.part(motto.start(), end)
            return
        if nation is None and ratio(plain(line.text), plain(MOTTO)) >= _ALIKE:
            yield Component.MOTTO, line.passage
            return


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether something else stands behind it in the line: a rule, the next component."""
    return len(text) - found.end() > _LONGEST_REST or text.endswith(("-", "_", "="))


def _number_and_date(head: Sequence[Line], known: Line | None) -> Iterator[_Found]:
    number: Passage | None = None
    for line in head:
        text = line.text
        inside = _NUMBER_INSIDE.search(text) if number is None else None
        if number is None and (inside is not None or _NUMBER.match(text)):
            start = inside.start() if inside else 0
            cut = _NUMBER_END.search(text, start)
            number = line.passage.part(start, cut.start() if cut else inside.end() if inside else None)
            yield Component.NUMBER, number
        if (subject := _SUBJECT.search(text)) is not None and (subject.start() == 0 or number is not None):
            yield Component.LETTER_SUBJECT, line.passage.part(subject.start())
    if number is None and known is not None:
        cut = _NUMBER_END.search(known.text)
        yield Component.NUMBER, known.passage.part(0, cut.start() if cut else None)
    for line in head:
        date = _DATE.match(line.text) or _DATE_BESIDE.search(line.text)
        if date is not None:
            yield Component.PLACE_DATE, line.passage.part(date.start(), date.end())
            return


def _capitals_above(head: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in capitals before the name of the State, where what stands above them is no head."""
    place = next((place for place, line in enumerate(head) if _NATION.search(line.text)), 0)
    lines = head[max(0, place - _ABOVE) : place]
    return tuple(line for line in lines if is_capitals(line.text) and _mark_of(line.text) is None)


def _issuers(head: Sequence[Line], lines: Sequence[Line]) -> Iterator[_Found]:
    """The office that issues, and the one above it; a name may take several lines, the place in it be set
    in small letters. More than two offices cannot be told apart."""
    last = max((line.passage.start for line in lines), default=-1)
    below = next((line for line in head if line.passage.start > last), None)
    if lines and below is not None and _is_rest_of_name(below.text):
        lines = (*lines, below)
    names: list[list[Line]] = []
    for line in lines:
        if names and (_PLACE.match(line.text) or _CONTINUED.match(names[-1][-1].text)):
            names[-1].append(line)
        else:
            names.append([line])
    if len(names) > 2:
        return
    for component, name in zip((Component.ISSUER, Component.PARENT_ISSUER), reversed(names), strict=False):
        yield from ((component, _without_state(line)) for line in name)


def _is_rest_of_name(text: str) -> bool:
    """Whether a line below the capitals is of the office as well, only set in small letters."""
    return (_PLACE.match(text) is not None and not _DATE.match(text)) or (
        _OFFICE.match(text) is not None and len(text) <= _LONGEST_OFFICE and not re.search(r"[\d:;.]", text)
    )


def _without_state(line: Line) -> Passage:
    """The left half of a line that goes on with the name of the State."""
    nation = _NATION.search(line.text)
    return line.passage.part(0, nation.start()) if nation and nation.start() else line.passage


def _addressees(lines: Sequence[Line]) -> Iterator[_Found]:
    """ "Kính gửi:" and the lines of those addressed below it."""
    place = next((place for place, line in enumerate(lines) if _ADDRESSED.match(line.text)), None)
    if place is None:
        return
    first = lines[place]
    yield Component.ADDRESSEES, first.passage
    alone = _ADDRESSED.fullmatch(first.text) is not None
    for line in lines[place + 1 : place + 1 + _MOST_ADDRESSEES]:
        dashed = line.mark is not None and line.mark.kind is MarkKind.DASH
        if len(line.text) > _LONGEST_ADDRESSEE or not (dashed or (alone and line.mark is None)):
            return
        yield Component.ADDRESSEE, line.passage
        if line.text.endswith(".") or not (dashed or line.text.endswith((";", ","))):
            return
