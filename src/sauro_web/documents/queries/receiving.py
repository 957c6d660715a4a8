"""Documents that other offices of the site have sent to an office, and that are not in its register yet."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.documents import rules
from sauro_web.documents.models import (
    Direction,
    Document,
    DocumentFile,
    DocumentState,
    RecallAnswer,
    Recipient,
)

__all__ = [
    "came_on",
    "is_recalled_at_sender",
    "may_take_file",
    "of_office",
    "recalled_as",
    "recalled_rows",
    "recalls_unanswered",
    "recipient_rows",
    "sent_to",
]


def of_office(office: Unit, prefix: str = "") -> Q:
    """The condition on a recipient that his register is that of the office: a commune's own units have none;
    a department has one, what else there is in a province has that of the province."""
    unit = f"{prefix}unit"
    if office.kind == UnitKind.COMMUNE:
        return Q(**{f"{unit}__commune": office})
    if office.kind == UnitKind.PROVINCE:
        beside = Q(
            **{f"{unit}__province": office, f"{unit}__commune": None, f"{unit}__depth": office.depth + 1}
        )
        return Q(**{unit: office}) | (beside & ~Q(**{f"{unit}__kind": UnitKind.DEPARTMENT}))
    return Q(**{f"{unit}__path__startswith": office.path, f"{unit}__commune": None})


def came_on() -> Subquery:
    """Of what arrived the day on which another office of the site sent it; nothing for what came by
    other ways."""
    sent = Recipient.objects.filter(arrival=OuterRef("pk"), sent_on__isnull=False)
    return Subquery(sent.order_by("sent_on").values("sent_on")[:1])


def recipient_rows(office: Unit) -> QuerySet[Recipient]:
    """What was sent to the office by others and was not recalled, whether it is registered or not; of what
    was replaced an office that was sent it may know nothing else."""
    rows = Recipient.objects.filter(
        of_office(office),
        sent_on__isnull=False,
        document__state__in=(DocumentState.ISSUED, DocumentState.REPLACED),
        document__direction=Direction.OUTGOING,
    )
    return rows.exclude(document__office=office)


def recalled_rows(office: Unit) -> QuerySet[Recipient]:
    """What the office is asked about: that it was sent by others and they have recalled; of its own recalled
    documents the recipients in whose registers they are not, for whom it answers."""
    rows = Recipient.objects.filter(
        recall_told_on__isnull=False, document__state=DocumentState.RECALLED
    ).order_by("recall_told_on", "pk")
    theirs = of_office(office) & ~Q(document__office=office)
    return rows.filter(theirs | Q(arrival=None, document__office=office))


def recalls_unanswered(office: Unit) -> QuerySet[Recipient]:
    """What others have recalled and the office has not answered yet, the first told first."""
    rows = Recipient.objects.filter(
        of_office(office),
        unit__isnull=False,
        recall_told_on__isnull=False,
        recall_answer=RecallAnswer.NONE,
        document__state=DocumentState.RECALLED,
    )
    rows = rows.exclude(document__office=office).select_related("document")
    return rows.order_by("recall_told_on", "pk")


def recalled_as(arrival: Document) -> Recipient | None:
    """Where its sender has recalled what arrived: as whom the office had been sent it. One query."""
    rows = arrival.sent_as.filter(document__state=DocumentState.RECALLED)
    return rows.select_related("document", "recall_answered_by").order_by("pk").first()


def is_recalled_at_sender() -> Exists:
    """Of what arrived, whether its sender has recalled it."""
    return Exists(Recipient.objects.filter(arrival=OuterRef("pk"), document__state=DocumentState.RECALLED))


def sent_to(office: Unit) -> QuerySet[Recipient]:
    """What waits to be registered, the first sent first, with its document and files."""
    files = DocumentFile.objects.filter(withdrawn_at=None).prefetch_related("signatures")
    rows = recipient_rows(office).filter(confirmed_on=None).select_related("document__office", "unit")
    return rows.prefetch_related(Prefetch("document__files", queryset=files)).order_by("sent_on", "pk")


def may_take_file(user: User, file: DocumentFile, *, on: date) -> bool:
    """Whether the person may take a file out of the site: whoever may read its document, and who receives for
    an office that it was sent to. One that was withdrawn nobody, nor one of what arrived and its sender has
    recalled: his own file stays with him alone."""
    if file.withdrawn_at is not None:
        return False
    document = file.document
    if document.direction == Direction.INCOMING and recalled_as(document) is not None:
        return False
    if rules.may_read_document(user, document, on=on):
        return True
    receiving = [one for one in rules.offices_of(user, on=on) if rules.may_receive(user, one, on=on)]
    return any(recipient_rows(one).filter(document=document).exists() for one in receiving)
