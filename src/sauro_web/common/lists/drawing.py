"""One cell of a list as it stands on a page."""

from __future__ import annotations

import html
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeData, mark_safe
from django.utils.timezone import localtime

from sauro_web.common.lists.columns import Column, Kind, Value
from sauro_web.common.templatetags.look import NOTHING, chip, figure

__all__ = ["drawn", "escaped", "worded"]


def escaped(text: str) -> str:
    """For a page; what is escaped already stays. As Django's, which looks besides whether each text is one
    that is translated later: the most of the time of a list."""
    return text if isinstance(text, SafeData) else html.escape(text)


def worded(value: Value) -> str:
    """A value in words: 15/06/2026 · 15/06/2026 08:05 · 2.204 · — for nothing."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        return localtime(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, int | Decimal):
        return figure(value)
    return value


def drawn(column: Column, row: Any) -> str:
    """The cell; what comes from people is escaped."""
    state = column.chip(row) if column.chip else None
    if column.chip_alone:
        return chip(*state) if state and state[1] else NOTHING
    value = column.value(row)
    if state and state[1] == value:
        return chip(*state) if value else NOTHING
    words = worded(value)
    address = column.link(row) if column.link else ""
    text: str = words
    if column.kind is Kind.DATE and value and isinstance(value, str):
        # "hằng quý, chậm nhất ngày 15 tháng cuối quý": on paper it is broken into lines, as a date never is.
        return mark_safe(f"<span>{escaped(words)}</span>")  # noqa: S308 (it is escaped)
    if address:
        # Without `format_html`: each row has a link.
        text = mark_safe(f'<a href="{escaped(address)}">{escaped(words)}</a>')  # noqa: S308 (both are escaped)
    return format_html("{} {}", text, chip(*state)) if state else text
