"""Rows whose text begins so: what stands beneath a unit, what a search begins with."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

__all__ = ["begins"]

_LAST_LETTER = "\U0010ffff"


def begins(field: str, text: str) -> Q:
    """The condition that a column begins with `text`. The bounds change nothing but let SQLite use its
    index, as PostgreSQL does for the condition alone."""
    condition = Q(**{f"{field}__startswith": text})
    if connection.vendor == "sqlite" and text:
        condition &= Q(**{f"{field}__gte": text, f"{field}__lt": text + _LAST_LETTER})
    return condition
