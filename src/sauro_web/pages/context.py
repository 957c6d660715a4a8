"""What base.html needs on every page; each part is asked for only where the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate

from sauro_web.accounts.acting import ACTING
from sauro_web.accounts.models import Delegation, Membership
from sauro_web.accounts.queries.letterheads import letterhead_of
from sauro_web.accounts.queries.standings import Standing, standings
from sauro_web.common.lists import Letterhead
from sauro_web.common.navigation import Group, Link, entries_for
from sauro_web.pages.appearance import Appearance, appearance_of
from sauro_web.pages.guide import page_for

__all__ = ["Frame", "frame"]

IN_THE_FOOT = 4


class Frame:
    """The frame around a page, for the person and the moment of one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def on(self) -> date:
        """Today, by the clock of the office."""
        return localdate()

    @cached_property
    def look(self) -> Appearance:
        """Light or dark, size, folded or not."""
        return appearance_of(self._request)

    @property
    def presenting(self) -> bool:
        """Whether the page is on the wall of a meeting room: letters large, navigation put away."""
        return self.look.size == "larger"

    @property
    def guide(self) -> str:
        """Where the guide speaks of this page."""
        match = self._request.resolver_match
        return page_for(match.view_name if match else "pages:first")

    @property
    def demo(self) -> bool:
        """Whether this is the made-up office to try things in."""
        return settings.DEMO

    @cached_property
    def _held(self) -> Sequence[Standing]:
        person = self._request.user
        return standings(person, self.on) if person.is_authenticated else ()

    @cached_property
    def positions(self) -> Sequence[Membership]:
        """What the person is today by himself, as head before others."""
        own = [one.membership for one in self._held if one.delegation is None]
        return sorted(own, key=lambda one: (not one.is_head, one.unit.path, one.pk))

    @cached_property
    def lent(self) -> Sequence[Delegation]:
        """The positions in which the person may stand in for another today."""
        lent = [one.delegation for one in self._held if one.delegation is not None]
        return sorted(lent, key=lambda one: (one.valid_from, one.pk))

    @cached_property
    def acting(self) -> Membership | None:
        """The position in which the person acts: the one he chose, else the first."""
        chosen = self._request.session.get(ACTING)
        every = [*self.positions, *(delegation.membership for delegation in self.lent)]
        return next((one for one in every if one.pk == chosen), every[0] if every else None)

    @cached_property
    def stands_in(self) -> Delegation | None:
        """The delegation by which the person acts, where the position is another's."""
        acting, own = self.acting, {position.pk for position in self.positions}
        if acting is None or acting.pk in own:
            return None
        return next((delegation for delegation in self.lent if delegation.membership_id == acting.pk), None)

    @cached_property
    def letterhead(self) -> Letterhead | None:
        """The name of the person's office in two lines."""
        return letterhead_of(self.acting.unit) if self.acting else None

    @cached_property
    def links(self) -> Sequence[Link]:
        """The whole navigation."""
        person = self._request.user
        if not person.is_authenticated:
            return ()
        roles = {one.membership.role for one in self._held}
        return entries_for(person, roles=roles, on=self.on, path=self._request.path)

    @property
    def groups(self) -> Sequence[tuple[Group, Sequence[Link]]]:
        """The navigation by heading."""
        beside = [link for link in self.links if link.group is not Group.TOP]
        return [(group, list(links)) for group, links in groupby(beside, key=lambda link: link.group)]

    @property
    def buttons(self) -> Sequence[Link]:
        """What stands at the top, beside the search."""
        return [link for link in self.links if link.group is Group.TOP]

    @property
    def foot(self) -> Sequence[Link]:
        """The bar at the foot of a phone: what is used most, filled up with what comes first."""
        often = [link for link in self.links if link.often]
        rest = [link for link in self.links if not link.often and link.group is not Group.TOP]
        return (often + rest)[:IN_THE_FOOT]


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: `frame` in every template."""
    return {"frame": Frame(request)}
