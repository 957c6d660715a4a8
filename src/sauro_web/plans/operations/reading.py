"""From the kept file to suggestions; done in the request for what is quick, in the background for scans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

import sauro
from sauro.errors import Classified, SauroError
from sauro.folio.model import Folio
from sauro.folio.serial import to_json as folio_to_json
from sauro.plan.serial import to_json as plan_to_json
from sauro.reading.open import read_bytes
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.audit.operations import record
from sauro_web.common.held import is_held, only_one
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import wipe, wipe_folder
from sauro_web.common.marked_files import forget_everywhere
from sauro_web.plans.findable import words_of_demand, words_of_plan
from sauro_web.plans.models import (
    ImportedPlan,
    Mention,
    Origin,
    PlanState,
    Reading,
    Suggestion,
    SuggestionKind,
)
from sauro_web.plans.operations.comparing import ask_for_comparison
from sauro_web.plans.operations.picturing import ask_for_pictures, folder_of
from sauro_web.plans.operations.suggesting import Draft, drafts_of
from sauro_web.plans.queries.links import amended_reference, cited_parent, matcher_for, origin_of

__all__ = [
    "forget_interruptions",
    "forget_plans",
    "keep_draft",
    "keep_reading",
    "read_plan",
    "reading_of",
    "take_up_again",
]

_PATIENCE = timedelta(minutes=2)
"""How long a plan waits for its turn before it is asked for once more."""
_MOST_TIMES = 5
_CUT_OFF = (
    "Việc đọc tệp này nhiều lần bị dừng giữa chừng; hãy chia tệp thành các phần nhỏ hơn rồi tải lên, "
    "hoặc báo quản trị kiểm tra bộ nhớ của máy chủ."
)


def read_plan(plan_id: int) -> None:
    """The job that reads a kept file. Handed out twice it does nothing the second time; a reading that was
    cut off by a power cut begins anew."""
    with only_one(reading_of(plan_id)) as mine:
        if mine:
            _read(plan_id)


def reading_of(plan_id: int) -> str:
    """What the reading of a plan is called while a process is at it (`common.held`)."""
    return f"reading-{plan_id}"


def take_up_again(*, now: datetime) -> int:
    """Hands out anew the plans whose reading was cut off, and those that have waited for longer than anybody
    waits for his turn. How many there were. Done twice, or while they are being read, it changes nothing."""
    waiting = ImportedPlan.objects.filter(state__in=(PlanState.QUEUED, PlanState.READING))
    taken_up = 0
    for plan_id in waiting.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            plan = waiting.select_for_update(no_key=True).filter(pk=plan_id).first()
            if plan is not None and _is_left_alone(plan, now):
                plan.state, plan.heard_at = PlanState.QUEUED, now
                plan.save(update_fields=["state", "heard_at"])
                enqueue(read_plan, plan.pk, key=f"plan.read.{plan.pk}")
                taken_up += 1
    return taken_up


def forget_interruptions() -> None:
    """Said when the background work starts: that the machine went off in the middle of a reading was not the
    file's doing. What brings down a reader while the rest goes on is still counted."""
    waiting = ImportedPlan.objects.filter(state__in=(PlanState.QUEUED, PlanState.READING))
    waiting.update(times_begun=0)


def _is_left_alone(plan: ImportedPlan, now: datetime) -> bool:
    if is_held(reading_of(plan.pk)):
        return False
    return plan.state == PlanState.READING or plan.heard_at is None or plan.heard_at < now - _PATIENCE


def _read(plan_id: int) -> None:
    plan = _begun(plan_id)
    if plan is None:
        return
    if not plan.file_name:
        _wipe(plan)
        return
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
        plan = ImportedPlan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
        if plan is not None and plan.state == PlanState.READING:
            keep_reading(plan, folio, now=timezone.now())
            plan.save()
            record("plan.read", plan, by=None, changes={"digest": ("", plan.digest)})


def _begun(plan_id: int) -> ImportedPlan | None:
    """The plan, marked as being read; None where there is nothing to do, or where it brought down whoever
    read it too often."""
    with transaction.atomic():
        plan = ImportedPlan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
        if plan is None or plan.state not in (PlanState.QUEUED, PlanState.READING):
            return None
        if plan.times_begun >= _MOST_TIMES and plan.file_name:
            plan.state, plan.fault = PlanState.UNREAD, _CUT_OFF
            plan.words = words_of_plan(plan)
            plan.save(update_fields=["state", "fault", "words"])
            return None
        plan.state, plan.pages_done = PlanState.READING, 0
        plan.times_begun += 1
        plan.heard_at = timezone.now()
        plan.save(update_fields=["state", "pages_done", "times_begun", "heard_at"])
    return plan


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
    matcher = Matcher(plan.office, on=localdate(now))
    _keep_ties(plan, found, folio.text, matcher)
    drafts = list(drafts_of(found, folio, matcher_for(plan.issuer, plan.office, matcher)))
    for draft in drafts:
        keep_draft(plan, draft)
    document = next((draft.value for draft in drafts if draft.kind == SuggestionKind.DOCUMENT), None)
    plan.words = words_of_plan(plan, document)
    ask_for_pictures(plan, folio, now=now)
    plan.save()
    ask_for_comparison(plan)


def keep_draft(plan: ImportedPlan, draft: Draft) -> Suggestion:
    """Writes a suggestion with the units it names and its twins; inside the caller's transaction."""
    suggestion = Suggestion(
        plan=plan,
        kind=draft.kind,
        position=draft.position,
        read=draft.read,
        value=draft.value,
        doubts=draft.doubts,
    )
    suggestion.words = words_of_demand(suggestion)
    suggestion.save(force_insert=True)
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
    return suggestion


def _keep_identity(plan: ImportedPlan, found: Mapping[str, Any]) -> None:
    """What lists show until a person has confirmed it; number and date stay empty, for they are confirmed."""
    document = found["document"]
    plan.subject = (document["subject"] or "")[:1_000]
    plan.issuer = (document["issuer"] or "")[:200]


def _keep_ties(plan: ImportedPlan, found: Mapping[str, Any], text: str, matcher: Matcher) -> None:
    """Whose plan it is, and the plans that it says it carries out and amends; a person confirms each."""
    plan.origin = origin_of(plan.issuer, plan.office)
    if not plan.origin and matcher.match(plan.issuer).unit == plan.office:
        plan.origin = Origin.OWN
    plan.parent, plan.parent_reference = cited_parent(found, text, plan.office, matcher)
    plan.amends_reference = amended_reference(found, text)


def _wipe(plan: ImportedPlan) -> None:
    """Overwrites and removes a file that turned out to be marked secret, pictures of its pages, and the rows
    of everybody who uploaded the same; only that it happened stays. Cut off in between, it is taken up again:
    a plan whose name is gone is wiped, not read."""
    _alike(plan.digest).update(file_name="", subject="", fault="", words="")
    wipe(Path(plan.file.path))
    forget_everywhere(plan.digest, now=timezone.now())


def _alike(digest: str) -> QuerySet[ImportedPlan]:
    return ImportedPlan.objects.filter(digest=digest, units_told_at=None)


def forget_plans(digest: str, now: datetime) -> None:
    """Removes the plans of a file that bore a mark of secrecy, and the pictures of its pages; only that it
    happened stays."""
    alike = _alike(digest)
    for plan_id in alike.values_list("pk", flat=True):
        wipe_folder(folder_of(plan_id))
    with transaction.atomic():
        for held in alike.select_for_update(of=("self",), no_key=True).select_related(
            "office", "uploaded_by"
        ):
            office, by = held.office, held.uploaded_by
            held.delete()
            record("plan.refuse_classified", office, by=by)


def _keep_fault(plan: ImportedPlan, sentence: str) -> None:
    with transaction.atomic():
        plan.state, plan.fault = PlanState.UNREAD, sentence
        plan.words = words_of_plan(plan)
        plan.save(update_fields=["state", "fault", "words"])


class _Progress:
    """Writes how many pages are done, for the page that asks, and that somebody is at it."""

    def __init__(self, plan_id: int) -> None:
        self._plan_id = plan_id

    def __call__(self, done: int, total: int) -> None:
        ImportedPlan.objects.filter(pk=self._plan_id).update(
            pages_done=done, pages_total=total, heard_at=timezone.now()
        )
