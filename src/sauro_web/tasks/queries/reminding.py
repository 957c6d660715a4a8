"""Who hears of a part that is soon due or late: the officer in charge, the head of the unit, the
chairperson."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Delegation, Membership, Role, Unit
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.accounts.rules import in_force

__all__ = ["Hearers"]

_LEADING = (Role.HEAD, Role.LEADER)


class Hearers:
    """The people to be reminded on one day, looked up for many units and officers at once and kept."""

    def __init__(self, on: date) -> None:
        self._on = on
        self.units: dict[int, Unit] = {}
        self._heads: dict[int, tuple[int, ...]] = {}
        self._at_work: dict[int, bool] = {}

    def look_up(self, units: Collection[int], officers: Collection[int]) -> None:
        """Fetches what is not known yet; a handful of queries, however many there are."""
        self._look_up_units(set(units) - self._heads.keys())
        self._look_up_officers(set(officers) - self._at_work.keys())

    def in_charge(self, unit: int, officer: int | None) -> tuple[int, ...]:
        """The officer named, while he works here; else whoever heads the unit."""
        return (officer,) if officer is not None and self._at_work.get(officer) else self._heads[unit]

    def heads(self, unit: int) -> tuple[int, ...]:
        """Whoever heads the unit and who stands in for them; of a unit that is gone those of the ones that
        followed it; where nobody does, whoever follows the plans of its office."""
        return self._heads[unit]

    def _look_up_officers(self, officers: set[int]) -> None:
        if not officers:
            return
        here = Membership.objects.filter(in_force(self._on), user__in=officers, user__is_active=True)
        at_work = set(here.values_list("user_id", flat=True))
        self._at_work |= {officer: officer in at_work for officer in officers}

    def _look_up_units(self, units: set[int]) -> None:
        if not units:
            return
        found = Unit.objects.in_bulk(units)
        self.units |= found
        gone = [unit for unit in found.values() if not unit.exists_on(self._on)]
        followers = living_successors(gone, self._on) if gone else {}
        asked = {pk: [one.pk for one in followers.get(pk, ())] or [pk] for pk in found}
        heads = self._leading(found.values(), [pk for row in asked.values() for pk in row])
        for pk, instead in asked.items():
            self._heads[pk] = tuple(dict.fromkeys(one for unit in instead for one in heads[unit]))
        if orphans := [found[pk] for pk in asked if not self._heads[pk]]:
            self._look_up_coordinators(orphans)

    def _leading(self, units: Iterable[Unit], asked: Sequence[int]) -> dict[int, list[int]]:
        """The head of each unit, else all who lead it; who stands in for one of them comes after him."""
        rows = Membership.objects.filter(in_force(self._on), unit__in=asked, user__is_active=True)
        rows = rows.filter(Q(is_head=True) | Q(role__in=_LEADING)).order_by("-is_head", "pk")
        by_unit: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
        for pk, unit, user, is_head in rows.values_list("pk", "unit_id", "user_id", "is_head"):
            by_unit[unit].append((pk, user, is_head))
        taken = {unit: [row for row in held if row[2]] or held for unit, held in by_unit.items()}
        instead = self._standing_in(row[0] for held in taken.values() for row in held)
        heads: dict[int, list[int]] = defaultdict(list)
        for unit, held in taken.items():
            heads[unit] = [user for pk, own, _ in held for user in (own, *instead.get(pk, ()))]
        return heads

    def _standing_in(self, positions: Iterable[int]) -> dict[int, list[int]]:
        rows = Delegation.objects.filter(in_force(self._on), membership__in=list(positions))
        rows = rows.exclude(withdrawn_on__lte=self._on).filter(receiver__is_active=True)
        found: dict[int, list[int]] = defaultdict(list)
        for membership, receiver in rows.values_list("membership_id", "receiver_id"):
            found[membership].append(receiver)
        return found

    def _look_up_coordinators(self, orphans: Iterable[Unit]) -> None:
        """For units that nobody heads: whoever follows the plans in their house."""
        orphans = list(orphans)
        houses = {unit.commune_id or unit.province_id for unit in orphans} - {None}
        rows = Membership.objects.filter(in_force(self._on), role=Role.COORDINATOR, user__is_active=True)
        rows = rows.filter(Q(unit__commune__in=houses) | Q(unit__commune=None, unit__province__in=houses))
        by_house: dict[int | None, list[int]] = defaultdict(list)
        for user, commune, province in rows.values_list("user_id", "unit__commune_id", "unit__province_id"):
            by_house[commune or province].append(user)
        for unit in orphans:
            self._heads[unit.pk] = tuple(dict.fromkeys(by_house[unit.commune_id or unit.province_id]))
