"""What is measured, by how much, and who said so.

A figure is kept as what was counted and what it is held against; a percentage is only ever its picture, and
never added up or averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

__all__ = [
    "THE_SEVEN",
    "Comparator",
    "Direction",
    "Indicator",
    "Joining",
    "Origin",
    "Shape",
    "Tally",
    "Target",
]


class Shape(StrEnum):
    """What the value of an indicator is: a `COUNT`; a `SHARE` of a whole; a `CUT`, by how much less than in
    the year before."""

    COUNT = "count"
    SHARE = "share"
    CUT = "cut"


class Direction(StrEnum):
    """Which way is better."""

    MORE = "more"
    FEWER = "fewer"


class Joining(StrEnum):
    """How several periods become one: what happened is summed, of what stands the latest is taken."""

    SUM = "sum"
    LATEST = "latest"


class Origin(StrEnum):
    """Whence a figure comes. `COMPUTED` from the register, a nought among them; `STATED` by a person, a
    nought as "không phát sinh"; `SILENT`: nobody has said anything, which is no nought."""

    COMPUTED = "computed"
    STATED = "stated"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something measured of a unit and a period. `code` is that of the plans' targets
    (`admin_documents_reduction`), `name` as the plan calls it, `unit` what is counted."""

    code: str
    name: str
    unit: str
    shape: Shape
    direction: Direction
    joining: Joining = Joining.SUM


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, and what it is held against: the whole of a share, the count of the year before of a
    cut; None where that is not known, and for a count. Not below nought.

    Two of them add up to what both counted together; what is not known of one is not known of the sum.
    """

    counted: int
    against: int | None = None

    def __post_init__(self) -> None:
        if self.counted < 0 or (self.against is not None and self.against < 0):
            raise ValueError("nothing is counted less than no times")

    def __add__(self, other: Tally) -> Tally:
        if self.against is None or other.against is None:
            return Tally(self.counted + other.counted)
        return Tally(self.counted + other.counted, self.against + other.against)

    def value(self, shape: Shape) -> Fraction | None:
        """The value, exactly: a number, or a share of one (15 % is 3/20). None where it cannot be computed:
        without what it is held against, and against nought."""
        if shape is Shape.COUNT:
            return Fraction(self.counted)
        if not self.against:
            return None
        share = Fraction(self.counted, self.against)
        return 1 - share if shape is Shape.CUT else share


class Comparator(StrEnum):
    """How a value stands to what is wanted; "=" of a plan ("giảm 10%", "đạt 100%") is met by better as well,
    since nobody is to do worse for the sake of a figure."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EXACTLY = "="


@dataclass(frozen=True, slots=True)
class Target:
    """What a plan wants of an indicator from a day on: `wanted` in the measure of `Tally.value` (15 % is
    3/20). `plan` names the plan that says so; a target said later takes the place of the one before."""

    indicator: str
    comparator: Comparator
    wanted: Fraction
    since: date
    plan: str = ""


THE_SEVEN = (
    Indicator(
        "admin_documents_reduction", "Giảm số lượng văn bản hành chính", "văn bản", Shape.CUT, Direction.FEWER
    ),
    Indicator("meetings_reduction", "Giảm số lượng hội nghị", "hội nghị", Shape.CUT, Direction.FEWER),
    Indicator(
        "online_meetings_share", "Tỷ lệ hội nghị trực tuyến", "hội nghị", Shape.SHARE, Direction.MORE
    ),
    Indicator(
        "digital_procedures_share", "Tỷ lệ thủ tục hành chính xử lý trên môi trường số", "hồ sơ", Shape.SHARE,
        Direction.MORE,
    ),
    Indicator(
        "digitised_documents_share", "Tỷ lệ văn bản được số hóa", "văn bản", Shape.SHARE, Direction.MORE
    ),
    Indicator(
        "electronic_exchange_share", "Tỷ lệ văn bản gửi, nhận điện tử", "văn bản", Shape.SHARE, Direction.MORE
    ),
    Indicator(
        "digital_skills_share", "Tỷ lệ cán bộ, công chức được đào tạo kỹ năng số", "người", Shape.SHARE,
        Direction.MORE, Joining.LATEST,
    ),
)  # fmt: skip
"""Those that plans for KL 226-KL/TW and QĐ 534/QĐ-TTg name most (the codes are those of the plans' targets);
a plan adds its own."""
