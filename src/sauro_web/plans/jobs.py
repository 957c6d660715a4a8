"""Work with plans that nobody asks for."""

from __future__ import annotations

from django.utils import timezone

from sauro_web.plans import operations

__all__ = ["compare_changed", "take_up_again"]


def take_up_again() -> None:
    """Every minute: plans whose reading was cut off are read again, pictures that were cut off made again."""
    now = timezone.now()
    operations.take_up_again(now=now)
    operations.take_up_pictures(now=now)


def compare_changed() -> None:
    """Every night: what plans make of the plan above is worked out anew where one of the two has changed."""
    operations.compare_again()
