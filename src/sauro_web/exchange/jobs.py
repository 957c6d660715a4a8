"""What is done by the clock: folders looked into, imports that nobody is at told so, answers forgotten."""

from __future__ import annotations

from django.utils import timezone

from sauro_web.exchange.operations import answering, stopped_registers, watching_folders

__all__ = ["forget_answers", "look_after_registers"]


def forget_answers() -> None:
    """Answers whose keys need not be known any longer."""
    answering.forget_answers(now=timezone.now())


def look_after_registers() -> None:
    """New files of the watched folders, and imports whose job was given up."""
    stopped_registers.stop_what_nobody_does()
    watching_folders.watch_folders(timezone.now())
