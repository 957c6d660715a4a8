"""The days one after the other: what is due to be done on each, done through the operations, and written down
in a plain log."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import made_up_at
from sauro_web.common.errors import SiteError
from sauro_web.pages.half_year.deeds import Deed, Key
from sauro_web.pages.half_year.houses import House
from sauro_web.tasks.models import Part, UnitTask
from sauro_web.tasks.operations.deadlines import grow_occurrences
from sauro_web.tasks.operations.reminding import remind
from sauro_web.workdays.queries import Calendars

__all__ = ["Play"]

_MORNING = time(8, 5)
_EVENING = time(17, 30)
_THURSDAY = 3


class Play:
    """Half a year of several offices. What is to be done later stands in an agenda by its day; whoever does
    it looks at the row as it is by then. Nothing is dated behind `end`. `pace`: seconds
    between two deeds of a day at most."""

    def __init__(
        self,
        houses: Sequence[House],
        rng: Random,
        *,
        begin: date,
        end: datetime | None = None,
        pace: int = 700,
    ) -> None:
        self.houses, self.rng, self._pace, self._end = houses, rng, pace, end
        self.log: list[Deed] = []
        self.refused: list[str] = []
        """What an operation refused: sentences."""
        self.now = timezone.make_aware(datetime.combine(begin, _MORNING))
        self._agenda: list[tuple[date, int, Callable[[], None]]] = []
        self._number = 0
        self._calendars = Calendars()
        self._seen_occurrences = 0
        self.weekly: list[Callable[[], None]] = []
        self.daily: list[Callable[[], None]] = []
        self.begun: list[Callable[[UnitTask], None]] = []
        """Told of every new occurrence."""

    @property
    def today(self) -> date:
        """The day that is played."""
        return timezone.localdate(self.now)

    def calendar(self, unit: Unit) -> WorkCalendar:
        """The working days of a unit."""
        return self._calendars.of(unit)

    def later(self, days: int, what: Callable[[], None], unit: Unit) -> None:
        """Puts something down for so many working days from today."""
        self.on(self.calendar(unit).add(self.today, days), what)

    def on(self, day: date, what: Callable[[], None]) -> None:
        """Puts something down for a day, today at the earliest."""
        self._number += 1
        heapq.heappush(self._agenda, (max(day, self.today), self._number, what))

    def do(
        self,
        what: str,
        operation: Callable[..., Any],
        *given: Any,
        by: User,
        part: Key | None = None,
        about: Mapping[str, Any] | None = None,
        **said: Any,
    ) -> Any:
        """Does it at the next minute of the day; what came of it, or None where it was refused. Only what was
        done stands in the log."""
        later = self.now + timedelta(seconds=self.rng.randrange(1, self._pace))
        self.now = self._no_later(min(later, timezone.make_aware(datetime.combine(self.today, _EVENING))))
        try:
            with made_up_at(self.now):
                done = operation(*given, by=by, now=self.now, **said)
        except SiteError as error:
            self.refused.append(f"{what}: {error.sentence}")
            return None
        self.log.append(Deed(self.today, what, by.pk, part, {} if about is None else about))
        return done

    def _no_later(self, moment: datetime) -> datetime:
        return moment if self._end is None else min(moment, self._end)

    def run(self, until: date) -> None:
        """Plays all days up to and with `until`."""
        day = self.today
        while day <= until:
            self.day(day)
            day += timedelta(days=1)

    def day(self, day: date) -> None:
        """One day: in the morning the site's own work, then what people have to do."""
        self.now = self._no_later(timezone.make_aware(datetime.combine(day, _MORNING)))
        works = self.calendar(self.houses[0].office).is_working(day)
        self._night(day, works)
        if works:
            for one in (*self.daily, *(self.weekly if day.weekday() == _THURSDAY else ())):
                one()
        while works and self._agenda and self._agenda[0][0] <= day:
            heapq.heappop(self._agenda)[2]()

    def _night(self, day: date, works: bool) -> None:
        with made_up_at(self.now):
            grow_occurrences(on=day)
            if works:
                remind(now=self.now)
        new = UnitTask.objects.filter(series__isnull=False, pk__gt=self._seen_occurrences).exclude(
            part=Part.INFORMED
        )
        for part in new.select_related("unit", "task__office").order_by("pk"):
            self._seen_occurrences = part.pk
            for one in self.begun:
                one(part)
