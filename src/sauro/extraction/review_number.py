"""What is doubtful about the number of a plan: that it has none, that it was not read, its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.findings import Finding, Severity
from sauro.folio.model import Folio
from sauro.plan.model import DocumentFacts

__all__ = ["is_recognised", "review_number"]

_NUMBERING = "NĐ 30/2020/NĐ-CP, Điều 15"
_LETTERED = re.compile(r"\d+[a-zđ]")


def is_recognised(folio: Folio) -> bool:
    """Whether the head was read from a picture, where numbers written by pen are not seen."""
    first = next(iter(folio.paragraphs), None)
    return first is not None and any(run.confidence is not None for run in first.runs)


def review_number(folio: Folio, document: DocumentFacts) -> Iterator[Finding]:
    """The findings on the number of a plan."""
    symbol = (document.symbol.span,) if document.symbol else ()
    if document.number is None and is_recognised(folio):
        yield Finding(
            "document.number_unread",
            Severity.WARN,
            "Không đọc được số của kế hoạch trong bản quét, có thể vì số viết tay hoặc còn để trống;"
            " hãy xem bản gốc.",
            symbol,
            _NUMBERING,
        )
    elif document.number is None:
        yield Finding(
            "document.no_number",
            Severity.STOP,
            "Kế hoạch chưa có số; chưa thể giao nhiệm vụ cho đơn vị khác khi văn bản chưa được cấp số.",
            symbol,
            _NUMBERING,
        )
    elif "/" not in document.number.quote:
        yield Finding(
            "document.number_form",
            Severity.WARN,
            f"Số văn bản ghi là “{document.number.quote}”, thiếu dấu “/” nên hiểu là"
            f" {document.number.value}; hãy đối chiếu với bản gốc.",
            (document.number.span,),
            _NUMBERING,
            document.number.value,
        )
    elif _LETTERED.match(document.number.value):
        yield Finding(
            "document.lettered_number",
            Severity.WARN,
            f"Số văn bản có chữ kèm theo ({document.number.value}); số phải là số thứ tự trong sổ.",
            (document.number.span,),
            _NUMBERING,
        )
