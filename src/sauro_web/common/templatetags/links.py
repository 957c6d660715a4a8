"""Links of the navigation. They are put together here and kept: every page has thirty of them, which are the
same on every page but for where one is and what is counted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sauro_web.common.navigation import Link
from sauro_web.common.templatetags.look import icon

__all__ = ["register"]

register = template.Library()
_MANY = 1_000
_HERE = mark_safe(' aria-current="page"')
_SHAPES = {
    "side": '<li><a href="{address}"{here} title="{label}">{icon}<span>{label}</span>{count}</a></li>',
    "top": '<a class="top-button" href="{address}" title="{label}"{here}>{icon}'
    '<span class="visually-hidden">{label}</span>{count}</a>',
    "foot": '<a href="{address}"{here}>{icon}<span>{label}</span></a>',
}
_COUNTS = {"side": "<small>{}</small>", "top": '<span class="count">{}</span>', "foot": "{}"}


@register.simple_tag
def linked(links: Iterable[Link], place: str) -> SafeString:
    """The links as they stand at the `side`, at the `top` beside the search, or at the `foot` of a phone."""
    return mark_safe("".join(_drawn(link, place) for link in links))  # noqa: S308 (each is safe)


@lru_cache(_MANY)
def _drawn(link: Link, place: str) -> SafeString:
    return format_html(
        _SHAPES[place],
        address=link.address,
        label=link.label,
        icon=icon(link.icon),
        here=_HERE if link.here else "",
        count=format_html(_COUNTS[place], link.count) if link.count else "",
    )
