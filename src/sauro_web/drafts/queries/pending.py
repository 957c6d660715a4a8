"""Other drafts of the office that wait to be issued: they may go to the same receivers on the same day."""

from __future__ import annotations

from sauro.anatomy.receivers import receivers_of
from sauro.checks.known import KnownDocument
from sauro.folio.serial import from_json
from sauro.text.shingles import likeness, short_runs
from sauro_web.drafts.models import Draft, DraftState
from sauro_web.drafts.queries.findings import last_version

__all__ = ["pending_beside"]

_PENDING = (DraftState.APPRAISAL, DraftState.APPROVAL, DraftState.READY)
_MOST = 50
"""Drafts whose subjects are compared: those that moved last."""
_READ = 10
"""Drafts about something like it that are read for their receivers."""


def pending_beside(draft: Draft) -> tuple[KnownDocument, ...]:
    """Those of another draft's office that are appraised, approved or wait for a number, and whose subjects
    share words with its own. Who may read one draft may not read another: they are told of by their kind and
    the unit that writes them. A query, and one for each that is read."""
    rows = Draft.objects.filter(office=draft.office_id, state__in=_PENDING).exclude(pk=draft.pk)
    own = short_runs(draft.subject)
    near = [
        one
        for one in rows.select_related("unit").order_by("-moved_at", "-pk")[:_MOST]
        if likeness(own, short_runs(one.subject))
    ]
    return tuple(_known(one) for one in near[:_READ])


def _known(draft: Draft) -> KnownDocument:
    told = f"dự thảo {draft.kind} của {draft.unit.name} ({draft.get_state_display()})"
    names = receivers_of(from_json(last_version(draft).folio)).names
    return KnownDocument("", kind=draft.kind, subject=draft.subject, recipients=names, pending=told)
