"""The province: its departments and communes, the people who work there, and the books of the year before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any

from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.operations.founding import make_groups
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body, province_groups
from sauro_web.audit.operations import record
from sauro_web.documents.models import Channel, Direction, Series
from sauro_web.documents.operations.entering import Older, enter_older
from sauro_web.documents.operations.settling import usual_series

__all__ = ["BEGINS", "YEAR", "House", "Province", "at", "found_province", "open_books"]

YEAR = 2028
"""A leap year, so that it has a 29/02 whose year before has none."""
BEGINS = date(2027, 7, 1)
ZONE = timezone(timedelta(hours=7))
_FEWEST = 7
_DAYS_BEFORE = 364
_REASON = "Theo sổ của phần mềm cũ"


def at(day: date, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """By the clock on the wall there."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=ZONE)


@dataclass(eq=False)
class House:
    """An office that keeps registers, and its people. `writer` writes its report."""

    unit: Unit
    leader: User
    clerk: User
    writer: User
    staff: list[User]
    settles: User
    series: list[Series] = field(default_factory=list)

    @property
    def administrative(self) -> Series:
        """What its administrative documents are numbered in."""
        return next(one for one in self.series if one.name == "Văn bản hành chính")


@dataclass
class Province:
    """All of its houses. `summing` sums up for the province, `health` is another department."""

    own: House
    summing: House
    health: House
    communes: list[House]

    @property
    def houses(self) -> list[House]:
        """Those that keep registers now."""
        return [self.own, self.summing, self.health, *self.communes]


def _person(name: str, unit: Unit, role: Role) -> User:
    user = User.objects.create_user(name, full_name=f"Người {name}")
    Membership.objects.create(user=user, unit=unit, role=role, valid_from=date(2025, 7, 1))
    return user


def _house(name: str, unit: Unit, rng: Random, *, clerk_in: Unit, writer: Role, settles: Role) -> House:
    leading = Role.LEADER if unit.kind != UnitKind.DEPARTMENT else Role.HEAD
    leader = _person(f"{name}.ld", unit, leading)
    return House(
        unit,
        leader,
        _person(f"{name}.vt", clerk_in, Role.CLERK),
        _person(f"{name}.dm", unit, writer),
        [_person(f"{name}.cv{number}", unit, Role.OFFICER) for number in range(rng.randint(2, 5))],
        leader if settles == leading else _person(f"{name}.qt", unit, settles),
    )


def found_province(communes: int, rng: Random) -> Province:
    """At least seven communes: each of the first ones has its own fate.

    Raises ValueError for fewer.
    """
    if communes < _FEWEST:
        raise ValueError(f"a province of this kind has {_FEWEST} communes at least")
    kind = UnitKind.DEPARTMENT
    body = Body(
        UnitKind.PROVINCE,
        "Ủy ban nhân dân tỉnh Sông Đo",
        inside=(
            Body(kind, "Văn phòng Ủy ban nhân dân", "VP"),
            Body(kind, "Sở Nội vụ", "SNV"),
            Body(kind, "Sở Y tế", "SYT"),
        ),
    )
    (top,) = plant(None, [body], valid_from=date(2025, 7, 1))
    bodies = [Body(UnitKind.COMMUNE, f"Ủy ban nhân dân xã Đo {number}") for number in range(1, communes + 1)]
    areas = plant(top, bodies, valid_from=date(2025, 7, 1))
    make_groups(top, province_groups("Sông Đo"))
    named = {one.name: one for one in Unit.objects.filter(path__startswith=top.path)}
    top, areas = named[top.name], [named[one.name] for one in areas]
    desk, summing, health = (
        named["Văn phòng Ủy ban nhân dân"],
        named["Sở Nội vụ"],
        named["Sở Y tế"],
    )
    both: dict[str, Any] = {"settles": Role.LEADER, "writer": Role.COORDINATOR}
    head: dict[str, Any] = {"settles": Role.ADMINISTRATOR}
    return Province(
        _house("tinh", top, rng, clerk_in=desk, **both),
        _house("noivu", summing, rng, clerk_in=summing, writer=Role.COORDINATOR, **head),
        _house("yte", health, rng, clerk_in=health, writer=Role.OFFICER, **head),
        [_house(f"xa{number}", one, rng, clerk_in=one, **both) for number, one in enumerate(areas, 1)],
    )


def open_books(province: Province, rng: Random, *, pace: int, without: House) -> None:
    """The documents of the year before, as another program had them, for all but one commune; then the series
    of each office. `pace` is how many a month each office issues."""
    now = at(date(YEAR - 1, 12, 15), 7)
    for house in province.houses:
        house.series = usual_series(house.unit, by=house.settles, now=at(BEGINS, 8))
        if house is without:
            continue
        olders = [_older(number, house, rng) for number in range(1, pace * 12 + rng.randint(0, pace * 3))]
        written = enter_older(house.unit, olders, by=house.clerk, now=now, reason=_REASON)
        record(
            "documents.enter",
            house.unit,
            by=house.clerk,
            changes={"written": (0, len(written))},
            reason=_REASON,
        )


def _older(number: int, house: House, rng: Random) -> Older:
    """The first of each is of the first day: what begins later is no year before."""
    later = timedelta(days=rng.randint(0, _DAYS_BEFORE))
    day = date(YEAR - 2, 12, 15) + (later if number > 1 else timedelta())
    return Older(
        Direction.OUTGOING, number, "", f"{number:02}/CŨ-{house.unit.symbol or 'UBND'}", day,
        f"Về việc cũ số {number}", kind=rng.choice(("Công văn", "Báo cáo", "Kế hoạch", "Giấy mời")),
        channel=rng.choice(list(Channel.values)), sent_on=day, recipients="Sở Nội vụ",
    )  # fmt: skip
