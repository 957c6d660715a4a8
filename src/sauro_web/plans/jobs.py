"""Work with plans that nobody asks for."""

from __future__ import annotations

from django.utils import timezone

from sauro_web.plans import operations

__all__ = ["take_up_again"]


def take_up_again() -> None:
    """Every minute: plans whose reading was cut off are read again."""
    operations.take_up_again(now=timezone.now())
