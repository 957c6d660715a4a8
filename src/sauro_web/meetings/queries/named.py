"""Whom the names in a calendar mean: people by their name, their sign-in name or their title, units by the
one rule that the site has for names. Nothing is guessed: what is not certain is a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sauro_web.accounts.matches import Match, MatchState
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.naming import accented
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.accounts.queries.people import people_in
from sauro_web.accounts.queries.units import home_of
from sauro_web.accounts.rules import people_open_to

__all__ = ["meant_by", "preparing_unit"]

_ADDRESS = re.compile(r"^(?:đ/c|đc|đồng chí|ông|bà)[\s.:]+", re.IGNORECASE)
_SEVERAL = "Có nhiều người mang tên này; hãy ghi tên đăng nhập."
_NONE = "Không có người hoặc đơn vị mang tên này; khách ngoài hệ thống thì ghi ở cột “Khách mời”."
_GROUP = "Đây là cách gọi nhiều đơn vị; hãy ghi tên từng đơn vị, cách nhau bằng dấu chấm phẩy (;)."


def meant_by(
    names: Sequence[str], office: Unit, *, seen_by: User, on: date
) -> Mapping[str, User | Unit | str]:
    """By name. People first: those of the office, then those of its province that `seen_by` may see; then
    units of the province. Three queries, and those of one `Matcher` where a name is nobody's."""
    people = _people({_bare(name) for name in names} - {""}, office, seen_by, on)
    found: dict[str, User | Unit | str] = {}
    for name in names:
        near, far = people.get((_bare(name), True), ()), people.get((_bare(name), False), ())
        if meant := near or far:
            found[name] = meant[0] if len(meant) == 1 else _SEVERAL
    left = [name for name in names if name not in found]
    province = office.province or office
    matches = Matcher(office, on).match_all(left) if left else []
    return found | {match.text: _unit_of(match, province, on) for match in matches}


def preparing_unit(person: User, office: Unit, on: date) -> Unit | None:
    """The unit of the office in which a person who calls a meeting works; None for the office itself. One
    query."""
    home = home_of(person, on)
    return home if home is not None and home.pk != office.pk and home.house == office else None


def _bare(name: str) -> str:
    return accented(_ADDRESS.sub("", name.strip()))


def _people(wanted: set[str], office: Unit, seen_by: User, on: date) -> Mapping[tuple[str, bool], list[User]]:
    """By name, and whether of the office's own tree: each person once. Titles count in the own tree alone:
    every commune has a chairman."""
    rows = people_in(office.province or office, on).filter(
        people_open_to(seen_by, on=on), user__is_active=True
    )
    numbers: defaultdict[tuple[str, bool], dict[int, None]] = defaultdict(dict)
    columns = rows.order_by("pk").values_list(
        "user_id", "user__full_name", "user__username", "title", "unit__path", "unit__commune"
    )
    for number, full_name, username, title, path, commune in columns.iterator(chunk_size=2_000):
        # What stands in a commune is not the province's own house.
        own = path.startswith(office.path) and (commune is None or office.commune_id is not None)
        for name in {accented(full_name), accented(username), accented(title) if own else ""} & wanted:
            numbers[name, own][number] = None
    users = User.objects.in_bulk({pk for some in numbers.values() for pk in some})
    return {key: [users[pk] for pk in some] for key, some in numbers.items()}


def _unit_of(match: Match, province: Unit, on: date) -> Unit | str:
    unit = match.unit
    if unit is not None and match.state is MatchState.CERTAIN and not match.person:
        if unit.path.startswith(province.path) and unit.exists_on(on):
            return unit
        return _NONE
    if match.groups or match.state is MatchState.GROUP:
        return _GROUP
    near = [one.unit for one in match.candidates if one.unit.path.startswith(province.path)]
    if not near:
        return _NONE
    names = " hay ".join(f"“{unit.name}”" for unit in near[:3])
    return f"Không có người hoặc đơn vị mang đúng tên này; có phải là {names}? Hãy ghi đúng tên."
