"""A list as it was asked for: filtered, sorted, one page of it, in the columns that the person chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from sauro_web.common.keyset import Page, in_order, page_of
from sauro_web.common.lists.chosen import Choice, chosen
from sauro_web.common.lists.columns import Column, Listing
from sauro_web.common.lists.filters import Filters
from sauro_web.common.templatetags.look import figure

__all__ = ["MOST_COUNTED", "Head", "Shown", "show_list"]

MOST_COUNTED = 10_000
"""How far rows are counted for a page: beyond it is said that there are more."""

PASSING = ("trang", "dang", "cot", "dem")
"""What the address carries for one answer only."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: where it leads to sort by it, and how it is sorted ("ascending", "descending", "")."""

    column: Column
    address: str
    sorted: str


class Shown:
    """What the templates of `common/lists` draw; `page` is asked for when it is drawn."""

    def __init__(
        self, request: HttpRequest, listing: Listing, rows: QuerySet[Any], filters: Filters | None, title: str
    ) -> None:
        self.listing = listing
        self.title = title or listing.title
        self.filters = filters
        self.choice: Choice = chosen(request, listing)
        self.by = listing.order_for(request.GET.get("xep", ""))
        self.counts = "dem" in request.GET
        self._request = request
        self._rows = filters.narrowed(rows) if filters is not None else rows
        named = {name.lstrip("-") for name in self.by}
        if asked := {name: worked for name, worked in listing.computed.items() if name in named}:
            self._rows = self._rows.annotate(**asked)

    @cached_property
    def page(self) -> Page[Any]:
        """The rows of this page. One query, and those of what is fetched along."""
        at = self._request.GET.get("trang", "")
        return page_of(self._rows, by=self.by, at=at, size=self.listing.size)

    @cached_property
    def total(self) -> str:
        """How many rows the filters find, in words; "" where that must be asked for (`?dem=1`), so that no
        page waits for it. A list of one page knows without counting."""
        if self.counts:
            count = self._rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
            return f"Hơn {figure(MOST_COUNTED)} dòng" if count > MOST_COUNTED else f"{figure(count)} dòng"
        if self.page.before or self.page.after:
            return ""
        return f"{figure(len(self.page))} dòng"

    @property
    def count_address(self) -> str:
        """This page of the list with the number of its rows."""
        return self.address(trang=self._request.GET.get("trang", ""), dem="1")

    def every_row(self) -> QuerySet[Any]:
        """All that the filters find, in the order of the pages."""
        return in_order(self._rows, self.by)

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter leaves anything out."""
        return bool(self.filters and self.filters.wanted)

    @property
    def said(self) -> Sequence[str]:
        """The filters in words."""
        return self.filters.said if self.filters else ()

    @property
    def columns(self) -> Sequence[Column]:
        """Those that are shown."""
        return self.choice.columns

    @cached_property
    def heads(self) -> Sequence[Head]:
        """The headings of the columns that are shown."""
        now = self.listing.sorted_by(self.by)
        return [self._head(column, now) for column in self.columns]

    def _head(self, column: Column, now: str) -> Head:
        if not column.by:
            return Head(column, "", "")
        rising, falling = now == column.key, now == f"-{column.key}"
        asked = f"-{column.key}" if rising else column.key
        return Head(
            column, self.address(xep=asked), "ascending" if rising else "descending" if falling else ""
        )

    @property
    def offered(self) -> Sequence[tuple[Column, bool]]:
        """All columns to choose from, and whether each is shown."""
        return [(column, self.choice.shows(column)) for column in self.listing.columns]

    @property
    def orders(self) -> Sequence[tuple[str, str, bool]]:
        """What may be sorted by, for where no headings can be seen: key, words, whether it is so now."""
        now = self.listing.sorted_by(self.by)
        every = [
            (f"{sign}{column.key}", f"{column.heading}{', ngược lại' if sign else ''}")
            for column in self.listing.columns
            if column.by
            for sign in ("", "-")
        ]
        return [(key, words, key == now) for key, words in every]

    def address(self, **changes: str) -> str:
        """This list with something in its address changed; "" takes away."""
        query = self._request.GET.copy()
        for name in (*PASSING, *changes):
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        for name in [name for name, value in query.items() if not value]:
            del query[name]
        return f"?{query.urlencode()}"

    @property
    def export_address(self) -> str:
        """Where the sheet is."""
        return self.address(dang="xlsx")

    @property
    def print_address(self) -> str:
        """Where the paper is."""
        return self.address(dang="in")

    @property
    def list_address(self) -> str:
        """The list itself, with its filters and its order."""
        return self.address()

    @property
    def whole_address(self) -> str:
        """The list without any filter."""
        names = self.filters.fields if self.filters else ()
        return self.address(**dict.fromkeys(names, ""))

    @property
    def kept(self) -> Sequence[tuple[str, str]]:
        """What a form of filters must carry along besides its own fields."""
        return self._others(self.filters.fields if self.filters else ())

    @property
    def kept_for_choice(self) -> Sequence[tuple[str, str]]:
        """What the form of columns must carry along."""
        return self._others(("xep",))

    def _others(self, names: Iterable[str]) -> Sequence[tuple[str, str]]:
        own = {*PASSING, *names}
        said = self._request.GET.dict()
        return [(name, str(value)) for name, value in said.items() if value and name not in own]


def show_list(
    request: HttpRequest,
    listing: Listing,
    rows: QuerySet[Any],
    *,
    filters: Filters | None = None,
    title: str = "",
) -> Shown:
    """The list that the address asks for, of `rows`: those that the person may see. Nothing is asked of the
    database before a page or a sheet is drawn."""
    return Shown(request, listing, rows, filters, title)
