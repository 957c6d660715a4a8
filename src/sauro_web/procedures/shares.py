"""The shares that are made of the figures: which count over which, in which words, after which source.

Nothing here is a constant of the law: what is counted "trên môi trường số" no text defines, so that each
office says by which reading it counts, from which month on (`ShareDefinition`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

__all__ = ["DIGITAL", "READINGS", "SHARES", "Part", "Reading", "Share", "reaches", "shares_by"]


class Reading(Enum):
    """What counts as handled in the digital environment."""

    ONLINE_AND_DIGITISED = "online_and_digitised"
    ONLINE = "online"
    DIGITISED = "digitised"


@dataclass(frozen=True, slots=True)
class Share:
    """The counts in `parts` added up, over the count `whole`."""

    key: str
    label: str
    parts: tuple[str, ...]
    whole: str
    wording: str
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All counts it is made of."""
        return (*self.parts, self.whole)


@dataclass(frozen=True, slots=True)
class Part:
    """A share as it was counted: numerator and denominator over those months of units of which all its counts
    are known, and how many others have figures without one of them."""

    share: Share
    part: int
    whole: int
    known: int
    unknown: int

    @property
    def ratio(self) -> Fraction | None:
        """Exact; None where there is nothing to share."""
        return Fraction(self.part, self.whole) if self.whole else None


DIGITAL = "digital"
_TT01 = "Thông tư số 01/2023/TT-VPCP"
_QD766 = "Quyết định số 766/QĐ-TTg"
READINGS = {
    Reading.ONLINE_AND_DIGITISED: (
        ("online", "paper_digital"),
        "(hồ sơ nộp trực tuyến + hồ sơ giấy đã số hóa khi tiếp nhận và xử lý toàn bộ trên hệ thống) / "
        "hồ sơ tiếp nhận",
    ),
    Reading.ONLINE: (("online",), "hồ sơ nộp trực tuyến / hồ sơ tiếp nhận"),
    Reading.DIGITISED: (("digitised",), "hồ sơ số hóa khi tiếp nhận / hồ sơ tiếp nhận"),
}
SHARES = (
    Share(
        DIGITAL, "Trên môi trường số", *READINGS[Reading.ONLINE_AND_DIGITISED][:1], "received",
        READINGS[Reading.ONLINE_AND_DIGITISED][1],
    ),
    Share("online", "Trực tuyến", ("online",), "received", "hồ sơ nộp trực tuyến / hồ sơ tiếp nhận"),
    Share(
        "digitised", "Số hóa khi tiếp nhận", ("digitised",), "received",
        "hồ sơ có thành phần được số hóa khi tiếp nhận / hồ sơ tiếp nhận", _TT01,
    ),
    Share(
        "reused", "Tái sử dụng", ("reused",), "received",
        "hồ sơ dùng lại dữ liệu đã số hóa / hồ sơ tiếp nhận", _TT01,
    ),
    Share(
        "results_digitised", "Số hóa kết quả", ("results_digitised",), "resolved",
        "kết quả được số hóa / hồ sơ đã giải quyết", _TT01,
    ),
    Share(
        "on_time", "Đúng hạn", ("on_time",), "resolved",
        "hồ sơ giải quyết trước hoặc đúng hạn / hồ sơ đã giải quyết", _QD766,
    ),
    Share(
        "feedback_on_time", "PAKN đúng hạn", ("feedback_on_time",), "feedback",
        "phản ánh, kiến nghị trả lời đúng hạn / phản ánh, kiến nghị đã tiếp nhận", _QD766,
    ),
)  # fmt: skip


def shares_by(reading: Reading, wording: str = "", source: str = "") -> Sequence[Share]:
    """All shares, the first of them by the reading of an office and in its words."""
    parts, usual = READINGS[reading]
    first = replace(SHARES[0], parts=parts, wording=wording or usual, source=source)
    return (first, *SHARES[1:])


def reaches(part: Part, goal: int | None) -> bool | None:
    """Whether a share reaches a goal in percent, from the exact ratio; None where there is no goal or nothing
    to share."""
    ratio = part.ratio
    return None if goal is None or ratio is None else ratio >= Fraction(goal, 100)
