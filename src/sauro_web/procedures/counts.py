"""The ten figures of a unit and a month: what each counts, and which may not exceed which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["COUNTS", "Count", "Counted", "LIMITS", "Limit", "MOST", "WORD", "faults_of", "whole_number"]

MOST = 10_000_000
"""More dossiers than any province takes in a year."""
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Count:
    """One figure. `heard` are the headings under which other systems export it."""

    name: str
    label: str
    """Of a field, a column, a sentence."""
    short: str
    """Of a narrow column."""
    heard: tuple[str, ...] = ()


COUNTS = (
    Count(
        "received", "Hồ sơ tiếp nhận", "Tiếp nhận",
        ("Tổng số hồ sơ tiếp nhận", "Tổng tiếp nhận", "Tiếp nhận"),
    ),
    Count(
        "online", "Nộp trực tuyến", "Trực tuyến",
        ("Hồ sơ trực tuyến", "Tiếp nhận trực tuyến", "Hồ sơ nộp trực tuyến", "Trực tuyến"),
    ),
    Count(
        "digitised", "Số hóa khi tiếp nhận", "Số hóa tiếp nhận",
        ("Hồ sơ số hóa khi tiếp nhận", "Số hóa hồ sơ", "Số hóa thành phần hồ sơ", "Hồ sơ được số hóa"),
    ),
    Count(
        "paper_digital", "Hồ sơ giấy xử lý toàn bộ trên hệ thống", "Giấy, xử lý trên hệ thống",
        ("Hồ sơ giấy xử lý trên hệ thống", "Hồ sơ giấy đã số hóa xử lý trên hệ thống"),
    ),
    Count(
        "reused", "Tái sử dụng dữ liệu số hóa", "Tái sử dụng",
        ("Tái sử dụng dữ liệu", "Khai thác sử dụng lại", "Hồ sơ tái sử dụng", "Tái sử dụng"),
    ),
    Count(
        "resolved", "Hồ sơ đã giải quyết", "Đã giải quyết",
        ("Tổng số hồ sơ đã giải quyết", "Đã giải quyết", "Tổng đã giải quyết"),
    ),
    Count(
        "results_digitised", "Số hóa kết quả", "Số hóa kết quả",
        ("Kết quả số hóa", "Số hóa kết quả giải quyết", "Kết quả giải quyết được số hóa"),
    ),
    Count(
        "on_time", "Giải quyết đúng hạn", "Đúng hạn",
        ("Trước và đúng hạn", "Đúng và trước hạn", "Giải quyết trước và đúng hạn", "Đúng hạn"),
    ),
    Count(
        "feedback", "Phản ánh, kiến nghị", "PAKN",
        ("Tổng số phản ánh, kiến nghị", "PAKN", "Phản ánh kiến nghị tiếp nhận"),
    ),
    Count(
        "feedback_on_time", "Phản ánh, kiến nghị trả lời đúng hạn", "PAKN đúng hạn",
        ("Phản ánh, kiến nghị đúng hạn", "PAKN xử lý đúng hạn"),
    ),
)  # fmt: skip
Counted = Mapping[str, int | None]
"""By the name of each count; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The parts together are no more than the whole; `said` names the whole in a sentence."""

    parts: tuple[str, ...]
    whole: str


LIMITS = (
    Limit(("online",), "received"),
    Limit(("digitised",), "received"),
    Limit(("reused",), "received"),
    Limit(("paper_digital",), "digitised"),
    Limit(("online", "paper_digital"), "received"),
    Limit(("results_digitised",), "resolved"),
    Limit(("on_time",), "resolved"),
    Limit(("feedback_on_time",), "feedback"),
)
WORD = {count.name: count.label for count in COUNTS}


def faults_of(counted: Counted) -> Sequence[tuple[str, str]]:
    """What contradicts itself: the name of the count to mend and a sentence, each count once. What is not
    known contradicts nothing."""
    found: dict[str, str] = {}
    for limit in LIMITS:
        parts, whole = [counted.get(name) for name in limit.parts], counted.get(limit.whole)
        known = [part for part in parts if part is not None]
        if whole is None or len(known) < len(parts) or sum(known) <= whole:
            continue
        if any(name in found for name in limit.parts):
            continue
        named = " cộng ".join(f"“{WORD[name]}”" for name in limit.parts)
        found[limit.parts[-1]] = f"{named} không thể lớn hơn “{WORD[limit.whole]}”."
    return tuple(found.items())


def whole_number(text: str) -> int | str:
    """A figure as it was typed or imported ("1.234", "1 234"), or a sentence why it is none."""
    bare = text.replace("\u00a0", " ").strip()
    if bare.startswith(("-", "−", "–")):
        return "Số hồ sơ không thể âm."
    if "," in bare:
        return "Hãy ghi số nguyên, không có phần thập phân."
    groups = bare.split(".") if "." in bare else bare.split(" ")
    if len(groups) > 1:
        if not all(len(group) == 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= 3:
            return "Hãy ghi số nguyên; dấu chấm chỉ dùng để tách hàng nghìn."
        bare = "".join(groups)
    if not (bare.isascii() and bare.isdigit()):
        return "Hãy ghi một số nguyên, ví dụ 120 hoặc 1.204."
    number = int(bare) if len(bare) <= _DIGITS else MOST + 1
    return number if number <= MOST else "Số quá lớn; hãy kiểm tra lại."
