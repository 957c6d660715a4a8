"""Units that are no longer since 01/7/2025, and what stands in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Examined, Fault
from sauro.doctypes.former_units import FoundFormer, find_former
from sauro.doctypes.reference import find_references
from sauro.findings import Edit
from sauro.folio.span import Span

__all__ = ["stale_units"]

_HISTORY = re.compile(
    r"trước đây|trước ngày|trước khi|\bcũ\b|nay là|sáp nhập|hợp nhất|sắp xếp|chia tách|giải thể|"
    r"thành lập|kết thúc hoạt động|"
    r"chuyển (?:từ|về|giao)|cụm từ|thay thế|bỏ cấp|không tổ chức|giai đoạn 20(?:1\d|2[0-5])|"
    r"chính quyền địa phương hai cấp|02 cấp|2 cấp|năm 20(?:1\d|2[0-4])|nguyên (?:là|Chủ|Phó|Giám)",
    re.IGNORECASE,
)
"""Words of a sentence that speaks of how it was."""
_ENDS = re.compile(r"[.;\n\t](?=\s|$)|[\n\t]")
_CITED = 260
"""Characters behind the number of a document within which its issuer and subject stand."""


def stale_units(examined: Examined) -> Iterator[Fault]:
    """Each name once, with all its places, unless it stands in a citation or in a sentence on former times;
    what was issued before the day is let pass."""
    text = examined.folio.text
    day = examined.plan.document.date
    numbers = [found.end for found in find_references(text)]
    groups: dict[str, list[FoundFormer]] = {}
    for found in find_former(text):
        if day is not None and len(day.value) == 10 and day.value < found.former.since:
            continue
        if not _speaks_of_former_times(text, found) and not _is_cited(text, found, numbers):
            groups.setdefault(text[found.start : found.whole_end], []).append(found)
    for name, places in groups.items():
        yield _fault(" ".join(name.split()), places)


def _fault(name: str, places: list[FoundFormer]) -> Fault:
    successor = places[0].former.successor
    spans = [Span(one.start, one.whole_end) for one in places]
    instead = f"; nay là {successor}" if successor else ""
    if not successor:
        instead = "; hãy ghi xã, phường, đặc khu hoặc cơ quan cấp tỉnh nay phụ trách việc đó"
    return Fault(
        f"“{name}” không còn từ ngày 01/7/2025{instead}.",
        spans[0],
        successor or None,
        tuple(Edit(span, successor) for span in spans) if successor else (),
        tuple(spans[1:]),
    )


def _speaks_of_former_times(text: str, found: FoundFormer) -> bool:
    start = max(text.rfind("\n", 0, found.start), text.rfind(". ", 0, found.start), found.start - 400)
    ends = _ENDS.search(text, found.end)
    end = min(ends.start() if ends else len(text), found.end + 200)
    return _HISTORY.search(text, max(0, start), end) is not None


def _is_cited(text: str, found: FoundFormer, numbers: list[int]) -> bool:
    """Whether the number of a document stands before it in its sentence, or quotation marks about it."""
    before = text[max(0, found.start - _CITED) : found.start]
    if before.rfind("“") > before.rfind("”"):
        return True
    for end in numbers:
        if found.start - _CITED <= end <= found.start and not _ENDS.search(text[end : found.start]):
            return True
    return False
