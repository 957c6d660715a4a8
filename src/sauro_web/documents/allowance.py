"""How many documents may still be issued in a year: exact arithmetic, and the sentence for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sauro.dates.periods import months_words
from sauro.indicators.arithmetic import allowed

__all__ = ["Allowance", "Base"]


@dataclass(frozen=True, slots=True)
class Base:
    """What the year is measured by: how many documents in which year, in which months of it."""

    year: int
    count: int
    source: str
    first_month: int = 1
    last_month: int = 12

    @property
    def is_whole_year(self) -> bool:
        """Whether it covers all months."""
        return (self.first_month, self.last_month) == (1, 12)

    @property
    def months(self) -> str:
        """In words where it covers a part of the year: "từ tháng 7 đến tháng 12"; else blank."""
        return months_words(self.first_month, self.last_month)


@dataclass(frozen=True, slots=True)
class Allowance:
    """The allowance of an office on a day. `counted` are the documents of this year that count (in the
    months of the base), `cut` the percent to be saved, `same_period` how many there were in the same days
    of the year before, None where its register is not in the software. `wording` is the counting rule in
    words."""

    year: int
    counted: int
    base: Base | None
    cut: Decimal
    wording: str
    same_period: int | None = None

    @property
    def allowed(self) -> int | None:
        """The most documents with which the cut is reached; None where it cannot be computed."""
        return None if self.base is None else allowed(self.base.count, Fraction(self.cut) / 100)

    @property
    def left(self) -> int | None:
        """How many may still be issued, never below nought; None where it cannot be computed."""
        return None if self.allowed is None else max(0, self.allowed - self.counted)

    @property
    def is_used_up(self) -> bool:
        """Whether one more goes beyond it."""
        return self.allowed is not None and self.counted >= self.allowed

    @property
    def state(self) -> str:
        """Kind of the chip: near when a tenth is left, late when none is."""
        if self.allowed is None:
            return "doubt"
        if self.is_used_up:
            return "late"
        return "near" if (self.allowed - self.counted) * 10 <= self.allowed else "plain"

    @property
    def state_said(self) -> str:
        """What stands on the chip; empty while there is nothing to say."""
        return {"doubt": "chưa tính được", "late": "đã đủ mức", "near": "sắp đủ mức"}.get(self.state, "")

    @property
    def said(self) -> str:
        """The sentence beside the subject."""
        if self.base is None:
            return (
                f"Năm {self.year} đã ban hành {self.counted} văn bản. Chưa tính được mức còn lại vì chưa có "
                f"số văn bản năm {self.year - 1} để so sánh."
            )
        if self.base.count == 0:
            return (
                f"Năm {self.year} đã ban hành {self.counted} văn bản. Chưa tính được mức còn lại vì số văn "
                f"bản năm {self.base.year} ghi là 0."
            )
        period = f" {self.base.months}" if self.base.months else ""
        done = f"Năm {self.year}{period} đã ban hành {self.counted} văn bản"
        goal = f"giảm {_percent(self.cut)} % so với {self.base.count} văn bản năm {self.base.year}"
        if self.counted > (self.allowed or 0):
            over = self.counted - (self.allowed or 0)
            return f"{done}, vượt {over} văn bản so với mức {self.allowed} để {goal}."
        return f"{done} trên {self.allowed} văn bản được ban hành để {goal}; còn {self.left} văn bản."

    @property
    def compared(self) -> str:
        """Against the same days of the year before; blank where those are not known."""
        if self.same_period is None:
            return ""
        before = f"Cùng kỳ năm {self.year - 1}: {self.same_period} văn bản"
        if not self.same_period:
            return f"{before}, chưa tính được tỷ lệ."
        change = Fraction(self.counted - self.same_period, self.same_period) * 100
        word = "tăng" if change > 0 else "giảm"
        return f"{before}, {word} {_percent(abs(change))} %." if change else f"{before}, không đổi."


def _percent(value: Decimal | Fraction) -> str:
    """Rounded once, with one decimal at most: "15", "12,5"."""
    tenths = int(Fraction(value) * 10 + Fraction(1, 2))
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}" if rest else str(whole)
