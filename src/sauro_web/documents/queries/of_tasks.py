"""The document that a task was made of: for the page of the task."""

from __future__ import annotations

from datetime import date

from sauro_web.accounts.models import User
from sauro_web.documents import rules
from sauro_web.documents.models import Document

__all__ = ["document_of_task"]


def document_of_task(task: int, user: User, *, on: date) -> Document | None:
    """None where there is none, or the person may not read it."""
    found = Document.objects.select_related("office", "lead").filter(task_number=task).first()
    return found if found is not None and rules.may_read_document(user, found, on=on) else None
