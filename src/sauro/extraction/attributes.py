"""Lines that give an attribute of the item above ("- Cơ quan chủ trì: …", "Thời gian hoàn thành: …"), and
attributes inside the duty's own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sauro.extraction.labels import AttributeKind, Label, find_label
from sauro.extraction.time_words import begins_with_time, ends_with_rhythm, is_time_only
from sauro.extraction.units import names_units
from sauro.folio.passage import Passage
from sauro.records import quick

__all__ = ["Attribute", "AttributeKind", "inline_attributes", "read_attributes"]


@quick
@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its kind and the words after the colon. `labelled`: a label says what they are; else
    their own words do."""

    kind: AttributeKind
    value: Passage
    labelled: bool = True


_LONGEST_LABEL = 110
"""Characters before the colon of the longest label, with what may stand in brackets behind it."""
_NEXT = re.compile(r"\s*[;.,(]\s*(?=[^\W\d])")
_INLINE = re.compile(
    r"(?<=[.;,(])\s*(?P<label>(?:Thời gian|Thời hạn|Tiến độ|Hạn)\s*(?:thực hiện|hoàn thành|triển khai)?"
    r"|(?:(?:Cơ quan|Đơn vị)\s+)?(?:chủ trì|phối hợp)|(?:(?:Cơ quan|Đơn vị)\s+)?thực hiện"
    r"|(?:Cơ quan|Đơn vị)\s+được giao|Sản phẩm"
    r"|Trách nhiệm(?:\s+(?:thực hiện|chủ trì))?)"
    r"(?:\s*:|(?<=sản phẩm)\s+là\s)\s*(?P<value>[^;()]*?)(?=[;)]|\.(?:\s|$)|\s*$)",
    re.IGNORECASE,
)
_INLINE_KINDS = (
    ("phối hợp", AttributeKind.COOPERATING),
    ("chủ trì", AttributeKind.LEAD),
    ("trách nhiệm", AttributeKind.LEAD),
    ("cơ quan", AttributeKind.LEAD),
    ("đơn vị", AttributeKind.LEAD),
    ("sản phẩm", AttributeKind.PRODUCT),
    ("", AttributeKind.DUE),
)
_CLOSING_BRACKET = re.compile(r"\(([^()]{5,200})\)[\s.;]*$")
_PIECE = re.compile(r"[^;\s][^;]*")
_ROLE = re.compile(r"\s+(?:là (?:cơ quan|đơn vị) )?(?P<role>chủ trì|phối hợp|tham mưu|thực hiện)\b")


def read_attributes(content: Passage) -> tuple[Attribute, ...]:
    """The attributes that a line gives, its mark already taken off; none for a line that is a duty of its
    own. Several may stand in one line ("Chủ trì: A; phối hợp: B; thời gian: Quý II/2026.")."""
    text = content.text
    if text.find(":", 0, _LONGEST_LABEL) < 0:
        return (Attribute(AttributeKind.DUE, content),) if is_time_only(text) else ()
    labels = tuple(_labels(text))
    ends = [*(label.start for label in labels[1:]), len(text)]
    return tuple(
        Attribute(label.kind, content.part(label.value, end))
        for label, end in zip(labels, ends, strict=False)
    )


def _labels(text: str) -> Iterator[Label]:
    """The label at the head of a line, and those behind the values; each begins where the value before
    ends."""
    first = _label_at(text, 0)
    if first is None:
        return
    yield first
    if text.find(":", first.value) < 0:
        return
    for match in _NEXT.finditer(text, first.value):
        label = _label_at(text, match.end())
        if label is not None:
            yield replace(label, start=match.start())


def _label_at(text: str, position: int) -> Label | None:
    """A label, unless the words are a duty's ("Thực hiện: rà soát …")."""
    label = find_label(text, position)
    if label is None or not label.loose or names_units(text[label.value :]):
        return label
    if text[position : label.end].lower() == "phụ trách":  # a person's name follows
        return replace(label, kind=AttributeKind.OTHER)
    return None


def inline_attributes(content: Passage) -> tuple[Attribute, ...]:
    """Attributes written at the end of the duty's own sentence ("… gửi Bộ. Thời gian hoàn thành: Tháng
    12/2025.")."""
    text = content.text
    labelled = _labelled(content) if ":" in text or "ản phẩm là " in text else ()
    bracketed = _bracketed(content) if ")" in text else ()
    return (*labelled, *bracketed)


def _labelled(content: Passage) -> Iterator[Attribute]:
    for match in _INLINE.finditer(content.text):
        label = match["label"].lower()
        if match["value"].strip():
            if label in ("trách nhiệm", "thực hiện") and not names_units(match["value"]):
                continue
            kind = next(kind for word, kind in _INLINE_KINDS if word in label)
            if label == "thực hiện":
                kind = AttributeKind.LEAD
            yield Attribute(kind, content.part(*match.span("value")))


def _bracketed(content: Passage) -> Iterator[Attribute]:
    """Roles and time in a bracket that closes the duty, without labels ("(Sở Y tế chủ trì; Quý
    III/2026)")."""
    text = content.text
    bracket = _CLOSING_BRACKET.search(text)
    if bracket is None or ends_with_rhythm(text, bracket.start()):
        return
    for piece in _PIECE.finditer(text, *bracket.span(1)):
        words = piece[0]
        if ":" in words:
            continue
        if role := _ROLE.search(words):
            kind = AttributeKind.COOPERATING if role["role"] == "phối hợp" else AttributeKind.LEAD
            if names_units(words):
                # A lead's words may go on with those who help ("Sở Y tế chủ trì, Sở Nội vụ phối hợp").
                end = piece.start() + role.start() if kind is AttributeKind.COOPERATING else piece.end()
                yield Attribute(kind, content.part(piece.start(), end))
        elif begins_with_time(words):
            yield Attribute(AttributeKind.DUE, content.part(*piece.span()), labelled=False)
