"""Targets and meeting limits of the plan above beside those of the plan below: which is stricter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from rapidfuzz import fuzz

from sauro.checks.coverage.model import Matter, Reason, Row, Side, Verdict
from sauro.plan.model import MeetingLimit, Plan, Target
from sauro.plan.naming import indicator_words, level_words, number_words
from sauro.text.compare import key

__all__ = ["is_same_target", "limit_rows", "target_rows", "worst_of"]

_ALIKE = 88
"""Of 100: from when on two names made of a target's own words are one."""
_EVEN = 1
"""Of 100: two closenesses that differ by less are one."""
_FALLING = ("<=", "<")
_GRAVITY = (Verdict.WEAKENED, Verdict.TIGHTENED, Verdict.COVERED)

_Binds = Callable[[Target], bool]


def target_rows(parent: Plan, plan: Plan, *, binds: _Binds) -> Iterator[Row]:
    """A row for each target of the plan above, then one for each that only the plan below has. A target
    stated at several places is one row. `binds` tells whether the plan below has to carry one out."""
    answered: set[Target] = set()
    groups: dict[Target, list[Target]] = {}
    for target in parent.targets:
        groups.setdefault(_first(parent, target), []).append(target)
    firsts = tuple(groups)
    for statements in groups.values():
        several = sum(first.indicator == statements[0].indicator for first in firsts) > 1
        own = _answers_to(statements, plan.targets, several=several)
        answered.update(own)
        yield _target_row(statements, own, binding=any(binds(one) for one in statements))
    others = [one for one in plan.targets if one not in answered]
    for _, group in groupby(sorted(others, key=attrgetter("indicator")), key=attrgetter("indicator")):
        extra = tuple(group)
        yield Row(Matter.TARGET, Verdict.EXTRA, indicator_words(extra[0]), own=_sides(extra))


def _first(plan: Plan, target: Target) -> Target:
    """The first statement in a plan of the same demand: indicator, value and, where both say one, year."""
    return next(
        one
        for one in plan.targets
        if one.indicator == target.indicator
        and (one.value, one.unit) == (target.value, target.unit)
        and (one.by == target.by or None in (one.by, target.by))
    )


def _answers_to(
    statements: Sequence[Target], targets: Sequence[Target], *, several: bool
) -> tuple[Target, ...]:
    """The targets below that measure the same. Where the plan above asks `several` values of one indicator,
    each of something else, those that are worded most like it."""
    same = [one for one in targets if one.indicator == statements[0].indicator and _fits(statements[0], one)]
    same = same or [one for one in targets if is_same_target(statements[0], one)]
    if not several or len({one.value for one in same}) < 2:
        return tuple(same)
    alike = {one: max(fuzz.ratio(key(one.quote), key(asked.quote)) for asked in statements) for one in same}
    return tuple(one for one in same if alike[one] >= max(alike.values()) - _EVEN)


def _fits(above: Target, own: Target) -> bool:
    return above.unit == own.unit


def is_same_target(above: Target, own: Target) -> bool:
    """Whether two targets measure the same thing, whatever their values."""
    if not _fits(above, own):
        return False
    if above.indicator == own.indicator:
        return True
    alike = fuzz.token_sort_ratio(_spoken(above), _spoken(own))
    return alike >= _ALIKE


def _spoken(target: Target) -> str:
    return target.indicator.replace("_", " ")


def _target_row(above: Sequence[Target], own: Sequence[Target], *, binding: bool) -> Row:
    name = indicator_words(above[0])
    if not own:
        verdict = Verdict.MISSING if binding else Verdict.NOT_ADDRESSED
        return Row(Matter.TARGET, verdict, name, _sides(above), reasons=_reasons_of_missing(verdict))
    demand = _strictest(above)
    answers = _comparable(demand, own)
    reasons: list[Reason] = []
    reasons += _value_reasons(demand, answers)
    reasons += _year_reasons(demand, answers)
    reasons += _side_remarks(demand, answers)
    return Row(Matter.TARGET, worst_of(reasons), name, _sides(above), _sides(answers), tuple(reasons), 1.0)


def _reasons_of_missing(verdict: Verdict) -> tuple[Reason, ...]:
    if verdict is Verdict.MISSING:
        return (Reason("missing", "kế hoạch không có chỉ tiêu này"),)
    return (Reason("not_addressed", "chỉ tiêu giao cho cơ quan khác"),)


def _strictest(statements: Sequence[Target]) -> Target:
    """Of several statements of one demand the one with a bound, else the first; dated before undated."""
    return min(statements, key=lambda one: (one.comparator == "=", one.by is None, one.span))


def _comparable(demand: Target, own: Sequence[Target]) -> tuple[Target, ...]:
    """The answers that speak of the same year; all where none does."""
    same = [one for one in own if demand.by is None or one.by is None or one.by[:4] == demand.by[:4]]
    return tuple(same or own)


def _value_reasons(demand: Target, answers: Sequence[Target]) -> Iterator[Reason]:
    falling = demand.comparator in _FALLING or any(one.comparator in _FALLING for one in answers)
    sign = -1 if falling else 1
    stated = {one.value for one in answers}
    lowest = min(stated, key=lambda value: sign * value)
    if len(stated) > 1:
        values = " và ".join(_figure(value, demand.unit) for value in sorted(stated))
        yield Reason("value.several", f"kế hoạch ghi nhiều mức khác nhau ({values})", weighs=False)
    if sign * lowest < sign * demand.value:
        yield Reason("value.lower", f"{_compared(lowest, demand)}, thấp hơn yêu cầu")
    elif sign * lowest > sign * demand.value:
        yield Reason("value.higher", f"{_compared(lowest, demand)}, cao hơn yêu cầu")


def _compared(value: float, demand: Target) -> str:
    return f"{_figure(value, demand.unit)} so với {_figure(demand.value, demand.unit)}"


def _year_reasons(demand: Target, answers: Sequence[Target]) -> Iterator[Reason]:
    """A year behind the one asked; where the plan also states the target for every year there is none."""
    years = {one.by[:4] if one.by else None for one in answers}
    if demand.by and None not in years and min(filter(None, years)) > demand.by[:4]:
        yield Reason("time.later", f"đến năm {min(filter(None, years))} thay vì năm {demand.by[:4]}")


def _side_remarks(demand: Target, answers: Sequence[Target]) -> Iterator[Reason]:
    if demand.comparator == ">=" and all(one.comparator == "=" for one in answers):
        same = any(one.value == demand.value for one in answers)
        if same and demand.value < 100:
            yield Reason("comparator", "ghi mức cố định, cấp trên ghi mức tối thiểu", weighs=False)
    bases = {one.basis for one in answers if one.basis}
    if demand.basis and bases and demand.basis not in bases:
        yield Reason("basis", "cơ sở tính khác với kế hoạch cấp trên", weighs=False)


def limit_rows(parent: Plan, plan: Plan) -> Iterator[Row]:
    """How long meetings of a kind may last: longer than above is weaker."""
    own = {key(one.kind): one for one in reversed(plan.meeting_limits)}
    seen: set[str] = set()
    for limit in parent.meeting_limits:
        kind = key(limit.kind)
        if kind in seen:
            continue
        seen.add(kind)
        answer = own.get(kind) or _nearest(kind, own)
        yield _limit_row(limit, answer)
        if answer is not None:
            seen.add(key(answer.kind))
    for kind, limit in own.items():
        if kind not in seen:
            yield Row(Matter.MEETING_LIMIT, Verdict.EXTRA, limit.kind, own=(_limit_side(limit),))


def _nearest(kind: str, own: dict[str, MeetingLimit]) -> MeetingLimit | None:
    alike = {name: fuzz.token_sort_ratio(kind, name) for name in own}
    best = max(alike, key=alike.__getitem__, default=None)
    return own[best] if best is not None and alike[best] >= _ALIKE else None


def _limit_row(limit: MeetingLimit, answer: MeetingLimit | None) -> Row:
    above = (_limit_side(limit),)
    if answer is None:
        reason = Reason("missing", "kế hoạch không quy định")
        return Row(Matter.MEETING_LIMIT, Verdict.MISSING, limit.kind, above, reasons=(reason,))
    reasons = []
    days = f"{number_words(answer.max_days)} ngày so với {number_words(limit.max_days)} ngày"
    if answer.max_days > limit.max_days:
        reasons.append(Reason("value.lower", f"{days}, dài hơn mức cho phép"))
    elif answer.max_days < limit.max_days:
        reasons.append(Reason("value.higher", f"{days}, ngắn hơn mức cho phép"))
    return Row(
        Matter.MEETING_LIMIT,
        worst_of(reasons),
        limit.kind,
        above,
        (_limit_side(answer),),
        tuple(reasons),
        1.0,
    )


def _limit_side(limit: MeetingLimit) -> Side:
    return Side("", limit.quote, limit.span, level=f"≤ {number_words(limit.max_days)} ngày")


def _sides(targets: Sequence[Target]) -> tuple[Side, ...]:
    return tuple(Side("", one.quote, one.span, level=level_words(one), due=one.by or "") for one in targets)


_VERDICTS = {
    "value.lower": Verdict.WEAKENED,
    "time.later": Verdict.WEAKENED,
    "time.none": Verdict.WEAKENED,
    "time.open": Verdict.WEAKENED,
    "part.missing": Verdict.WEAKENED,
    "report.missing": Verdict.WEAKENED,
    "report.later": Verdict.WEAKENED,
    "value.higher": Verdict.TIGHTENED,
    "time.earlier": Verdict.TIGHTENED,
}


def worst_of(reasons: Sequence[Reason]) -> Verdict:
    """The verdict that reasons make together: weaker in one thing is weaker."""
    found = {_VERDICTS[one.code] for one in reasons if one.weighs and one.code in _VERDICTS}
    return next((verdict for verdict in _GRAVITY if verdict in found), Verdict.COVERED)


def _figure(value: float, unit: str) -> str:
    return f"{number_words(value)}{unit if unit in ('', '%') else f' {unit}'}"
