"""How an office stands to its targets: each indicator with its target, what is left, and a word for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from sauro.indicators.arithmetic import Verdict, allowed, change, still_needed, verdict
from sauro.indicators.model import Comparator, Direction, Joining, Shape
from sauro.reporting.figure_words import thousands
from sauro_web.indicators.models import Comparing, SetTarget
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.measuring import Measured, measured
from sauro_web.indicators.queries.own import indicators_of
from sauro_web.indicators.queries.own_measuring import measured_own
from sauro_web.indicators.queries.targets import as_core_has_it, in_force

__all__ = ["Line", "lines_of", "percent_of_change"]


def percent_of_change(now: int, before: int) -> Decimal | None:
    """By how many percent a count has grown (below nought: shrunk); None against nought."""
    grown = change(now, before)
    return None if grown is None else Decimal(grown.numerator) * 100 / Decimal(grown.denominator)


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
    def is_number(self) -> bool:
        """Whether it is told by how many there were, and not by a share."""
        return self.shape is not Shape.SHARE

    @property
    def adds_up(self) -> bool:
        """Whether months are summed; of others the latest holds."""
        return self.measured.indicator.joining is Joining.SUM

    @property
    def change(self) -> Decimal | None:
        """Against the same days of the year before, in percent; None where that is not known or nought."""
        now, before = self.measured.tally, self.measured.before
        if now is None or before is None or not self.is_number:
            return None
        return percent_of_change(now.counted, before.counted)

    @property
    def limit(self) -> int | None:
        """Of a cut, and of what may not be more than so many, the most that may be counted in the year; None
        where there is none to be computed."""
        tally, target = self.measured.tally, self.target
        if target is None or target.wanted is None:
            return None
        if self.shape is Shape.COUNT:
            return floor(target.wanted) if self._is_at_most else None
        if not self.is_cut or tally is None or not tally.against:
            return None
        return allowed(tally.against, Fraction(target.wanted) / 100)

    @property
    def _is_at_most(self) -> bool:
        # A cut is the better the larger it is, whatever is counted.
        fewer = self.measured.indicator.direction is Direction.FEWER and not self.is_cut
        said = self.target.comparator if self.target else ""
        return said == Comparator.AT_MOST or (said == Comparator.EXACTLY and fewer)

    @property
    def target_said(self) -> str:
        """What has to be reached: "giảm ít nhất 15 %"; blank where nothing is set."""
        target = self.target
        if target is None or target.wanted is None:
            return ""
        whole, _, part = f"{target.wanted.normalize():f}".partition(".")
        figure = f"{thousands(int(whole))},{part}".rstrip(",")
        return (
            f"{'giảm ' if self.is_cut else ''}{Comparing(target.comparator).label} {figure}\u00a0{self._in}"
        )

    @property
    def _in(self) -> str:
        return self.measured.indicator.unit if self.shape is Shape.COUNT else "%"

    @property
    def left(self) -> str:
        """What is left of the allowance, or still needed; blank where nothing is to be said."""
        tally, target = self.measured.tally, self.target
        if tally is None or target is None or target.wanted is None:
            return ""
        unit = self.measured.indicator.unit
        if self.limit is not None:
            rest = self.limit - tally.counted
            return f"còn được {thousands(rest)} {unit}" if rest >= 0 else f"vượt {thousands(-rest)} {unit}"
        if self.is_cut:
            return ""
        if self.shape is Shape.COUNT:
            lacking = ceil(target.wanted) - tally.counted
            return f"cần thêm {thousands(lacking)} {unit}" if lacking > 0 and not self.is_over else ""
        if self._is_at_most or self.is_over:
            return ""
        more = still_needed(tally, Fraction(target.wanted) / 100)
        if more is None:
            missing = (tally.against or 0) - tally.counted
            return f"{thousands(missing)} {unit} chưa đạt" if tally.against else ""
        return f"cần thêm {thousands(more)} {unit} đạt yêu cầu" if more else ""

    @property
    def chip(self) -> tuple[str, str]:
        """Kind and word of the state."""
        if self.target is None:
            return "plain", "chưa đặt mức"
        if self._is_empty and self.is_over:
            return "doubt", "chưa có số liệu"
        found = verdict(self.measured.indicator, self.measured.tally, as_core_has_it(self.target))
        if found is Verdict.UNKNOWN:
            return "doubt", "chưa tính được"
        if not self.is_over and (self.is_cut or self.limit is not None):
            return self._on_the_way()
        if found is Verdict.MET:
            return "done", "đạt"
        return ("late", "không đạt") if self.is_over else ("near", "chưa đạt")

    @property
    def _is_empty(self) -> bool:
        """Whether it is a cut of which the register has not one record, which is no cut of all. A nought that
        units state is one."""
        tally = self.measured.tally
        return self.is_cut and self.measured.parts is None and not (tally and tally.counted)

    def _on_the_way(self) -> tuple[str, str]:
        """Of a cut or a limit while the year runs: every year begins with "−100 %", which is no success."""
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
    """All indicators of an office and year, by the targets of its last day: the seven, then its own."""
    targets = in_force(asked.office, asked.last)
    every = (*measured(asked), *measured_own(list(indicators_of(asked.office)), asked))
    return [Line(one, targets.get(one.indicator.code), asked.is_over) for one in every]
