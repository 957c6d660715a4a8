"""Appendices (NĐ 30/2020, Phụ lục I, Mục III)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sauro.anatomy.components import Piece
from sauro.checks.form.head import is_doubtful
from sauro.checks.kind import follows_other_rules, kind_of
from sauro.checks.model import Examined, Fault
from sauro.doctypes.components import Component
from sauro.findings import Edit, short_quote
from sauro.text.compare import plain
from sauro.text.marks import roman_number, roman_text

__all__ = ["belongs_to", "caption_case", "numbers", "pointers", "titles"]

_CAPTION = re.compile(r"phụ lục(?:\s+(?:số\s+)?(?P<number>\w+))?\W*", re.IGNORECASE)
_BELONGS = re.compile(r"\((?:Ban hành k|K)èm theo .+\)[.*]?", re.DOTALL)
_POINTS = re.compile(r"(?:kèm theo|đính kèm|gửi kèm|phụ lục)", re.IGNORECASE)
_LISTED = re.compile(
    r"phụ lục(?P<labels>(?:\s+(?:số\s+)?[IVXL\d]+[a-z]?\b(?:\s*(?:,|và|đến|-|–)\s*(?:phụ lục\s+)?)?)+)",
    re.IGNORECASE,
)
_MOST = 89
"""The highest number of an appendix."""
_ALL = re.compile(
    r"các\s+phụ lục|\d+\s+phụ lục|phụ lục(?!\s+(?:số\s+)?(?:[IVXL]+|\d+)[a-z]?\b)", re.IGNORECASE
)


def caption_case(examined: Examined) -> Iterator[Fault]:
    """ "Phụ lục" is set in small letters, and stands on a line of its own."""
    for caption in examined.components.of(Component.APPENDIX):
        if caption.text.startswith("PHỤ LỤC"):
            edit = Edit(caption.passage.span(0, 7), "Phụ lục")
            told = f"“{short_quote(caption.text)}” phải viết chữ in thường: “Phụ lục”."
            yield Fault(told, caption.span, "Phụ lục", (edit,))


def numbers(examined: Examined) -> Iterator[Fault]:
    """Two or more appendices have roman numbers, one after the other."""
    labels = examined.components.of(Component.APPENDIX)
    if is_doubtful(examined) or follows_other_rules(examined):
        return
    place = 0
    for label in labels:
        place += 1
        match = _CAPTION.fullmatch(label.text)
        stated = match["number"] if match else None
        if match is None or (stated is None and len(labels) == 1):
            continue
        value = roman_number(stated.upper()) if stated else None
        if value and value != place and place == 1 and _lost_before(examined, label):
            place = value  # those before it were lost with their tables
        if value != place:
            wanted = f"Phụ lục {roman_text(place)}"
            edits: tuple[Edit, ...] = ()
            if stated is not None:
                edits = (Edit(label.passage.span(*match.span("number")), roman_text(place)),)
            told = f"“{short_quote(label.text)}” phải là “{wanted}”: phụ lục đánh số La Mã liên tục."
            yield Fault(told, label.span, wanted, edits)


def _lost_before(examined: Examined, label: Piece) -> bool:
    """Whether a text that begins with a later appendix names an earlier one, lost with its tables."""
    return examined.setting is None and bool(
        _labels(examined.folio.text[: label.span.start]) & {"I", "1", "01"}
    )


def titles(examined: Examined) -> Iterator[Fault]:
    """Each appendix has a title."""
    if examined.setting is None:
        return
    for caption, pieces in _parts(examined):
        if not any(one.component is Component.APPENDIX_TITLE for one in pieces):
            yield Fault(f"{short_quote(caption.text)} thiếu tiêu đề.", caption.span)


def belongs_to(examined: Examined) -> Iterator[Fault]:
    """Each appendix says, in brackets, which document it belongs to: its kind and number as in the head."""
    if is_doubtful(examined) or follows_other_rules(examined):
        return
    kind = kind_of(examined)
    for caption, pieces in _parts(examined):
        line = next((one for one in pieces if one.component is Component.APPENDIX_BASIS), None)
        if line is None:
            if examined.setting is not None:
                told = f"{short_quote(caption.text)} thiếu dòng “(Kèm theo … số … ngày … của …)”."
                yield Fault(told, caption.span)
        elif not _BELONGS.fullmatch(line.text):
            bare = line.text.strip("()*. ")
            edit = Edit(line.span, f"({bare})")
            told = "Dòng chỉ dẫn của phụ lục phải đặt trong ngoặc đơn, bắt đầu “Kèm theo”."
            yield Fault(told, line.span, f"({bare})", (edit,) if bare.startswith("Kèm theo") else ())
        elif kind is not None and kind.name not in {"Công văn"} and not _names_kind(line, kind.name):
            told = f"Dòng “{short_quote(line.text)}” không ghi đúng tên loại văn bản ({kind.name})."
            yield Fault(told, line.span)


def _names_kind(line: Piece, name: str) -> bool:
    """Whether the line names the kind; one that names another document's number is that document's."""
    words = plain(line.text)
    return (
        plain(name) in words
        or "van ban" in words
        or re.search(r"kem theo\W+(?:so|cong van)\b", words) is not None
    )


def _parts(examined: Examined) -> Iterator[tuple[Piece, list[Piece]]]:
    """Each caption with the pieces below it, as far as the next one."""
    pieces = examined.components.pieces
    captions = [place for place, one in enumerate(pieces) if one.component is Component.APPENDIX]
    for place, following in pairwise((*captions, len(pieces))):
        yield pieces[place], list(pieces[place + 1 : following])


def pointers(examined: Examined) -> Iterator[Fault]:
    """The text points at its appendices: at each by its number, or at all of them."""
    captions = examined.components.of(Component.APPENDIX)
    if not captions or follows_other_rules(examined):
        return
    text = examined.folio.text[: captions[0].span.start]
    if _ALL.search(text) or (len(captions) == 1 and _POINTS.search(text)):
        return
    named = _labels(text)
    for caption in captions:
        match = _CAPTION.fullmatch(caption.text)
        label = (match["number"] or "").upper() if match else ""
        if label not in named and not (not label and named):
            yield Fault(f"Nội dung văn bản chưa dẫn đến {caption.text.strip()}.", caption.span)


def _labels(text: str) -> set[str]:
    """The numbers of appendices that a text names, those of a series ("I đến V") included."""
    found: set[str] = set()
    for match in _LISTED.finditer(text):
        labels = re.findall(r"[IVXL]+|\d+", match["labels"].upper())
        values = [roman_number(one) or (int(one) if one.isdigit() else 0) for one in labels]
        if re.search(r"đến|-|–", match["labels"]) and len(values) == 2:
            values = list(range(max(1, values[0]), min(values[1], _MOST) + 1))
        found.update(labels)
        found.update(roman_text(one) for one in values if 0 < one <= _MOST)
    return found
