"""A task of an incoming document, given in the step that assigns it: the same lead, helpers and term."""

from __future__ import annotations

from datetime import date, datetime

from sauro.dates.due import Due, DueKind
from sauro_web.accounts.models import Unit, User
from sauro_web.documents.models import Document
from sauro_web.documents.task_making import TaskMaking
from sauro_web.tasks import rules
from sauro_web.tasks.models import OPEN, Origin, Part, UnitTask
from sauro_web.tasks.operations.asking import address_of
from sauro_web.tasks.operations.giving import NewTask, give_task

__all__ = ["MAKING", "give_of_document"]


def give_of_document(document: Document, by: User, now: datetime) -> int:
    """Gives the task inside the caller's transaction; its number. The document's subject is what it quotes.

    Raises NotAllowed where the person gives no tasks of the office; NotReady for a unit that is no more.
    """
    words = f"trước ngày {document.due_on:%d/%m/%Y}" if document.due_on else ""
    whose = f"{document.reference} của {document.issuer}" if document.reference else document.issuer
    opinion = f" Ý kiến chỉ đạo: {document.opinion}" if document.opinion else ""
    dated = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    new = NewTask(
        text=f"Giải quyết văn bản đến số {document.number} ({whose}): {document.subject}.{opinion}",
        lead=document.lead,
        due_text=words,
        due=Due(DueKind.BY, words, date=document.due_on) if document.due_on else None,
        cooperating=[one.unit for one in document.cooperations.select_related("unit")],
        origin=Origin.DOCUMENT,
        source=f"Văn bản đến số {document.number} năm {document.year}: {whose}{dated}"[:300],
        quote=document.subject,
    )
    return give_task(document.office, new, by=by, now=now).pk


def _may(person: User, office: Unit, on: date) -> bool:
    return rules.may_give(person, office, on=on)


def _leads(number: int) -> list[Unit]:
    rows = UnitTask.objects.filter(task=number, part=Part.LEAD, state__in=OPEN, ended_at=None)
    return [one.unit for one in rows.select_related("unit").order_by("pk")]


MAKING = TaskMaking(give_of_document, _may, address_of, _leads)
"""How documents become tasks."""
