"""The result of a part goes to who gave it, with its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.tasks.life import StepKind
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.operations.attaching import Attached, refuse_marked
from sauro_web.tasks.operations.living import take_step
from sauro_web.tasks.operations.progress import add_note

__all__ = ["hand_in"]

_LONGEST = 500


def hand_in(
    part: UnitTask, *, product: str, files: Sequence[Attached], by: User, now: datetime, version: int | None
) -> UnitTask:
    """Hands in what came of a part: number and date of a document, files, or both; the files stand in the
    stream of the part. All or nothing.

    Raises as `take_step`; NotReady too for a file that bears a mark of secrecy.
    """
    refuse_marked(files, part, by=by)  # before the transaction, for that it came is written down
    named = product.strip() or "; ".join(one.name for one in files)
    with transaction.atomic():
        taken = take_step(part, StepKind.SUBMIT, by=by, now=now, version=version, product=named[:_LONGEST])
        if files and taken.submitted_at == now:  # else it was handed in by the click before
            add_note(taken, text=f"Trình kết quả: {named}", by=by, now=now, files=files)
        return taken
