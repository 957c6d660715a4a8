"""What the background work does for drafts."""

from __future__ import annotations

from django.utils import timezone

from sauro_web.drafts.operations.checking import take_up_again

__all__ = ["take_up_checks"]


def take_up_checks() -> None:
    """Every minute: checks that were cut off are handed out anew."""
    take_up_again(now=timezone.now())
