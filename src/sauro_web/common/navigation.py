"""What stands in the navigation: each app names its entries, with the roles that have a use for them.

    # plans/apps.py, in ready()
    navigation.register(
        Entry(
            "Kế hoạch", "plans:list", Group.STEERING, 20,
            icon="clipboard-list", roles=frozenset({"coordinator"}),
        )
    )

An entry whose address the site does not have (yet) is not shown, nor one for roles that the person holds
nowhere: that costs no query a page. What a person may do there the view asks the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

if TYPE_CHECKING:
    from sauro_web.accounts.models import User

__all__ = ["Entry", "Group", "Link", "entries_for", "register"]


class Group(Enum):
    """The headings under which entries stand, in their order; what is one's own stands above without one."""

    MINE = ""
    STEERING = "Điều hành"
    OFFICE = "Văn phòng"
    DISCIPLINE = "Kỷ cương"
    ADMINISTRATION = "Quản trị"
    TOP = "Đầu trang"
    """Beside the search, as a drawing with a count: notices."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation. `order` counts inside its group; `often` puts it into the bar that a phone
    has at its foot, where four have room. `count` is the small figure behind the name; the build takes along
    the drawing that `icon="…"` names."""

    label: str
    view: str
    group: Group
    order: int
    icon: str = field(kw_only=True)
    roles: frozenset[str] | None = None
    """Values of `accounts.Role`; None for everybody who is signed in."""
    also: tuple[str, ...] = ()
    """Beginnings of other addresses whose pages belong to it."""
    asked: str = ""
    """What a list is asked for when it is opened from here ("han=chua-xong")."""
    often: bool = False
    count: Callable[[User, date], int] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is drawn for one person on one page."""

    label: str
    address: str
    icon: str
    group: Group
    often: bool
    count: int
    here: bool


_entries: dict[str, Entry] = {}


def register(*entries: Entry) -> None:
    """Adds entries; said again under the same name of a view it replaces the former."""
    _entries.update((entry.view, entry) for entry in entries)


def entries_for(person: User, *, roles: Collection[str], on: date, path: str) -> Sequence[Link]:
    """The entries for a person who holds `roles`, in order; `here` is the one with the longest address that
    begins `path`."""
    order = list(Group)
    known = sorted(_entries.values(), key=lambda entry: (order.index(entry.group), entry.order))
    shown = [
        (entry, address)
        for entry in known
        if (address := _address(entry.view)) and (entry.roles is None or not entry.roles.isdisjoint(roles))
    ]
    under = [
        (beginning, address)
        for entry, address in shown
        for beginning in (address, *entry.also)
        if path == beginning or (beginning != "/" and path.startswith(beginning))
    ]
    here = max(under, key=lambda pair: len(pair[0]), default=("", ""))[1]
    return [
        Link(
            entry.label,
            f"{address}?{entry.asked}" if entry.asked else address,
            entry.icon,
            entry.group,
            entry.often,
            entry.count(person, on) if entry.count else 0,
            address == here,
        )
        for entry, address in shown
    ]


def _address(view: str) -> str:
    return _address_under(view, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=500)
def _address_under(view: str, prefix: str, conf: str | None) -> str:
    """The addresses of a site stay as they are while it runs."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
