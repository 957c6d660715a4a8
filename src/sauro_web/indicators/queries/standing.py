"""How an office stands to its targets: each indicator with its target, what is left, and a word for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sauro.indicators.arithmetic import Verdict, allowed, change, still_needed, verdict
from sauro.indicators.model import Comparator, Shape
from sauro_web.indicators.models import Comparing, SetTarget
from sauro_web.indicators.queries.measuring import Asked, Measured, measured
from sauro_web.indicators.queries.targets import as_core_has_it, in_force

__all__ = ["Line", "lines_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of an office and year."""

    measured: Measured
    target: SetTarget | None
    is_over: bool
    """Whether the year has ended."""

    @property
    def shape(self) -> Shape:
        """What its value is."""
        return self.measured.indicator.shape

    @property
    def is_cut(self) -> bool:
        """Whether it is held against the year before."""
        return self.shape is Shape.CUT

    @property
    def change(self) -> Decimal | None:
        """Against the same days of the year before, in percent; None where that is not known or nought."""
        now, before = self.measured.tally, self.measured.before
        if now is None or before is None or not self.is_cut:
            return None
        grown = change(now.counted, before.counted)
        return None if grown is None else Decimal(grown.numerator) * 100 / Decimal(grown.denominator)

    @property
    def limit(self) -> int | None:
        """Of a cut the most that may be counted in the year; None where there is none to be computed."""
        tally, target = self.measured.tally, self.target
        if not self.is_cut or tally is None or not tally.against or target is None or target.wanted is None:
            return None
        wanted = Fraction(target.wanted) / 100
        return allowed(tally.against, wanted) if wanted < 1 else 0

    @property
    def target_said(self) -> str:
        """What has to be reached: "giảm ít nhất 15 %"; blank where nothing is set."""
        target = self.target
        if target is None or target.wanted is None:
            return ""
        figure = f"{target.wanted.normalize():f}".replace(".", ",")
        return f"{'giảm ' if self.is_cut else ''}{Comparing(target.comparator).label} {figure} %"

    @property
    def left(self) -> str:
        """What is left of the allowance, or still needed; blank where nothing is to be said."""
        tally, target = self.measured.tally, self.target
        if tally is None or target is None or target.wanted is None:
            return ""
        unit = self.measured.indicator.unit
        if self.is_cut:
            if self.limit is None:
                return ""
            rest = self.limit - tally.counted
            return f"còn được {rest} {unit}" if rest >= 0 else f"vượt {-rest} {unit}"
        if target.comparator == Comparator.AT_MOST or self.is_over:
            return ""
        more = still_needed(tally, Fraction(target.wanted) / 100)
        if more is None:
            missing = (tally.against or 0) - tally.counted
            return f"{missing} {unit} chưa đạt" if tally.against else ""
        return f"cần thêm {more} {unit} đạt yêu cầu" if more else ""

    @property
    def chip(self) -> tuple[str, str]:
        """Kind and word of the state."""
        if self.target is None:
            return "plain", "chưa đặt mức"
        found = verdict(self.measured.indicator, self.measured.tally, as_core_has_it(self.target))
        if found is Verdict.UNKNOWN:
            return "doubt", "chưa tính được"
        if self.is_cut and not self.is_over:
            return self._on_the_way()
        if found is Verdict.MET:
            return "done", "đạt"
        return ("late", "không đạt") if self.is_over else ("near", "chưa đạt")

    def _on_the_way(self) -> tuple[str, str]:
        """Of a cut while the year runs: every year begins with "−100 %", which is no success."""
        tally, end = self.measured.tally, self.measured.end
        limit = self.limit
        if tally is None or limit is None:
            return "doubt", "chưa tính được"
        if tally.counted > limit:
            return "late", "đã vượt mức"
        if end is None:
            return "plain", "chưa đủ số liệu để dự báo"
        if end.low > limit:
            return "near", "khó đạt"
        return ("done", "đang đúng mức") if end.high <= limit else ("plain", "chưa chắc")


def lines_of(asked: Asked) -> Sequence[Line]:
    """All indicators of an office and year, by the targets of its last day."""
    targets = in_force(asked.office, asked.last)
    return [Line(one, targets.get(one.indicator.code), asked.is_over) for one in measured(asked)]
