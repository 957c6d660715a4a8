"""How a comparison of two documents is said."""

from __future__ import annotations

from sauro.checks.signed_copy.model import Comparison, Difference, DifferenceKind
from sauro.cli.wording import number_words

__all__ = ["KINDS", "by_gravity", "summary"]

KINDS = {
    DifferenceKind.ADDED: "Thêm",
    DifferenceKind.REMOVED: "Bớt",
    DifferenceKind.CHANGED: "Sửa",
    DifferenceKind.MOVED: "Chuyển chỗ",
    DifferenceKind.FILLED: "Điền khi ký",
    DifferenceKind.DOUBTFUL: "Bản quét đọc không chắc",
}


def by_gravity(found: Comparison) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """What somebody changed, then what was filled in; apart from it what a scan leaves in doubt."""
    doubtful = found.of(DifferenceKind.DOUBTFUL)
    return (*found.changes, *found.of(DifferenceKind.FILLED)), doubtful


def summary(found: Comparison) -> str:
    """One sentence on the whole: "Có 3 chỗ khác; 2 chỗ điền khi ký." """
    changes = len(found.changes)
    filled = len(found.of(DifferenceKind.FILLED))
    doubtful = len(found.of(DifferenceKind.DOUBTFUL))
    same = "Ngoài các chỗ chưa đọc chắc, chưa thấy chỗ nào khác" if doubtful else "Nội dung hai bản như nhau"
    said = [f"Có {changes} chỗ khác" if changes else same]
    if filled:
        said.append(f"{filled} chỗ điền khi ký")
    if doubtful:
        said.append(f"{doubtful} chỗ bản quét đọc không chắc, cần xem lại bản giấy")
    if found.same < _OTHER:
        said.append(
            f"chỉ {number_words(round(found.same * 100))}% số chữ trùng nhau: có thể là hai văn bản khác nhau"
        )
    return "; ".join(said) + "."


_OTHER = 0.5
"""Share of the words below which two files are hardly draft and copy of one document."""
