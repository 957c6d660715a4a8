"""Which duties of the plan below answer a duty of the plan above, and what they lack."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sauro.checks.coverage.addressees import above_own_level, is_given_to
from sauro.checks.coverage.demands import worst_of
from sauro.checks.coverage.model import Matter, Reason, Row, Side, Verdict
from sauro.checks.coverage.own_plan import is_own_plan
from sauro.checks.coverage.times import goes_up, report_reasons, time_reasons
from sauro.checks.coverage.wording import Clause, Index, Weights, clauses_of, terms_of
from sauro.findings import short_quote
from sauro.plan.model import Plan, Task
from sauro.text.compare import key

__all__ = ["duty_rows"]

_PART = 0.36
"""Share of a clause's words that the duty which answers best must have."""
_ELSEWHERE = 0.55
"""Share that another duty must have."""
_CARRIED = 0.36
"""Share of a duty's words in the clauses that are answered, from which on it is not missing."""
_ADOPTED = 0.5
"""The same for a duty that was given to others: only then has the plan below made it its own."""
_FEW_TERMS = 12
"""A duty of fewer terms is like many others: it is carried out where nearly all of it is said."""
_SHORT_CARRIED = 0.55
_WHOLE = 0.72
"""From here on no part is said to be left out."""
_EVEN = 0.001
"""Two shares that differ by less are one."""
_LACKING = 5
"""Words of a part whose absence is worth a line."""
_WORD_FOR_WORD = 0.8
"""Share of one clause of several that carries a duty, whatever else it asks."""
_REPORT = re.compile(r"(?:dong thoi |kip thoi |dinh ky )*(?:bao cao|gui bao cao)\b")


@dataclass(frozen=True)
class _Duty:
    """A task as it is compared, by the words of `task`; `twins` are all places that say the same duty."""

    task: Task
    twins: tuple[Task, ...]
    figured: bool = False
    """Whether targets stand in it."""

    @cached_property
    def terms(self) -> frozenset[str]:
        return terms_of(_own_words(self.task))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses_of(_own_words(self.task))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What answers a duty, the nearest first; how much of it, and of the clause that is answered best; how
    much of the nearest answer stands in the duty; and the clauses that nothing answers."""

    duties: tuple[_Duty, ...] = ()
    share: float = 0.0
    best_clause: float = 0.0
    back: float = 0.0
    figures: bool = False
    is_short: bool = False
    lacking: tuple[Clause, ...] = ()

    def is_carried(self, *, given: bool) -> bool:
        """Whether the plan below carries the duty out at all. One given to others counts only where the plan
        has made it its own."""
        if not self.duties or (self.is_short and self.share < _SHORT_CARRIED):
            return False
        if self.best_clause >= _WORD_FOR_WORD or self.share >= _ADOPTED:
            return True
        if given:
            return self.share >= _CARRIED or self.figures
        return self.share >= _CARRIED and self.back >= _CARRIED


def duty_rows(parent: Plan, plan: Plan, targets: Sequence[Row]) -> Iterator[Row]:
    """A row for each duty of the plan above, in its order, then one for each that only the plan below has.
    `targets` are the rows of the targets, which tell of the figures inside duties."""
    office = plan.document.issuer.value if plan.document.issuer else None
    quotes = [side.text for row in targets for side in row.parents]
    above = _duties(parent, office, quotes)
    own = [_Duty(task, (task,)) for task in plan.tasks]
    weights = Weights([duty.terms for duty in (*above, *own)])
    stated = _Stated(targets, any(goes_up(one, office) for one in plan.reporting))
    answers = _Answers(own, weights, stated)
    used: set[str] = set()
    told: set[str] = set()
    for duty in above:
        given = is_given_to(office, tuple(lead.value for lead in duty.task.lead))
        if is_own_plan(duty.task):
            yield _own_plan_row(duty, plan, given=given)
            continue
        answer = answers.of(duty)
        if not answer.is_carried(given=given):
            yield (_by_figures(duty, stated) if given else None) or _unanswered(duty, given=given)
            continue
        used.update(one.task.path for one in answer.duties)
        told.add(answer.duties[0].task.path)
        yield _answered(duty, answer, parent, plan, stated if given else None)
    used.update(path for one in plan.tasks if one.path in used for path in one.same_as)
    index = Index(weights, [one.terms for one in above])
    yield from _rest(plan, [one for one in own if one.task.path not in told], index, used)


def _duties(plan: Plan, office: str | None, quotes: Sequence[str]) -> list[_Duty]:
    """The tasks, one that stands in prose and in an appendix once: by the words of the place that gives it to
    `office`, where one does."""
    by_path = {task.path: task for task in plan.tasks}
    seen: set[str] = set()
    duties = []
    for task in plan.tasks:
        if task.path not in seen:
            twins = [task, *(by_path[path] for path in task.same_as if path in by_path and path not in seen)]
            seen.update(one.path for one in twins)
            leads = ((one, tuple(lead.value for lead in one.lead)) for one in twins)
            given = next((one for one, names in leads if is_given_to(office, names)), task)
            text = given.text.value
            figured = any(quote in text or text in quote for quote in quotes)
            duties.append(_Duty(given, tuple(twins), figured))
    return duties


class _Stated:
    """What the plan below states apart from its duties: figures of targets, and that it reports upwards."""

    def __init__(self, targets: Sequence[Row], reports: bool) -> None:
        self._rows = {side.text: row for row in targets for side in row.parents}
        self.reports = reports

    def within(self, text: str) -> list[Row]:
        """The rows of the targets that these words of the plan above state."""
        found = [row for quote, row in self._rows.items() if quote in text or text in quote]
        return list({id(row): row for row in found}.values())

    def dates(self, text: str) -> bool:
        """Whether the plan below says until when it reaches a target of these words."""
        return any(side.due for row in self.within(text) for side in row.own)

    def answers(self, clause: str) -> bool:
        """Whether a clause is answered without a duty of the same words: by its targets, all of them stated
        below, or by the plan's reports where it asks for one."""
        rows = self.within(clause)
        if rows:
            return all(row.own for row in rows)
        return self.reports and _REPORT.match(key(clause)) is not None

    def states(self, text: str, task: Task) -> bool:
        """Whether `task` of the plan below states a target of these words."""
        return any(
            task.text.span.covers(side.span) or bool(task.product and task.product.span.covers(side.span))
            for row in self.within(text)
            for side in row.own
        )


def _own_words(task: Task) -> str:
    """The words of a duty without the names of those who lead it and help and its time limit, where they
    stand in it: these are compared by themselves."""
    text = task.text.value
    for value in (*task.lead, *task.cooperating):
        if task.text.span.covers(value.span):
            text = text.replace(value.quote, " ", 1)
    if task.due is not None and task.text.span.covers(task.due.span):
        text = re.sub(rf"(?:hoàn thành )?{re.escape(task.due.quote)}", " ", text, count=1)
    return text.strip(" :,") or task.text.value


class _Answers:
    """The duties of the plan below, asked which of them answer a duty above."""

    def __init__(self, own: Sequence[_Duty], weights: Weights, stated: _Stated) -> None:
        self._own = own
        self._weights = weights
        self._stated = stated
        self._index = Index(weights, [one.terms for one in own])

    def of(self, duty: _Duty) -> _Answer:
        """What answers a duty of the plan above."""
        shares = self._index.shares(duty.terms)
        if not shares:
            return _Answer(lacking=duty.clauses)
        figured = [at for at, one in enumerate(self._own) if self._states(duty, one)] if duty.figured else []
        best = self._nearest(duty, shares, figured)
        found, lacking, answered, closest = [best], [], 0.0, 0.0
        for clause in duty.clauses:
            within = self._index.shares(clause.terms)
            share, within[best] = within[best], -1.0
            other = max(range(len(within)), key=within.__getitem__)
            elsewhere = within[other]
            if len(clause.text.split()) >= _LACKING:
                closest = max(closest, share, elsewhere)
            if share < _PART and elsewhere < _ELSEWHERE and not self._stated.answers(clause.text):
                lacking.append(clause)
                continue
            answered += self._weights.of(clause.terms)
            if elsewhere > max(share, _ELSEWHERE) and other not in found:
                found.append(other)
        whole = sum(self._weights.of(clause.terms) for clause in duty.clauses)
        several = len(duty.clauses) > 1 and whole > 0
        found += self._further(duty, shares, found)
        return _Answer(
            tuple(self._own[at] for at in found),
            answered / whole if several else shares[best],
            closest if several else 0.0,
            self._weights.share(self._own[best].terms, duty.terms),
            bool(figured),
            len(duty.terms) < _FEW_TERMS,
            tuple(lacking),
        )

    def _states(self, duty: _Duty, one: _Duty) -> bool:
        return self._stated.states(duty.task.text.value, one.task)

    def _nearest(self, duty: _Duty, shares: Sequence[float], figured: Sequence[int]) -> int:
        """The duty that says most of this one; of several the one that says least besides. Where none says
        enough, one that states a figure of it."""
        highest = max(shares)
        if highest < _PART and figured:
            return max(figured, key=shares.__getitem__)
        alike = [at for at, share in enumerate(shares) if share >= highest - _EVEN]
        return max(alike, key=lambda at: self._weights.share(self._own[at].terms, duty.terms))

    def _further(self, duty: _Duty, shares: Sequence[float], found: Sequence[int]) -> list[int]:
        """Other duties that say the same, wholly or the greater part of themselves."""
        near = (at for at, share in enumerate(shares) if share >= _PART / 2 and at not in found)
        alike = [
            at
            for at in near
            if shares[at] >= _ADOPTED or self._weights.share(self._own[at].terms, duty.terms) >= _ADOPTED
        ]
        return sorted(alike, key=lambda at: -shares[at])


def _own_plan_row(duty: _Duty, plan: Plan, *, given: bool) -> Row:
    """The duty to issue a plan of one's own is answered by the plan itself, on its day of issue."""
    reasons = [Reason("own_plan", "chính kế hoạch này là sản phẩm của nhiệm vụ", weighs=False)]
    if given:
        reasons += time_reasons(duty.twins, (), issued=_day_of(plan))
    subject = plan.document.subject
    own = (Side("", subject.value, subject.span),) if subject else ()
    return Row(Matter.DUTY, worst_of(reasons), "", _sides(duty), own, tuple(reasons), 1.0)


def _day_of(plan: Plan) -> str:
    return plan.document.date.value if plan.document.date else ""


def _by_figures(duty: _Duty, stated: _Stated) -> Row | None:
    """A duty that is a figure, which the plan below states apart from its duties; None where it does not, or
    where the duty asks more."""
    rows = stated.within(duty.task.text.value)
    if not rows or not all(row.own for row in rows) or len(duty.clauses) > len(rows):
        return None
    reasons = tuple(_figure_reasons(duty, stated))
    own = tuple(side for row in rows for side in row.own)
    return Row(Matter.DUTY, worst_of(reasons), "", _sides(duty), own, reasons, 1.0)


def _unanswered(duty: _Duty, *, given: bool) -> Row:
    if given:
        reason = Reason("missing", "không có nhiệm vụ tương ứng trong kế hoạch")
        return Row(Matter.DUTY, Verdict.MISSING, parents=_sides(duty), reasons=(reason,))
    leads = "; ".join(dict.fromkeys(lead.value for lead in duty.task.lead))
    reason = Reason("not_addressed", f"cấp trên giao cho {short_quote(leads)}")
    return Row(Matter.DUTY, Verdict.NOT_ADDRESSED, parents=_sides(duty), reasons=(reason,))


def _answered(duty: _Duty, answer: _Answer, parent: Plan, plan: Plan, stated: _Stated | None) -> Row:
    """A duty that is carried out; `stated` is None where it was given to others, who then measure it."""
    by_path = {task.path: task for task in plan.tasks}
    paths = (path for one in answer.duties for path in (one.task.path, *one.task.same_as))
    tasks = tuple(by_path[path] for path in dict.fromkeys(paths) if path in by_path)
    reasons: list[Reason] = []
    if stated is not None:
        figures = list(_figure_reasons(duty, stated))
        reasons += figures
        reports = list(report_reasons(duty.twins, parent, plan))
        reasons += reports
        if not reports and (len(duty.clauses) > 1 or not figures):
            reasons += _lacking_reasons(answer)
        times = time_reasons(duty.twins, tasks)
        reasons += [one for one in times if one.code != "time.none" or not stated.dates(duty.task.text.value)]
    else:
        reasons.append(Reason("adopted", "cấp trên không giao nhưng kế hoạch có thực hiện", weighs=False))
    if not any(task.lead for task in tasks):
        reasons.append(Reason("lead.none", "không nêu đơn vị chủ trì", weighs=False))
    levels = list(above_own_level(plan, tasks[0]))
    verdict = Verdict.WRONG_LEVEL if levels else worst_of(reasons)
    own = tuple(map(_side, tasks))
    return Row(Matter.DUTY, verdict, "", _sides(duty), own, (*levels, *reasons), round(answer.share, 3))


def _figure_reasons(duty: _Duty, stated: _Stated) -> Iterator[Reason]:
    """What the rows of the targets say of those that stand in a duty."""
    for row in stated.within(duty.task.text.value):
        if row.verdict is Verdict.MISSING:
            yield Reason("part.missing", f"chưa có chỉ tiêu “{short_quote(row.parents[0].text)}”")
        else:
            yield from (one for one in row.reasons if one.code.startswith("value.") and one.weighs)


def _lacking_reasons(answer: _Answer) -> Iterator[Reason]:
    if answer.share >= _WHOLE:
        return
    parts = [one.text.strip(" .;,") for one in answer.lacking if len(one.text.split()) >= _LACKING]
    if parts:
        quoted = "; ".join(f"“{short_quote(part)}”" for part in parts)
        yield Reason("part.missing", f"chưa có nội dung {quoted}")


def _rest(plan: Plan, own: Sequence[_Duty], above: Index, used: Collection[str]) -> Iterator[Row]:
    """The duties that answer none above: a plan may have more, but not of another level."""
    for duty in own:
        levels = tuple(above_own_level(plan, duty.task))
        if levels:
            yield Row(Matter.DUTY, Verdict.WRONG_LEVEL, own=(_side(duty.task),), reasons=levels)
            continue
        nearest = max(above.shares(duty.terms), default=0.0)
        if duty.task.path not in used and nearest < _ELSEWHERE and not is_own_plan(duty.task):
            yield Row(Matter.DUTY, Verdict.EXTRA, own=(_side(duty.task),))


def _sides(duty: _Duty) -> tuple[Side, ...]:
    return tuple(map(_side, duty.twins))


def _side(task: Task) -> Side:
    leads = tuple(lead.value for lead in task.lead)
    due = task.due.value.raw if task.due else ""
    return Side(task.path, task.text.value, task.text.span, leads=leads, due=due)
