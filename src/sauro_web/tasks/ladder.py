"""The steps at which is reminded: before the last day, on it, behind it; and who hears of which.

A step is reached as long as no later one is: a day on which nothing ran is caught up on the next, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sauro.dates.workdays import WorkCalendar

__all__ = ["Ladder", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """Where a part stands: its `stage` (`models.Reminder`), the working days late (negative before the last
    day), and whether the head of the unit and the chairperson hear of it."""

    stage: int
    days: int
    head: bool = False
    chair: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of an office, in working days."""

    before: tuple[int, ...] = (3, 7, 15)
    """From the smallest on."""
    on_the_day: bool = True
    head_after: int = 2
    chair_after: int = 5
    again_after: int = 5

    def step(self, ends_on: date, *, on: date, calendar: WorkCalendar) -> Step | None:
        """The step that a part with that last day has reached; None for none, and on days on which nobody
        works."""
        if not calendar.is_working(on):
            return None
        late = calendar.between(ends_on, on)
        if late > 0:
            return Step(self._behind(late), late, late >= self.head_after, late >= self.chair_after)
        if ends_on < on:
            # The days since were free: it is late, and the first working day counts.
            return Step(1, 1, self.head_after <= 1, self.chair_after <= 1)
        if late == 0 and ends_on == on and self.on_the_day:
            return Step(0, 0)
        reached = next((days for days in self.before if days >= -late), None)
        return None if reached is None else Step(-reached, late)

    def _behind(self, late: int) -> int:
        """The last step behind the last day: the first day, the days on which heads and the chairperson begin
        to hear, then again and again."""
        steps = [days for days in (1, self.head_after, self.chair_after) if days <= late]
        last = max(self.head_after, self.chair_after)
        if late > last:
            steps.append(last + (late - last) // self.again_after * self.again_after)
        return max(steps)
