"""The cells of a list."""

from __future__ import annotations

from typing import Any

from django import template

from sauro_web.common.lists.columns import Column
from sauro_web.common.lists.drawing import drawn

__all__ = ["register"]

register = template.Library()


@register.filter
def cell(row: Any, column: Column) -> str:
    """What stands in this column of the row."""
    return drawn(column, row)
