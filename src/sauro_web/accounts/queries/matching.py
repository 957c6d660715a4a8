"""Matching the units that a plan names with the organisation, for one office on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date

from django.db.models import Q

from sauro_web.accounts.directory import Directory, Hit, area_in
from sauro_web.accounts.finding import Finder, Wanted
from sauro_web.accounts.matches import Candidate, Match, MatchState
from sauro_web.accounts.models import Succession, Unit, UnitGroup, UnitKind, UnitName
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.rules import offices_above

__all__ = ["Matcher", "match"]

_LONGEST_CHAIN = 8
"""How many times over an office may have been succeeded."""


class Matcher:
    """Matches names for the plans of `office` as of `on`. Loads once (seven queries, whatever the number of
    names; one more where a text names units of other areas)."""

    def __init__(self, office: Unit, on: date) -> None:
        units = {unit.pk: unit for unit in _scope(office)}
        units.setdefault(office.pk, office)
        successions = _successions([unit for unit in units.values() if not unit.exists_on(on)])
        directory = Directory(office, on, units.values(), _names(office, units.keys()))
        groups = list(UnitGroup.objects.filter(office=office).prefetch_related("names").order_by("pk"))
        above = UnitGroup.objects.filter(office_id=office.province_id or 0).prefetch_related("names")
        self._doubts = False
        self._finder = Finder(directory, groups, list(above.order_by("pk")), successions)

    def doubting(self) -> Matcher:
        """The same for the plan of an office elsewhere: its "Phòng Kinh tế" is another one, so that nothing
        is certain; what would have been is proposed."""
        wary = copy(self)
        wary._doubts = True
        return wary

    def match(self, text: str) -> Match:
        """What one name means."""
        return self.match_all([text])[0]

    def match_all(self, texts: Sequence[str]) -> list[Match]:
        """What each name means, in their order; equal names once."""
        finder = self._finder
        finder.wanted.clear()
        found = {text: finder.find(text) for text in dict.fromkeys(texts)}
        if finder.wanted:
            self._fetch(finder.wanted)
            found |= {text: finder.find(text) for text, match in found.items() if not match.is_settled}
        return [_doubted(found[text]) if self._doubts else found[text] for text in texts]

    def _fetch(self, wanted: Iterable[Wanted]) -> None:
        """Names of units in areas that are not the office's own, all in one query."""
        condition = Q()
        for name in wanted:
            inside = Q(unit__commune_id=name.host) & ~Q(unit_id=name.host)
            beneath = Q(unit__province_id=name.host) & (
                Q(unit__commune=None) | Q(unit__kind=UnitKind.COMMUNE)
            )
            condition |= Q(key=name.key) & (inside | beneath)
        directory, ended = self._finder.directory, list[Unit]()
        for row in UnitName.objects.filter(condition, scope=None).select_related("unit"):
            hit = Hit(row.unit, row.text, row.kind, area_in(row.unit, row.text))
            in_commune = row.unit.commune_id if row.unit.kind != UnitKind.COMMUNE else None
            host = in_commune or row.unit.province_id
            if host is not None:
                directory.shelve_hosted(host, row.key, hit)
                if not row.unit.exists_on(directory.on):
                    ended.append(row.unit)
        if ended:
            self._finder.successors |= _successions(ended)
        self._finder.asked.update(wanted)


def _doubted(match: Match) -> Match:
    # Provinces and ministries are called the same everywhere.
    national = match.unit is not None and match.unit.depth == 1
    if match.related or national or not match.is_settled:
        return match
    meant = () if match.unit is None else (Candidate(match.unit, 1.0),)
    return replace(match, state=MatchState.ASK, unit=None, groups=(), candidates=meant)


def match(text: str, office: Unit, on: date) -> Match:
    """What one name means in a plan of the office. For many names make one `Matcher`."""
    return Matcher(office, on).match(text)


def _scope(office: Unit) -> list[Unit]:
    """The office's tree (a province's without what lies inside its communes), the offices above it with what
    stands directly beneath them, and the provinces and ministries of the country."""
    condition = Q(kind__in=(UnitKind.PROVINCE, UnitKind.MINISTRY))
    tree = Q(begins("path", office.path))
    if office.commune_id is None:
        tree &= Q(commune=None) | Q(kind=UnitKind.COMMUNE)
    condition |= tree
    for path in offices_above(office)[:-1]:
        condition |= Q(path=path) | Q(begins("path", path), depth=len(path) // Unit.steplen + 1)
    return list(Unit.objects.filter(condition).order_by("path"))


def _names(office: Unit, units: Iterable[int]) -> list[UnitName]:
    scope = Q(scope=None) | Q(scope=office)
    return list(UnitName.objects.filter(scope, unit__in=list(units)).order_by("pk"))


def _successions(ended: list[Unit]) -> dict[int, list[Succession]]:
    """Who followed the units that do not exist that day, and who followed those."""
    found: dict[int, list[Succession]] = defaultdict(list)
    waiting = {unit.pk for unit in ended}
    for _ in range(_LONGEST_CHAIN):
        if not waiting:
            break
        rows = list(
            Succession.objects.filter(predecessor__in=waiting).select_related("successor").order_by("pk")
        )
        for row in rows:
            found[row.predecessor_id].append(row)
        waiting = {row.successor_id for row in rows} - found.keys()
    return found
