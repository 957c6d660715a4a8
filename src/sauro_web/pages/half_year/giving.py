"""Offices give work: tasks of every kind of deadline, taken apart now and then, and urged about when late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from sauro.dates.due import Due, DueKind, Rhythm
from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.pages.half_year.carrying import Carrying
from sauro_web.pages.half_year.deeds import key_of
from sauro_web.pages.half_year.houses import House, Performer
from sauro_web.pages.half_year.matter import NUDGES, REASONS, matter, source_of
from sauro_web.pages.half_year.play import Play
from sauro_web.tasks.models import NudgeKind, Origin, Task
from sauro_web.tasks.operations.giving import NewTask, give_task
from sauro_web.tasks.operations.living import cancel_task
from sauro_web.tasks.operations.nudges import mark_nudge_seen, send_nudge
from sauro_web.tasks.queries.nudging import late_parts, late_units

__all__ = ["Giving", "facts_of"]

_RHYTHMS = ((Rhythm.MONTH, "hằng tháng"), (Rhythm.MONTH, "hằng tháng"), (Rhythm.QUARTER, "hằng quý"),
            (Rhythm.WEEK, "hằng tuần"))  # fmt: skip
_KINDS = tuple(NudgeKind)


def facts_of(task: Task) -> dict[str, Any]:
    """What was given, as a recount needs it: whose task, by which deadline, and whose the parts are."""
    rows = task.parts.filter(series=None).order_by("pk")
    read = task.suggestion.read if task.suggestion else {}
    return {
        "task": task.pk,
        "office": task.office_id,
        "plan": task.plan_id,
        "reference": task.plan.reference if task.plan else "",
        "stands": [read.get(name) or "" for name in ("heading", "source", "path")],
        "parent": task.parent_id,
        "given_by": task.given_by_id,
        "text": task.text,
        "due": task.due,
        "due_text": task.due_text,
        "parts": [(row.pk, row.unit_id, row.part, row.answers_alone) for row in rows],
    }


class Giving:
    """What offices do: `a_week` tasks a week each."""

    def __init__(self, play: Play, carrying: Carrying, houses: Sequence[House], *, a_week: float) -> None:
        self._play, self._carrying, self._a_week = play, carrying, a_week
        for house in houses:
            play.daily.append(partial(self.give_some, house))
            play.weekly.append(partial(self.urge, house))

    def give_some(self, house: House) -> None:
        """The tasks of a day."""
        rng = self._play.rng
        number = self._a_week / 5
        for _ in range(int(number) + (rng.random() < number % 1)):
            self._give(house)

    def _give(self, house: House) -> None:
        play, rng = self._play, self._play.rng
        if not house.performers:
            return
        lead, *others = rng.sample(
            house.performers, k=min(len(house.performers), 1 + rng.choice((0, 0, 1, 1, 2, 3)))
        )
        informed = [others.pop().unit] if len(others) > 1 else []
        by, due = rng.choice(house.givers), self._due(lead.unit)
        text, product = matter(rng)
        origin, source = source_of(rng, f"{play.today:%d/%m/%Y}")
        new = NewTask(
            text=text, lead=lead.unit, due_text=due.raw if due else "", due=due,
            cooperating=[one.unit for one in others], informed=informed, product=product,
            authority=rng.choice(("", "Chủ tịch Ủy ban nhân dân", "Thủ trưởng đơn vị")),
            origin=origin, source=source,
        )  # fmt: skip
        task = self._given(house, new, by)
        if task is None:
            return
        if rng.random() < 0.05 and others:
            play.later(
                rng.randrange(2, 6), partial(self._take_apart, house, task, lead, others[0]), lead.unit
            )
        if rng.random() < 0.03:
            play.later(rng.randrange(3, 20), partial(self._cancel, house, task), lead.unit)

    def give_each_division(self, house: House) -> None:
        """One task with a day to each division, which nobody has taken up yet."""
        rng = self._play.rng
        for one in house.performers:
            if one.unit.kind == UnitKind.DIVISION:
                text, product = matter(rng)
                day = self._play.today + timedelta(days=rng.randrange(12, 30))
                new = NewTask(
                    text=text, lead=one.unit, due_text=f"Trước ngày {day:%d/%m/%Y}", product=product,
                    due=Due(DueKind.BY, f"Trước ngày {day:%d/%m/%Y}", date=day),
                )  # fmt: skip
                self._given(house, new, rng.choice(house.givers))

    def _given(self, house: House, new: NewTask, by: User, parent: Task | None = None) -> Task | None:
        about: dict[str, Any] = {}
        task = self._play.do("give", give_task, house.office, new, by=by, about=about, parent=parent)
        if task is not None:
            about |= facts_of(task)
            self._carrying.take(house, task)
        return task

    def _due(self, unit: Unit) -> Due | None:
        """One day for three of four, often a Saturday or a holiday; else what comes back, goes on, waits for
        something, or nothing."""
        rng, today = self._play.rng, self._play.today
        kind = rng.random()
        if kind < 0.76:
            day = today + timedelta(days=rng.randrange(6, 60))
            if rng.random() < 0.8:
                day = self._play.calendar(unit).next_working(day)
            return Due(DueKind.BY, f"Trước ngày {day:%d/%m/%Y}", date=day)
        if kind < 0.88:
            rhythm, words = rng.choice(_RHYTHMS)
            return Due(DueKind.PERIODIC, words, every=(rhythm,))
        if kind < 0.90:
            day = today + timedelta(days=rng.randrange(20, 40))
            after = Due(DueKind.PERIODIC, "hằng tháng", every=(Rhythm.MONTH,))
            return Due(DueKind.BY, f"Trước ngày {day:%d/%m/%Y}, sau đó hằng tháng", date=day, then=after)
        if kind < 0.93:
            return Due(DueKind.ONGOING, "Thường xuyên")
        return Due(DueKind.EVENT, "Ngay sau khi có hướng dẫn của cấp trên") if kind < 0.96 else None

    def _take_apart(self, house: House, task: Task, lead: Performer, other: Performer) -> None:
        rng, unit = self._play.rng, other.unit
        day = self._play.today + timedelta(days=rng.randrange(5, 20))
        due = Due(DueKind.BY, f"Trước ngày {day:%d/%m/%Y}", date=day)
        text, product = matter(rng)
        new = NewTask(text=text, lead=unit, due_text=due.raw, due=due, product=product, origin=Origin.DIRECT)
        self._given(house, new, rng.choice(lead.people), parent=task)

    def _cancel(self, house: House, task: Task) -> None:
        reason = self._play.rng.choice(REASONS["cancel"])
        about = {"task": task.pk}
        by = self._play.rng.choice(house.givers)
        self._play.do("cancel", cancel_task, task, by=by, about=about, reason=reason)

    def urge(self, house: House) -> None:
        """Once a week the units that owe most are urged, each time more seriously."""
        play, rng = self._play, self._play.rng
        for unit in late_units(house.office, on=play.today)[:2]:
            late = late_parts(house.office, unit, on=play.today, calendar=play.calendar(unit))
            rested = [
                one
                for one in late
                if one.last is None or play.calendar(unit).between(one.last, play.today) > 4
            ]
            chosen = rested[: rng.randrange(1, 4)]
            if not chosen or rng.random() < 0.4:
                continue
            kind = _KINDS[min(max(one.nudged for one in chosen), len(_KINDS) - 1)]
            about: dict[str, Any] = {"office": house.office.pk, "unit": unit.pk, "kind": kind.value}
            about["parts"] = [key_of(one.part) for one in chosen]
            nudge = play.do(
                "nudge", send_nudge, house.office, unit, by=rng.choice(house.givers), about=about,
                parts=[one.part for one in chosen], kind=kind, text=NUDGES[kind],
            )  # fmt: skip
            if nudge is not None:
                about["nudge"] = nudge.pk
                performer = next((one for one in house.performers if one.unit == unit), None)
                if performer and rng.random() < 0.7:
                    seen = partial(
                        play.do,
                        "see_nudge",
                        mark_nudge_seen,
                        nudge,
                        by=rng.choice(performer.people),
                        about=about,
                    )
                    play.later(rng.randrange(1, 4), seen, unit)
