"""What is tidied up every night."""

from __future__ import annotations

from django.utils import timezone

from sauro_web.exchange.operations import answering

__all__ = ["forget_answers"]


def forget_answers() -> None:
    """Answers whose keys need not be known any longer."""
    answering.forget_answers(now=timezone.now())
