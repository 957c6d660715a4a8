"""Finding out which unit a name means. Certain is only what is alone: two units under one name, a name
without its accents, a split office are questions to a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from sauro.text.compare import unit_key
from sauro_web.accounts.directory import Directory, Hit
from sauro_web.accounts.matches import Candidate, Match, MatchHow, MatchState
from sauro_web.accounts.models import GroupRule, NameKind, Succession, Unit, UnitGroup, UnitKind
from sauro_web.accounts.naming import accented, loose
from sauro_web.accounts.wordings import group_wording, level_of_kind, person_before, without_exception

__all__ = ["Finder", "Wanted"]

_CLOSE_ENOUGH = 74.0
"""Of 100: below it a name is not proposed at all."""
_PROPOSED = 2
_PROPER = (NameKind.OFFICIAL, NameKind.SHORT)
"""Names that nothing learned from a plan may turn to another unit."""
_CURRENT = (NameKind.OFFICIAL, NameKind.SHORT, NameKind.SPELLING, NameKind.LEARNED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that must be looked up among the units of an office that is not loaded."""

    key: str
    host: int


@dataclass(slots=True)
class Finder:
    """Matches names for one office, from rows that were loaded before."""

    directory: Directory
    groups: Sequence[UnitGroup]
    above: Sequence[UnitGroup]
    successors: dict[int, list[Succession]]
    wanted: set[Wanted] = field(default_factory=set)
    asked: set[Wanted] = field(default_factory=set)
    _names: dict[str, list[Hit]] | None = None

    def find(self, text: str) -> Match:
        """The match of one name as it stands in a plan."""
        text = " ".join(text.split()).strip(" .;:,")
        person, rest = person_before(text)
        if taught := self._taught(text, rest):
            return self._decided(text, text, person, taught)
        if (group := self._group(text, rest)) is not None:
            return group
        folded = unit_key(rest)
        hits = self._hits(folded)
        if not hits and rest.islower():
            hits = self._hits(unit_key(rest.upper()))  # "ubnd xã": abbreviations are known in capitals.
        return self._decided(text, rest, person, hits) if hits else self._nearest(text, folded, person)

    # Units

    def _taught(self, text: str, rest: str) -> list[Hit]:
        """What a person has said that these very words mean; no proper name is turned by it."""
        directory = self.directory
        own = directory.own.get(unit_key(rest), [])
        if any(hit.kind in _PROPER and hit.unit.exists_on(directory.on) for hit in own):
            return []
        return directory.learned.get(unit_key(text), [])

    def _hits(self, folded: str) -> list[Hit]:
        """What stands under the key, in the nearest place where anything does."""
        directory = self.directory
        own = directory.own.get(folded, [])
        if any(hit.kind in _PROPER and hit.unit.exists_on(directory.on) for hit in own):
            return own
        if hits := directory.learned.get(folded, []) or own:
            return hits
        if hits := self._in_house(folded) or self._in_areas(folded):
            return hits
        if hits := directory.wide.get(folded, []):
            return hits
        for shelf in (directory.own, directory.wide):
            for key in (loose(folded), "~" + loose(folded)):
                if hits := shelf.get(key, []):
                    return hits
        return self._in_areas(folded, freely=True)

    def _in_house(self, folded: str) -> list[Hit]:
        """For a division or a department: its sisters under the same People's Committee. By what a department
        may have itself ("Văn phòng", "Thanh tra") only under the proper name."""
        committee = self.directory.committee
        if committee is None or committee.pk == self.directory.office.pk:
            return []
        hits = self.directory.hosted[committee.pk].get(folded, [])
        in_commune = committee.kind == UnitKind.COMMUNE
        return [hit for hit in hits if in_commune or hit.kind in _PROPER]

    def _in_areas(self, folded: str, *, freely: bool = False) -> list[Hit]:
        """What the words before an area's name mean in that area ("Công an tỉnh", "Phòng X xã Y")."""
        directory = self.directory
        for base, office, area in directory.tails_of(folded):
            shelf = directory.hosted.get(office.pk, {})
            keys = (loose(base), "~" + loose(base)) if freely else (base,)
            hits = [hit.within(area) for key in keys for hit in shelf.get(key, ())]
            if hits:
                return hits
            if base and office.pk not in directory.whole and Wanted(base, office.pk) not in self.asked:
                self.wanted.add(Wanted(base, office.pk))
        return []

    def _decided(self, text: str, rest: str, person: str, hits: list[Hit]) -> Match:
        """One unit of those found, or the question which."""
        written = accented(rest)
        living = [hit for hit in hits if hit.kind in _CURRENT and hit.unit.exists_on(self.directory.on)]
        best = living or [hit for hit in hits if hit.unit.valid_from <= self.directory.on]
        exact = [hit for hit in best if hit.is_written(written)]
        if len({hit.unit.pk for hit in best}) > 1 and written.isascii():
            exact = []  # Typed without accents: nothing tells them apart.
        if len({hit.unit.pk for hit in exact}) > 1:
            named = [hit for hit in exact if accented(hit.text) == written]
            exact = named or exact
        ends = _unique(unit for hit in exact for unit in self._today(hit.unit))
        if len(ends) == 1 and exact:
            how, note = self._how(exact[0], ends[0])
            return Match(text, MatchState.CERTAIN, how, ends[0], person=person, note=note)
        ends = ends or _unique(unit for hit in best for unit in self._today(hit.unit))
        if not ends:
            return Match(text, MatchState.UNKNOWN, person=person)
        proposed = tuple(Candidate(unit, 1.0) for unit in ends[:_PROPOSED])
        return Match(text, MatchState.ASK, MatchHow.CLOSE, person=person, candidates=proposed)

    def _how(self, hit: Hit, end: Unit) -> tuple[MatchHow, str]:
        if hit.unit.pk != end.pk:
            last = hit.unit.valid_to
            until = f" (đến {last:%d/%m/%Y})" if last else ""
            return MatchHow.SUCCESSOR, f"{hit.unit.label}{until} nay là {end.label}."
        match hit.kind:
            case NameKind.FORMER:
                return MatchHow.FORMER, f"Tên cũ; nay là {end.label}."
            case NameKind.LEARNED:
                return MatchHow.LEARNED, ""
            case NameKind.SPELLING:
                return MatchHow.VARIANT, ""
        return MatchHow.EXACT, ""

    def _today(self, unit: Unit) -> list[Unit]:
        """The unit itself where it exists that day, else those who followed it, however many times over."""
        reached, seen, waiting = [], set[int](), [unit]
        while waiting:
            current = waiting.pop(0)
            if current.pk in seen:
                continue
            seen.add(current.pk)
            if current.exists_on(self.directory.on):
                reached.append(current)
            else:
                waiting.extend(row.successor for row in self.successors.get(current.pk, ()))
        return reached

    # Groups

    def _group(self, text: str, rest: str) -> Match | None:
        """The groups meant: by a wording that the office gave to a group, else by a general one. Which of
        their units are left out is for a person to say."""
        kept, left_out = without_exception(text)
        if left_out:
            found = self._group(kept, person_before(kept)[1])
            note = f"Trừ {left_out}; hãy chọn từng đơn vị."
            return replace(found, text=text, state=MatchState.ASK, note=note) if found else None
        folded = (_without_all(unit_key(text)), _without_all(unit_key(rest)))
        for group in self.groups:
            if any(_without_all(name.key) in folded for name in group.names.all()):
                return Match(text, MatchState.GROUP, MatchHow.GROUP_NAME, groups=(group,))
        level = level_of_kind(self.directory.office.kind)
        wording = group_wording(text, level, self.directory.area_keys())
        if wording is None:
            return None
        near = self.above if wording.of_province else self.groups
        chosen = tuple(filter(None, (_by_rule(near, rule) for rule in wording.rules)))
        if len(chosen) < len(wording.rules):
            note = "Cơ quan chưa có nhóm đơn vị này; hãy lập nhóm hoặc chọn từng đơn vị."
            return Match(text, MatchState.ASK, MatchHow.GROUP_WORDING, groups=chosen, note=note)
        note = "Chỉ những đơn vị liên quan; hãy chọn trong danh sách." if wording.related else ""
        return Match(
            text, MatchState.GROUP, MatchHow.GROUP_WORDING, groups=chosen, related=wording.related, note=note
        )

    # Questions

    def _nearest(self, text: str, folded: str, person: str) -> Match:
        """The two nearest names, if any is near; never taken by itself."""
        names = self._all_names()
        sought = folded
        for base, office, _ in self.directory.tails_of(folded):
            if office.pk in self.directory.whole and base:
                sought = base
                break
        found: dict[int, Candidate] = {}
        ranked = process.extract(
            sought, names.keys(), scorer=fuzz.ratio, limit=12, score_cutoff=_CLOSE_ENOUGH
        )
        for name, score, _ in ranked:
            for hit in names[name]:
                for unit in self._today(hit.unit):
                    found.setdefault(unit.pk, Candidate(unit, round(score / 100, 3)))
        if not found:
            return Match(text, MatchState.UNKNOWN, person=person)
        nearest = tuple(found.values())[:_PROPOSED]
        return Match(text, MatchState.ASK, MatchHow.CLOSE, person=person, candidates=nearest)

    def _all_names(self) -> dict[str, list[Hit]]:
        if self._names is None:
            self._names = {}
            shelves = [self.directory.own, self.directory.wide, self.directory.remote]
            shelves += [self.directory.hosted[host] for host in self.directory.whole]
            for shelf in shelves:
                for key, hits in shelf.items():
                    if key and not key.startswith("~"):
                        self._names.setdefault(key, []).extend(hits)
        return self._names


def _unique(units: Iterable[Unit]) -> list[Unit]:
    return list({unit.pk: unit for unit in units}.values())


def _without_all(folded: str) -> str:
    """A group's wording without "các", "tất cả các" at its head."""
    for opening in ("tat ca ", "toan the ", "cac ", "nhung "):
        folded = folded.removeprefix(opening)
    return folded


def _by_rule(groups: Sequence[UnitGroup], rule: GroupRule) -> UnitGroup | None:
    return next((group for group in groups if group.rule == rule), None)
