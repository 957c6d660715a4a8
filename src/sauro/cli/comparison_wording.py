"""How a comparison of two documents is said."""

from __future__ import annotations

from sauro.checks.signed_copy.model import Comparison, DifferenceKind
from sauro.cli.wording import number_words

__all__ = ["KINDS", "summary"]

KINDS = {
    DifferenceKind.ADDED: "Thêm",
    DifferenceKind.REMOVED: "Bớt",
    DifferenceKind.CHANGED: "Sửa",
    DifferenceKind.MOVED: "Chuyển chỗ",
    DifferenceKind.FILLED: "Điền khi ký",
    DifferenceKind.DOUBTFUL: "Bản quét đọc không chắc",
}


def summary(found: Comparison) -> str:
    """One sentence on the whole: "Có 3 chỗ khác; 2 chỗ điền khi ký." """
    changes = len(found.changes)
    said = [f"Có {changes} chỗ khác" if changes else "Nội dung hai bản như nhau"]
    filled = len(found.of(DifferenceKind.FILLED))
    doubtful = len(found.of(DifferenceKind.DOUBTFUL))
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
