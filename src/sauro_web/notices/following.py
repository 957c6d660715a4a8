"""How offices follow up: what holds for a unit."""

from __future__ import annotations

from sauro_web.accounts.models import Unit
from sauro_web.accounts.rules import paths_above
from sauro_web.notices.models import FollowUp

__all__ = ["FollowUps", "follow_up_of"]


class FollowUps:
    """The settings of all offices, in one query: for a unit those of the nearest office above it, else the
    defaults."""

    def __init__(self) -> None:
        rows = FollowUp.objects.select_related("office")
        self._rows = {row.office.path: row for row in rows}
        self._default = FollowUp()

    def of(self, unit: Unit) -> FollowUp:
        """Those that hold for a unit."""
        return self.at(unit.path)

    def at(self, path: str) -> FollowUp:
        """Those that hold for the unit of this path."""
        if not self._rows:
            return self._default
        nearest = (self._rows[one] for one in reversed(paths_above(path)) if one in self._rows)
        return next(nearest, self._default)

    @property
    def hours(self) -> list[int]:
        """The hours of the day at which somewhere digests go out."""
        return sorted({self._default.hour, *(row.hour for row in self._rows.values())})

    @property
    def longest_before(self) -> int:
        """Working days: the first step of the longest ladder."""
        all_rows = (self._default, *self._rows.values())
        return max(max(row.days_before, default=0) for row in all_rows)


def follow_up_of(office: Unit) -> FollowUp:
    """The office's own row, or one not kept yet with what holds for it now."""
    own = FollowUp.objects.select_related("office").filter(office=office).first()
    if own is not None:
        return own
    above = FollowUps().of(office)
    kept = ("before", "on_the_day", "head_after", "chair_after", "again_after", "hour", "by_mail")
    return FollowUp(office=office, **{name: getattr(above, name) for name in kept})
