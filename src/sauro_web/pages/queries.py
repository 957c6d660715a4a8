"""What the frame and the first pages read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

__all__ = ["DemoPerson", "demo_people"]

DEMO_PEOPLE = "nguoi-dung-thu.json"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A made-up person whom a newcomer may be, and what there is to try as that person."""

    name: str
    title: str
    office: str
    username: str
    password: str
    tries: str


def demo_people() -> Sequence[DemoPerson]:
    """The people of the made-up office with their printed passwords, as `demo` wrote them down."""
    written = settings.DATA / DEMO_PEOPLE
    if not settings.DEMO or not written.exists():
        return []
    return [DemoPerson(**person) for person in json.loads(written.read_text(encoding="utf-8"))]
