"""A person points out a duty that the rules did not find."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import chain, count
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

import sauro
from sauro.folio.serial import from_json
from sauro.plan.serial import task_to_json
from sauro_web.accounts.models import User
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.common.errors import NotReady
from sauro_web.plans.models import Change, ImportedPlan, Suggestion, SuggestionKind, SuggestionState
from sauro_web.plans.operations.comparing import ask_for_comparison
from sauro_web.plans.operations.reading import keep_draft
from sauro_web.plans.operations.steps import snapshot, under_review
from sauro_web.plans.operations.suggesting import draft_of_task
from sauro_web.plans.operations.trail import remember
from sauro_web.plans.queries.links import matcher_for
from sauro_web.plans.queries.missing import duty_at

__all__ = ["add_task"]

_NO_WORDS = "Không tìm thấy đoạn văn bản này trong kế hoạch; hãy tìm lại rồi chọn."


def add_task(plan: ImportedPlan, start: int, *, by: User, now: datetime) -> Suggestion:
    """Makes the paragraph of the text that holds character `start` a duty to be confirmed like those read;
    who leads, by when and what product is suggested as far as the text says it. Taken back it is rejected.

    Raises NotAllowed; NotReady where it is a duty already, or no words stand there.
    """
    with transaction.atomic():
        held = under_review(plan.pk, by, now)
        folio = from_json(held.reading.folio)
        task = sauro.extract_task(folio, start)
        if task is None:
            raise NotReady(_NO_WORDS)
        if (there := duty_at(held, task.text.span.start, task.text.span.end)) is not None:
            stands = _STANDS[SuggestionState(there.state)]
            raise NotReady(f"Đoạn này đã là nhiệm vụ {there.read['path']}, {stands}.")
        read = _with_own_path(task_to_json(task, folio), held)
        matcher = Matcher(held.office, on=localdate(now))
        draft = draft_of_task(read, folio, matcher_for(held.issuer, held.office, matcher))
        added = keep_draft(held, draft)
        # Taken back, it stands as rejected by whoever had added it.
        gone = snapshot(added) | {"state": SuggestionState.REJECTED, "version": added.version}
        gone |= {"decided_by": by.pk, "decided_at": now.isoformat()}
        Change.objects.create(plan=held, by=by, at=now, what="Thêm nhiệm vụ bị sót", before=[gone])
        stood: tuple[dict[str, Any], dict[str, Any]] = ({}, {"value": added.value})
        changes = {str(added.pk): stood}
        remember("suggestion.add", held, by=by, at=held.office, on=localdate(now), changes=changes)
        ask_for_comparison(held)
    return added


_STANDS = {
    SuggestionState.OPEN: "đang chờ soát",
    SuggestionState.CONFIRMED: "đã xác nhận",
    SuggestionState.REJECTED: "đã bị loại; hãy mở lại mục đó",
}


def _with_own_path(read: Mapping[str, Any], plan: ImportedPlan) -> dict[str, Any]:
    """The duty under a name that no other of its plan has; one with a number is told apart as the reader does
    it."""
    taken = {one.read["path"] for one in plan.suggestions.filter(kind=SuggestionKind.TASK)}
    path = read["path"]
    names = chain([path], (f"{path}~{n}" for n in count(2))) if path else (f"Bổ sung {n}" for n in count(1))
    return {**read, "path": next(name for name in names if name not in taken)}
