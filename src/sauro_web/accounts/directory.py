"""The names that count for one office, ordered for looking up: its own tree, the offices above it with what
stands directly beneath them, the provinces and ministries. Works on rows that were loaded before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sauro.text.compare import unit_key
from sauro_web.accounts.models import NameKind, Unit, UnitKind, UnitName
from sauro_web.accounts.naming import COMMITTEE, accented, level_of, loose

__all__ = ["Directory", "Hit", "area_in"]

_AREAS = (UnitKind.PROVINCE, UnitKind.COMMUNE)
_NATIONWIDE = (UnitKind.PROVINCE, UnitKind.MINISTRY)
_LEVEL_SPECIFIC = ("Sở ", "Bộ ")
"""Units whose names by their first word belong to a province or to the nation, wherever they are named."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit found under a name: `area` and `outer` are names of areas that the text must write with their
    accents."""

    unit: Unit
    text: str
    kind: str
    area: str = ""
    outer: str = ""

    def within(self, area: str) -> Hit:
        """The same, found through the name of an area at the end of the text."""
        return replace(self, outer=area) if area else self

    def is_written(self, text: str) -> bool:
        """Whether a text (`accented`) has the areas' names with their accents."""
        return accented(self.area) in text and accented(self.outer) in text


_Shelf = dict[str, list[Hit]]


class Directory:
    """Names by key: `own` of the office's tree, `hosted` by the office they belong to, `wide` those that say
    by themselves whose they are."""

    def __init__(self, office: Unit, on: date, units: Iterable[Unit], names: Iterable[UnitName]) -> None:
        self.office = office
        self.on = on
        self.units = {unit.pk: unit for unit in units} | {office.pk: office}
        self.by_path = {unit.path: unit for unit in self.units.values()}
        self.learned: _Shelf = defaultdict(list)
        self.own: _Shelf = defaultdict(list)
        self.remote: _Shelf = defaultdict(list)
        """Divisions of a province's departments: every commune may have one of that name, so they are only
        proposed."""
        self.wide: _Shelf = defaultdict(list)
        self.former: dict[int, list[str]] = defaultdict(list)
        """Areas' names before, where only the word for the area has changed: "tỉnh Đồng Nai"."""
        self.hosted: dict[int, _Shelf] = defaultdict(lambda: defaultdict(list))
        self.tails: dict[str, list[tuple[Unit, str]]] = defaultdict(list)
        self.whole: set[int] = set()
        """Offices whose own units are all here; of others names are fetched when a text asks for them."""
        for name in names:
            self._shelve(self.units[name.unit_id], name)
        for unit in list(self.units.values()):
            if unit.kind in _AREAS:
                self._open_area(unit)
        committee = self.committee
        if committee is not None:
            self.own[COMMITTEE].append(Hit(committee, committee.name, NameKind.SHORT))

    @property
    def committee(self) -> Unit | None:
        """The nearest People's Committee: the office itself or above it."""
        paths = (self.office.path[:end] for end in range(len(self.office.path), 0, -Unit.steplen))
        above = (self.by_path.get(path) for path in paths)
        return next((unit for unit in above if unit is not None and unit.kind in _AREAS), None)

    def area_keys(self) -> tuple[str, ...]:
        """The keys by which the area of the nearest People's Committee is called."""
        committee = self.committee
        if committee is None:
            return ()
        area = unit_key(committee.area)
        level = level_of(committee.area)
        return (area, area.removeprefix(level).strip(), level)

    def _shelve(self, unit: Unit, name: UnitName) -> None:
        hit = Hit(unit, name.text, name.kind, area_in(unit, name.text))
        if name.kind == NameKind.FORMER and unit.kind in _AREAS and hit.area == area_in(unit, unit.name):
            self.former[unit.pk].append(name.key.removeprefix(COMMITTEE).strip())
        if name.scope_id is not None:
            if name.scope_id == self.office.pk:
                self.learned[name.key].append(hit)
            return
        if self._is_remote(unit):
            self.remote[name.key].append(hit)
            return
        if unit.path.startswith(self.office.path):
            self.own[name.key].append(hit)
            if (freely := loose(name.key)) != name.key:
                self.own["~" + freely].append(hit)
        for host in self._hosts(unit):
            self.shelve_hosted(host, name.key, hit)
        party = unit.kind == UnitKind.PARTY and unit.commune_id is None
        if party or unit.kind in (*_NATIONWIDE, UnitKind.COMMUNE) or unit.name.startswith(_LEVEL_SPECIFIC):
            self.wide[name.key].append(hit)
            if (freely := loose(name.key)) != name.key:
                self.wide["~" + freely].append(hit)

    def _is_remote(self, unit: Unit) -> bool:
        inside = unit.path.startswith(self.office.path) and self.office.kind != UnitKind.PROVINCE
        return unit.kind == UnitKind.DIVISION and unit.commune_id is None and not inside

    def shelve_hosted(self, host: int, key: str, hit: Hit) -> None:
        """Puts a name among those of a host, strictly and freely written."""
        shelf = self.hosted[host]
        shelf[key].append(hit)
        if (freely := loose(key)) != key:
            shelf["~" + freely].append(hit)

    def _hosts(self, unit: Unit) -> Iterator[int]:
        """The People's Committee that a unit belongs to, and the department where it is a part of one."""
        if unit.kind in _NATIONWIDE:
            return
        if unit.kind == UnitKind.COMMUNE:
            if unit.province_id is not None:
                yield unit.province_id
        elif unit.commune_id is not None:
            yield unit.commune_id
        elif unit.province_id is not None:
            yield unit.province_id

    def _open_area(self, committee: Unit) -> None:
        """Makes the area's name a tail of other names ("Công an tỉnh Lai Châu"): by its full name, and for
        the areas in which the office itself lies also by the bare name and by "tỉnh", "xã" alone."""
        area = committee.area
        level, folded = level_of(area), unit_key(area)
        bare = " ".join(area.split()[len(level.split()) :])
        self.hosted[committee.pk][COMMITTEE].append(Hit(committee, committee.name, NameKind.SHORT))
        self.hosted[committee.pk][""].append(Hit(committee, committee.name, NameKind.SHORT))
        if not folded:
            return
        self.tails[folded].append((committee, bare))
        if self.office.path.startswith(committee.path):
            self.whole.add(committee.pk)
            if level:
                self.tails[level].append((committee, ""))
            self.tails[unit_key(bare)].append((committee, bare))
            kind = "tinh" if committee.kind == UnitKind.PROVINCE else "xa"
            self.tails[f"cap {kind}"].append((committee, ""))
            for before in dict.fromkeys(self.former[committee.pk]):
                self.tails[before].append((committee, bare))
                self.tails[level_of(before)].append((committee, ""))

    def tails_of(self, folded: str) -> Iterator[tuple[str, Unit, str]]:
        """Every way in which the key ends with an area: what stands before it, the area's office, and the
        area's name where the text must write it with accents. The longest area first."""
        words = folded.split()
        for start in range(len(words)):
            for office, area in self.tails.get(" ".join(words[start:]), ()):
                yield " ".join(words[:start]).rstrip(" ,"), office, area


def area_in(unit: Unit, text: str) -> str:
    """The proper name in a name of an area's office, village included: "xã Mai Lĩnh" → "Mai Lĩnh"."""
    if unit.kind == UnitKind.VILLAGE:
        return text
    if unit.kind not in _AREAS:
        return ""
    words = accented(text)
    for opening in ("ủy ban nhân dân ", "ubnd "):
        words = words.removeprefix(opening)
    for level in ("thành phố ", "đặc khu ", "phường ", "tỉnh ", "xã "):
        if words.startswith(level):
            return words.removeprefix(level)
    return words
