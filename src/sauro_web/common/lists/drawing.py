"""One cell of a list as it stands on a page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from sauro_web.common.lists.columns import Column, Value
from sauro_web.common.templatetags.look import NOTHING, chip, figure

__all__ = ["drawn", "worded"]


def worded(value: Value) -> str:
    """A value in words: 15/06/2026 · 15/06/2026 08:05 · 2.204 · — for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        return localtime(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | Decimal):
        return figure(value)
    return value


def drawn(column: Column, row: Any) -> str:
    """The cell; what comes from people is escaped."""
    value = column.value(row)
    state = column.chip(row) if column.chip else None
    if state and state[1] == value:
        return chip(*state) if value else NOTHING
    words = worded(value)
    address = column.link(row) if column.link else ""
    text: str = words
    if address:
        # Without `format_html`: each row has a link.
        link = f'<a href="{conditional_escape(address)}">{conditional_escape(words)}</a>'
        text = mark_safe(link)  # noqa: S308 (both are escaped)
    return format_html("{} {}", text, chip(*state)) if state else text
