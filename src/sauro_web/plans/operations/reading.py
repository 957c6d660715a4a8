"""From the kept file to suggestions; done in the request for what is quick, in the background for scans."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

import sauro
from sauro.errors import Classified, SauroError
from sauro.folio.model import Folio
from sauro.folio.serial import to_json as folio_to_json
from sauro.plan.serial import to_json as plan_to_json
from sauro.reading.open import read_bytes
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.audit.operations import record
from sauro_web.plans.models import ImportedPlan, Mention, PlanState, Reading, Suggestion, SuggestionKind
from sauro_web.plans.operations.suggesting import Draft, drafts_of

__all__ = ["keep_reading", "read_plan"]


def read_plan(plan_id: int) -> None:
    """The job that reads a kept file. Handed out twice it does nothing the second time; a reading that was
    cut off by a power cut begins anew."""
    with transaction.atomic():
        plan = ImportedPlan.objects.select_for_update().filter(pk=plan_id).first()
        if plan is None or plan.state not in (PlanState.QUEUED, PlanState.READING):
            return
        ImportedPlan.objects.filter(pk=plan_id).update(state=PlanState.READING, pages_done=0)
    with plan.file.open("rb") as file:
        data = file.read()
    try:
        folio = read_bytes(data, name=plan.file_name, progress=_Progress(plan_id))
    except Classified:
        _wipe(plan)
        return
    except SauroError as error:
        _keep_fault(plan, str(error))
        return
    with transaction.atomic():
        plan = ImportedPlan.objects.select_for_update().filter(pk=plan_id).first()
        if plan is not None and plan.state == PlanState.READING:
            keep_reading(plan, folio, now=timezone.now())
            plan.save()


def keep_reading(plan: ImportedPlan, folio: Folio, *, now: datetime) -> None:
    """Writes what was read, and a suggestion for each value of it; inside the caller's transaction, which
    saves `plan`."""
    found = plan_to_json(sauro.extract_plan(folio), folio)
    Reading.objects.create(
        plan=plan, folio=folio_to_json(folio), found=found, version=str(found["version"]), read_at=now
    )
    plan.state = PlanState.REVIEW
    plan.pages_total = folio.source.pages
    plan.pages_done = folio.source.pages or 0
    _keep_identity(plan, found)
    matcher = Matcher(plan.office, on=now.date())
    for draft in drafts_of(found, folio, matcher):
        _keep(plan, draft)
    plan.save()


def _keep(plan: ImportedPlan, draft: Draft) -> None:
    suggestion = Suggestion.objects.create(
        plan=plan,
        kind=draft.kind,
        position=draft.position,
        read=draft.read,
        value=draft.value,
        doubts=draft.doubts,
    )
    Mention.objects.bulk_create([Mention(suggestion=suggestion, **mention) for mention in draft.mentions])
    Suggestion.objects.bulk_create(
        Suggestion(
            plan=plan,
            kind=SuggestionKind.TASK,
            position=draft.position,
            read=twin,
            value={},
            twin_of=suggestion,
        )
        for twin in draft.twins
    )


def _keep_identity(plan: ImportedPlan, found: Mapping[str, Any]) -> None:
    """What lists show until a person has confirmed it; number and date stay empty, for they are confirmed."""
    document = found["document"]
    plan.subject = (document["subject"] or "")[:1_000]
    plan.issuer = (document["issuer"] or "")[:200]


def _wipe(plan: ImportedPlan) -> None:
    """Overwrites and removes a scan that turned out to be marked secret, and its row; only that it happened
    stays."""
    path = plan.file.path
    with open(path, "r+b") as file:
        file.write(bytes(plan.size))
        file.flush()
        os.fsync(file.fileno())
    with transaction.atomic():
        office, by = plan.office, plan.uploaded_by
        plan.delete()
        record("plan.refuse_classified", office, by=by)
    os.remove(path)


def _keep_fault(plan: ImportedPlan, sentence: str) -> None:
    with transaction.atomic():
        plan.state, plan.fault = PlanState.UNREAD, sentence
        plan.save(update_fields=["state", "fault"])


class _Progress:
    """Writes how many pages are done, for the page that asks."""

    def __init__(self, plan_id: int) -> None:
        self._plan_id = plan_id

    def __call__(self, done: int, total: int) -> None:
        ImportedPlan.objects.filter(pk=self._plan_id).update(pages_done=done, pages_total=total)
