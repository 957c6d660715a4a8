"""What an office of the site was sent, and its clerk typed into its register instead of taking it in: the
line of the register and what was sent belong to one document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sauro.text.compare import unit_key
from sauro_web.accounts.models import Unit
from sauro_web.accounts.rules import offices_above
from sauro_web.audit.operations import record
from sauro_web.documents.models import Direction, Document, Recipient
from sauro_web.documents.operations.asking import day_of
from sauro_web.documents.queries.receiving import of_office

__all__ = ["link_typed"]


def link_typed(document: Document, now: datetime) -> None:
    """Links to what was sent the lines of the same number, issuer and day in the registers of those offices,
    inside the transaction of whoever must reach them; a receipt that nobody has confirmed is so."""
    rows = document.recipients.filter(sent_on__isnull=False, arrival=None, unit__isnull=False)
    open_rows = list(rows.select_related("unit"))
    linked: set[int] = set()
    for arrival in _typed(document, [one.unit for one in open_rows if one.unit is not None]):
        theirs = rows.filter(of_office(arrival.office)).exclude(pk__in=linked)
        found = list(theirs.select_for_update(of=("self",), no_key=True))
        for row in found:
            row.arrival = arrival
            row.confirmed_on = row.confirmed_on or day_of(now)
            row.confirmed_by = row.confirmed_by or arrival.registered_by
        Recipient.objects.bulk_update(found, ["arrival", "confirmed_on", "confirmed_by"])
        linked.update(one.pk for one in found)
        if found:
            changes = {"confirmed": ("", f"{arrival.office.label}: số đến {arrival.number}")}
            record("document.confirm", document, by=None, changes=changes)


def _typed(document: Document, units: Sequence[Unit]) -> list[Document]:
    """The lines in the registers of offices that keep those of these units, the first first."""
    if not units or not document.key:
        return []
    paths = {path for one in units for path in offices_above(one)}
    lines = Document.objects.filter(
        office__in=Unit.objects.filter(path__in=paths), key=document.key, direction=Direction.INCOMING,
        issued_on=document.issued_on,
    )  # fmt: skip
    issuer = unit_key(document.issuer)
    found = lines.exclude(office=document.office_id).select_related("office", "registered_by").order_by("pk")
    return [
        one for one in found
        if unit_key(one.issuer) == issuer or one.issuer_unit_id == document.issuer_unit_id is not None
    ]  # fmt: skip
