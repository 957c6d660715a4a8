"""What is doubtful about the date of the document itself."""

from __future__ import annotations

from collections.abc import Iterator

from sauro.anatomy.lines import Line
from sauro.dates.no_such_day import find_no_such_days
from sauro.findings import Finding, Severity
from sauro.plan.model import DocumentFacts

__all__ = ["review_date"]

_FULL_DATE = len("2026-05-13")
_RULE = "NĐ 30/2020/NĐ-CP, Phụ lục I.II.4"


def review_date(document: DocumentFacts, line: Line | None) -> Iterator[Finding]:
    """The findings on the date: not written in full, or a day that no calendar has. `line` is that of place
    and date."""
    if document.date is not None and len(document.date.value) >= _FULL_DATE:
        return
    if line is not None:
        for start, end in find_no_such_days(line.passage.text):
            day = line.passage.part(start, end)
            yield Finding(
                "document.no_such_day",
                Severity.WARN,
                f"Ngày ban hành “{day.text}” không có trong lịch; hãy đối chiếu với bản đã ký.",
                (day.span(),),
                _RULE,
            )
            return
    yield Finding(
        "document.date_incomplete",
        Severity.WARN,
        "Ngày ban hành chưa ghi đủ ngày, tháng, năm.",
        (document.date.span,) if document.date else (),
        _RULE,
    )
