"""What the charts of an indicator are drawn from: the figures of its tables, as the script takes them.
Percentages are rounded here, at the edge; what is reckoned with stays whole numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

from sauro.indicators.model import Shape, Tally
from sauro_web.indicators.queries.own import Ranked
from sauro_web.indicators.queries.standing import Line
from sauro_web.indicators.queries.trend import Trend, sums_until

__all__ = ["charts_of", "ranking_of"]

_MOST_UNITS = 60
_ABOVE = 1.05
"""Of the axis over the highest line, so that its words have room."""
_MONTHS = [str(month) for month in range(1, 13)]


def charts_of(line: Line, trend: Trend, year: int) -> Mapping[str, str]:
    """Those of an indicator that there is something to draw for, as JSON: `months`, and `days` of what is
    counted up."""
    drawn = {}
    if trend.months:
        drawn["months"] = _trend(line, trend, year)
    if trend.days:
        drawn["days"] = _days(line, trend.days, year)
    return {name: json.dumps(chart, ensure_ascii=False) for name, chart in drawn.items()}


def _trend(line: Line, trend: Trend, year: int) -> Mapping[str, Any]:
    """The months against what has to be reached: of what is counted up the sums so far, of a share that of
    each month."""
    indicator, target, end = line.measured.indicator, line.target, line.measured.end
    sums = line.is_number and line.adds_up
    shown = _added_up(trend) if sums else _numbers if line.is_number else _percents
    wanted = None if target is None or target.wanted is None else float(target.wanted)
    limit = line.limit if line.is_cut else wanted
    summed = ", cộng dồn" if sums else ""
    now, before = shown(trend.months), shown(trend.before) if trend.before else None
    reach = [end.low, end.high] if end is not None and sums else None
    return {
        "kind": "trend",
        "name": f"{indicator.code}-{year}",
        "percent": not line.is_number,
        "unit": indicator.unit if line.is_number else "%",
        "categories": _MONTHS,
        "now": now,
        "now_name": f"Năm {year}{summed}",
        "before": before,
        "before_name": f"Năm {year - 1}{summed}",
        "target": limit,
        "target_name": "" if limit is None else ("mức phải đạt" if line.limit is None else "mức không vượt"),
        "end": reach,
        "most": _most([*now, *(before or ())], [limit, *(reach or ())]),
    }


def _most(drawn: Sequence[float | None], besides: Sequence[float | None]) -> int | None:
    """How far the axis has to go for the line that must be kept and the expected end to stand in the picture;
    None where what is drawn goes as far."""
    far = max((one for one in besides if one is not None), default=0)
    near = max((one for one in drawn if one is not None), default=0)
    return ceil(far * _ABOVE) if far > near else None


def _days(line: Line, days: Mapping[date, int], year: int) -> Mapping[str, Any]:
    """How many on each day of the year: where the work crowds."""
    return {
        "kind": "heat",
        "name": f"{line.measured.indicator.code}-ngay-{year}",
        "unit": line.measured.indicator.unit,
        "year": year,
        "days": [[day.isoformat(), many] for day, many in sorted(days.items())],
    }


def ranking_of(line: Line, ranked: Sequence[Ranked], year: int) -> str:
    """The units side by side, as JSON; blank where there is nothing to compare, and of more than can be
    looked at in one picture: the table has them all."""
    shape, known = line.shape, [one for one in ranked if one.place is not None]
    if not 2 <= len(known) <= _MOST_UNITS:
        return ""
    percent = shape is not Shape.COUNT
    wanted = None if line.target is None or line.target.wanted is None else float(line.target.wanted)
    return json.dumps(
        {
            "kind": "ranking",
            "name": f"{line.measured.indicator.code}-don-vi-{year}",
            "percent": percent,
            "unit": "%" if percent else line.measured.indicator.unit,
            "rows": [{"name": one.line.unit.label, "value": _value(one, shape)} for one in known],
            "target": wanted if percent else None,  # a number is the office's, not of each unit
        },
        ensure_ascii=False,
    )


def _value(one: Ranked, shape: Shape) -> float | int | None:
    value = one.line.tally.value(shape) if one.line.tally else None
    if value is None:
        return None
    return int(value) if shape is Shape.COUNT else round(float(100 * value), 1)


def _added_up(trend: Trend) -> Callable[[Sequence[Tally]], list[int | None]]:
    """Nothing of months that are not compared with the year before, as their limit is not of them."""
    return lambda months: [None if one is None else one.counted for one in sums_until(months, trend.compared)]


def _numbers(months: Sequence[Tally]) -> list[int | None]:
    return [one.counted for one in months]


def _percents(months: Sequence[Tally]) -> list[float | None]:
    return [round(100 * one.counted / one.against, 1) if one.against else None for one in months]
