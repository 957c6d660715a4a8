"""Appendices that the text announces and that the document does not have (NĐ 30/2020/NĐ-CP, Phụ lục I, mục
III)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Examined, Fault
from sauro.folio.span import Span
from sauro.text.marks import roman_text

__all__ = ["announced"]

_LABEL = r"(?P<label>[IVXL]{1,5}|\d{1,2})(?!\w)"
_ANNOUNCED = re.compile(
    rf"(?<!\w)(?P<name>[Pp]hụ lục|PHỤ LỤC)(?:\s+(?:số\s+)?{_LABEL})?"
    r"(?=(?:\s+chi tiết)?\s+(?:đính\s+)?kèm(?: theo)?"
    r"(?:\s+(?:Kế hoạch|Quyết định|Công văn|Báo cáo|văn bản) này)?"
    r"\s*[).;,*]|\s+ban hành kèm theo (?:Kế hoạch|Quyết định) này)"
)
_ROMANS = {roman_text(number): number for number in range(1, 40)}
_CAPTION = re.compile(
    r"^[\s*#(]*PHỤ\s+(?:LỤC|BIỂU)\b|^[\s*#(]*Phụ (?:lục|biểu)(?:\s+(?:số\s+)?[IVXL\d]+)?\s*$", re.M
)
_LABELLED = re.compile(rf"^[\s*#(]*(?:PHỤ LỤC|Phụ lục)\s+(?:SỐ\s+|số\s+)?{_LABEL}", re.M)


def announced(examined: Examined) -> Iterator[Fault]:
    """Each announced appendix that no caption begins, told where it is first announced."""
    text = examined.folio.text
    held = bool(examined.anatomy.appendices) or _CAPTION.search(text) is not None
    labels = {_number(found["label"]) for found in _LABELLED.finditer(text)}
    labels |= {_number(appendix.label) for appendix in examined.anatomy.appendices}
    told: set[str] = set()
    for found in _ANNOUNCED.finditer(text):
        label = found["label"] or ""
        if label in told or (_number(label) in labels if label else held):
            continue
        told.add(label)
        name = f"Phụ lục {label}" if label else "phụ lục kèm theo"
        yield Fault(
            f"Nội dung dẫn đến {name} nhưng văn bản không có phụ lục đó.",
            Span(found.start("name"), found.end("label") if label else found.end("name")),
        )


def _number(label: str) -> str:
    """A label as its number: "02" and "II" are one, however they are written here and there."""
    return str(int(label)) if label.isdigit() else str(_ROMANS.get(label, label))
