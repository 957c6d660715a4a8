"""What the charts of an indicator are drawn from: the figures of its tables, as the script takes them.
Percentages are rounded here, at the edge; what is reckoned with stays whole numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from sauro.indicators.model import Tally
from sauro_web.indicators.queries.standing import Line
from sauro_web.indicators.queries.trend import Trend

__all__ = ["charts_of"]

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
    indicator, target = line.measured.indicator, line.target
    shown = _added_up if line.is_cut else _percents
    wanted = None if target is None or target.wanted is None else float(target.wanted)
    limit = line.limit if line.is_cut else wanted
    end = line.measured.end
    return {
        "kind": "trend",
        "name": f"{indicator.code}-{year}",
        "percent": not line.is_cut,
        "unit": indicator.unit if line.is_cut else "%",
        "categories": _MONTHS,
        "now": shown(trend.months),
        "now_name": f"Năm {year}{', cộng dồn' if line.is_cut else ''}",
        "before": shown(trend.before) if trend.before else None,
        "before_name": f"Năm {year - 1}{', cộng dồn' if line.is_cut else ''}",
        "target": limit,
        "target_name": "" if limit is None else ("mức không vượt" if line.is_cut else "mức phải đạt"),
        "end": [end.low, end.high] if end is not None and line.is_cut else None,
    }


def _days(line: Line, days: Mapping[date, int], year: int) -> Mapping[str, Any]:
    """How many on each day of the year: where the work crowds."""
    return {
        "kind": "heat",
        "name": f"{line.measured.indicator.code}-ngay-{year}",
        "unit": line.measured.indicator.unit,
        "year": year,
        "days": [[day.isoformat(), many] for day, many in sorted(days.items())],
    }


def _added_up(months: Sequence[Tally]) -> list[int]:
    return list(accumulate(one.counted for one in months))


def _percents(months: Sequence[Tally]) -> list[float | None]:
    return [round(100 * one.counted / one.against, 1) if one.against else None for one in months]
