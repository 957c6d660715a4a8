"""A reported figure: how much, how it came, how far it is real; its sum over units, and what it says beside
the report before.

Nought by statement ("không phát sinh"), nought by counting and silence are three things and stay so up the
tree; a unit that is not in a sum is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from sauro.indicators.arithmetic import Part, change, rolled_up
from sauro.indicators.model import Direction, Indicator, Shape, Tally
from sauro.indicators.sums import Disagreement, TotalRule, disagreements, jumps

__all__ = [
    "SILENT",
    "Came",
    "Changed",
    "Consolidated",
    "Delivered",
    "EstimateSeen",
    "Reported",
    "changed",
    "checked",
    "consolidated",
    "estimates_seen",
    "refused",
    "silent",
    "waiting_said",
]

_LARGEST = 2_000_000_000
"""What the column of a count holds; nothing that an office counts comes near it."""


class Came(StrEnum):
    """How a figure came: `COUNTED` from the register, `SUMMED` from the units below, `TYPED` by a person,
    `NOTHING` by the statement that nothing occurred; `SILENT` while nobody has said anything."""

    COUNTED = "counted"
    SUMMED = "summed"
    TYPED = "typed"
    NOTHING = "nothing"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure of a report. `real_until` is the last day of which it holds real figures; `estimate` what it
    will have come to at the cut-off, where that day comes before it.

    Raises ValueError for a silent figure that says something, one that is said and says nothing, a statement
    of nothing with something in it, and an estimate below what was counted.
    """

    tally: Tally | None
    came: Came
    real_until: date | None = None
    estimate: int | None = None

    def __post_init__(self) -> None:
        if (self.tally is None) != (self.came is Came.SILENT):
            raise ValueError("what is silent says nothing, what is said says something")
        if self.tally is None:
            if self.estimate is not None:
                raise ValueError("a silent figure has no estimate")
            return
        if self.came is Came.NOTHING and self.tally.counted:
            raise ValueError("a statement of nothing is nought")
        if self.estimate is not None and self.estimate < self.tally.counted:
            raise ValueError("what was counted is the least that it can come to")

    @property
    def at_cut_off(self) -> int | None:
        """What it is or will have come to at the cut-off."""
        if self.tally is None:
            return None
        return self.tally.counted if self.estimate is None else self.estimate


SILENT = Reported(None, Came.SILENT)
"""What nobody has said."""


def refused(name: str, counted: int | None, against: int | None, estimate: int | None) -> str:
    """Why these numbers cannot be one figure, as a sentence for whoever typed them; "" where they can."""
    said = [one for one in (counted, against, estimate) if one is not None]
    if any(one < 0 for one in said):
        return f"{name}: số liệu không thể âm."
    if any(one > _LARGEST for one in said):
        return f"{name}: số liệu quá lớn, hãy kiểm tra lại."
    if counted is None and said:
        return f"{name}: hãy ghi số đã thực hiện."
    if counted is not None and against is not None and counted > against:
        return f"{name}: {counted} lớn hơn tổng số {against}."
    if counted is not None and estimate is not None and estimate < counted:
        return f"{name}: số ước cả kỳ ({estimate}) nhỏ hơn số đã thực hiện ({counted})."
    if against is not None and estimate is not None and estimate > against:
        return (
            f"{name}: số ước cả kỳ ({estimate}) lớn hơn tổng số ({against}); đã ghi số ước thì tổng số cũng "
            "ghi của cả kỳ."
        )
    return ""


def silent(figures: Mapping[str, Reported], order: Sequence[str]) -> tuple[str, ...]:
    """The codes of which nobody has said anything, in that order."""
    return tuple(code for code in order if figures.get(code, SILENT).tally is None)


def checked(
    figures: Mapping[str, Reported],
    before: Mapping[str, Reported],
    rules: Sequence[TotalRule],
    forms: Mapping[str, Indicator],
) -> tuple[Disagreement, ...]:
    """What has to agree before a report is sent, what must be mended first: totals and their parts, parts and
    their whole (not of a cut: more than last year is no mistake), then leaps against the period before."""
    names = {code: form.name for code, form in forms.items()}
    said = {code: one.tally for code, one in figures.items()}
    bounded = {code: _bounded(one, forms.get(code)) for code, one in said.items()}
    last = {code: one.tally for code, one in before.items()}
    return (*disagreements(bounded, rules, names), *jumps(said, last, names))


def _bounded(tally: Tally | None, form: Indicator | None) -> Tally | None:
    """Without what it is held against, where that is no whole of which it is a part."""
    if tally is None or form is None or form.shape is Shape.SHARE:
        return tally
    return Tally(tally.counted)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one unit has delivered of a figure; `accepted` False while its report is not accepted or this
    figure was returned: it is waited for then, and not summed."""

    unit: str
    figure: Reported
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A figure summed over units. `nothing` are those in it that stated that nothing occurred; `silent` and
    `without_base` have delivered no figure that could be summed, `waiting` nothing that was accepted: these
    are not in it. `figure` is silent where no unit is in it."""

    figure: Reported
    within: tuple[str, ...]
    nothing: tuple[str, ...]
    silent: tuple[str, ...]
    without_base: tuple[str, ...]
    waiting: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Everybody who is not in it."""
        return (*self.waiting, *self.silent, *self.without_base)


def consolidated(parts: Iterable[Delivered], shape: Shape) -> Consolidated:
    """The figure of a unit from those that report to it, never a mean of shares. It is real up to the
    earliest day to which one of its parts is; where one is estimated, the rest count with what they are."""
    every = tuple(parts)
    here = {one.unit: one.figure for one in every if one.accepted}
    if len({one.unit for one in every}) < len(every):
        raise ValueError("a unit delivers a figure once")
    summed = rolled_up((Part(unit, figure.tally) for unit, figure in here.items()), shape)
    within = [here[unit] for unit in summed.counted]
    return Consolidated(
        _joined(summed.tally, within),
        summed.counted,
        tuple(unit for unit in summed.counted if here[unit].came is Came.NOTHING),
        summed.silent,
        summed.without_base,
        tuple(one.unit for one in every if not one.accepted),
    )


def _joined(tally: Tally | None, within: Sequence[Reported]) -> Reported:
    if tally is None:
        return SILENT
    days = [one.real_until for one in within if one.real_until is not None]
    at_end = [one.at_cut_off for one in within if one.at_cut_off is not None]
    is_estimated = any(one.estimate is not None for one in within)
    nothing = all(one.came is Came.NOTHING for one in within)
    return Reported(
        tally,
        Came.NOTHING if nothing else Came.SUMMED,
        min(days, default=None),
        sum(at_end) if is_estimated else None,
    )


def waiting_said(units: Sequence[str]) -> str:
    """Who is waited for, by name: "còn chờ 1 đơn vị: Phòng Kinh tế"; "" for nobody."""
    return f"còn chờ {len(units)} đơn vị: {', '.join(units)}" if units else ""


@dataclass(frozen=True, slots=True)
class EstimateSeen:
    """What a figure was estimated at, and what it came to."""

    code: str
    estimated: int
    came_to: int

    @property
    def off_by(self) -> int:
        """How much too high the estimate was; below nought too low."""
        return self.estimated - self.came_to

    @property
    def off_below(self) -> int:
        """How much too low it was; nought where it was not."""
        return max(0, -self.off_by)

    @property
    def off_share(self) -> Fraction | None:
        """The same as a share of what it came to; None of nought."""
        return change(self.estimated, self.came_to)


def estimates_seen(
    reported: Mapping[str, Reported], came_to: Mapping[str, int | None]
) -> tuple[EstimateSeen, ...]:
    """How good the estimates of a report were, once the whole window has been counted; those of which the
    count is not known are left out."""
    found = []
    for code, one in reported.items():
        real = came_to.get(code)
        if one.estimate is not None and real is not None:
            found.append(EstimateSeen(code, one.estimate, real))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Changed:
    """What is otherwise than in the report before, by code: `better`, `worse`; `said_now` was not known
    then, `gone_silent` is not known any more. `newly_late` are the names of what was not late then,
    `late_no_more` of what was."""

    better: tuple[str, ...]
    worse: tuple[str, ...]
    said_now: tuple[str, ...]
    gone_silent: tuple[str, ...]
    newly_late: tuple[str, ...]
    late_no_more: tuple[str, ...]


def changed(
    now: Mapping[str, Reported],
    before: Mapping[str, Reported],
    forms: Mapping[str, Indicator],
    *,
    late: Iterable[str] = (),
    late_before: Iterable[str] = (),
) -> Changed:
    """What changed since the last report, compared by exact values."""
    heaps: dict[str, list[str]] = {"better": [], "worse": [], "said_now": [], "gone_silent": []}
    for code, form in forms.items():
        values = [_value(one.get(code, SILENT), form) for one in (now, before)]
        if (heap := _moved(values[0], values[1], form)) is not None:
            heaps[heap].append(code)
    late, late_before = tuple(late), tuple(late_before)
    return Changed(
        **{name: tuple(codes) for name, codes in heaps.items()},
        newly_late=tuple(one for one in late if one not in set(late_before)),
        late_no_more=tuple(one for one in late_before if one not in set(late)),
    )


def _value(one: Reported, form: Indicator) -> Fraction | None:
    return None if one.tally is None else one.tally.value(form.shape)


def _moved(now: Fraction | None, before: Fraction | None, form: Indicator) -> str | None:
    if now == before:
        return None
    if before is None:
        return "said_now"
    if now is None:
        return "gone_silent"
    # The value of a cut is by how much less it is: more of it is better.
    wants_more = form.direction is Direction.MORE or form.shape is Shape.CUT
    return "better" if (now > before) == wants_more else "worse"
