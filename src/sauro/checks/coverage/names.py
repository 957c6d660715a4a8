"""What verdicts are called before readers, and in which order rows are shown: first what must be mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sauro.checks.coverage.model import Matter, Row, Side, Verdict

__all__ = [
    "MATTERS",
    "TO_MEND",
    "VERDICTS",
    "by_gravity",
    "counted_words",
    "is_owed",
    "said_above",
    "said_below",
    "why",
]

VERDICTS = {
    Verdict.MISSING: "Còn thiếu",
    Verdict.WEAKENED: "Chưa đủ yêu cầu",
    Verdict.WRONG_LEVEL: "Sai cấp",
    Verdict.TIGHTENED: "Cao hơn yêu cầu",
    Verdict.COVERED: "Đã đáp ứng",
    Verdict.EXTRA: "Có thêm",
    Verdict.NOT_ADDRESSED: "Không giao cho cấp này",
}
"""The verdicts as they are called, in the order in which rows are shown."""
MATTERS = {Matter.TARGET: "Chỉ tiêu", Matter.MEETING_LIMIT: "Thời gian họp", Matter.DUTY: "Nhiệm vụ"}
TO_MEND = (Verdict.MISSING, Verdict.WEAKENED, Verdict.WRONG_LEVEL)
"""What a superior sends a plan back for."""

_ORDER = tuple(VERDICTS)


def by_gravity(rows: Iterable[Row]) -> list[Row]:
    """The rows by verdict, those of one verdict as they stood."""
    return sorted(rows, key=lambda row: _ORDER.index(row.verdict))


def is_owed(row: Row) -> bool:
    """Whether the plan above asks it of the office whose plan it is."""
    adopted = any(reason.code == "adopted" for reason in row.reasons)
    return bool(row.parents) and row.verdict is not Verdict.NOT_ADDRESSED and not adopted


def counted_words(rows: Sequence[Row]) -> str:
    """How many rows have each verdict: "Còn thiếu 3 · Đã đáp ứng 34"."""
    counts = {verdict: sum(row.verdict is verdict for row in rows) for verdict in _ORDER}
    return " · ".join(f"{VERDICTS[verdict]} {count}" for verdict, count in counts.items() if count)


def said_above(row: Row) -> str:
    """What the plan above asks, with its place: "II.1.a: Rà soát …", "Số hóa văn bản: ≥ 95%"; "" for
    nothing."""
    return _said(row.name, row.parents)


def said_below(row: Row) -> str:
    """What the plan below says of it; "" for nothing."""
    return _said(row.name, row.own)


def _said(name: str, sides: Sequence[Side]) -> str:
    """The words of the nearest place; of a target all levels that are stated."""
    if not sides:
        return ""
    levels = list(dict.fromkeys(side.level for side in sides if side.level))
    if levels:
        return f"{name}: {'; '.join(levels)}"
    paths = ", ".join(side.path for side in sides if side.path)
    words = sides[0].text
    return f"{paths}: {words}" if paths else words


def why(row: Row) -> str:
    """The reasons as one sentence; "" for none."""
    words = "; ".join(reason.words for reason in row.reasons)
    return f"{words[0].upper()}{words[1:]}." if words else ""
