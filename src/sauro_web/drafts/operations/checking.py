"""The checks look at a version: at once where it is short, in the background where it is long."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

import sauro
from sauro.errors import SauroError
from sauro.folio.serial import from_json
from sauro_web.accounts.models import User
from sauro_web.common.errors import NotAllowed
from sauro_web.common.jobs import enqueue
from sauro_web.documents.queries.known import known_around
from sauro_web.drafts import rules
from sauro_web.drafts.looking import kept_finding, look_through, rules_now
from sauro_web.drafts.models import CheckRun, Draft, DraftVersion, RunState
from sauro_web.drafts.queries.findings import last_version
from sauro_web.drafts.queries.gates import gate_of, off_in
from sauro_web.drafts.queries.issuers import issuer_of, kind_of
from sauro_web.drafts.queries.pending import pending_beside

__all__ = ["ask_check", "check_again", "keep_found", "run_check", "take_up_again"]

_AT_ONCE = 120_000
"""Characters of the longest text that is checked while somebody waits: some forty pages."""
_log = logging.getLogger(__name__)


def ask_check(version: DraftVersion, *, now: datetime, again: bool = False) -> CheckRun:
    """Has the version checked by the checks that hold for its office, inside the caller's transaction; what
    is known already is not looked for a second time unless `again`."""
    off = off_in(gate_of(version.draft.office))
    run, made = CheckRun.objects.get_or_create(
        draft_version=version, rules=rules_now(off), defaults={"asked_at": now}
    )
    if not made:
        if run.state == RunState.DONE and not again:
            return run
        run.state, run.asked_at = RunState.WAITING, now
        run.save(update_fields=["state", "asked_at"])
    enqueue(run_check, run.pk, key=f"drafts.check.{run.pk}")
    if len(version.folio["text"]) <= _AT_ONCE:
        transaction.on_commit(lambda: run_check(run.pk))
    return run


def run_check(run_id: int) -> None:
    """Looks through the version of a run and keeps what was found. Handed out twice it does nothing the
    second time; what a check cannot read is said, never a failure of the page."""
    related = (
        "draft_version__draft__office__province",
        "draft_version__draft__series",
        "draft_version__draft__author",
    )
    run = CheckRun.objects.select_related(*related).filter(pk=run_id, state=RunState.WAITING).first()
    if run is None:
        return
    draft = run.draft_version.draft
    off = off_in(gate_of(draft.office))
    if rules_now(off) != run.rules:
        # Other checks hold since: this run would be stale before it is kept.
        with transaction.atomic():
            CheckRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, done_at=timezone.now())
            ask_check(run.draft_version, now=timezone.now())
        return
    keep_found(run, draft, *_found(run.draft_version, draft, off))


def keep_found(run: CheckRun, draft: Draft, findings: Sequence[dict[str, object]], state: RunState) -> bool:
    """Keeps what a run found in a draft that stood as `draft` when it was looked through; whether it did.
    What was found for a draft that was to be of another kind says nothing of it now: the run goes on waiting,
    for it was asked anew with that change."""
    same = Draft.objects.filter(pk=draft.pk, kind=draft.kind, series=draft.series_id).values("pk")
    waiting = CheckRun.objects.filter(pk=run.pk, state=RunState.WAITING, draft_version__draft__in=same)
    return bool(waiting.update(findings=list(findings), state=state, done_at=timezone.now()))


def _found(
    version: DraftVersion, draft: Draft, off: Collection[str]
) -> tuple[list[dict[str, object]], RunState]:
    with version.file.open("rb") as file:
        data = file.read()
    folio = from_json(version.folio)
    on = localdate()
    try:
        plan = sauro.extract_plan(folio)
        cited = [one.number for one in plan.citations]
        known = known_around(draft.office, folio.text, person=draft.author, on=on, cited=cited)
        known = replace(known, same_day=(*known.same_day, *pending_beside(draft)))
        found = look_through(
            data, folio, kind=kind_of(draft), known=known, issuer=issuer_of(draft, on),
            told=plan.document.issuer, off=off,
        )  # fmt: skip
    except SauroError as unread:
        _log.warning("draft %s, version %s: %s", draft.pk, version.number, unread)
        return [], RunState.FAILED
    return [kept_finding(one, known) for one in found], RunState.DONE


def check_again(draft: Draft, *, by: User, now: datetime) -> CheckRun:
    """Has the last version checked once more by the checks that hold now.

    Raises NotAllowed for whoever may not read the draft.
    """
    if not rules.may_read(by, draft, on=localdate(now)):
        raise NotAllowed("Ông (bà) không xem được dự thảo này.")
    with transaction.atomic():
        return ask_check(last_version(draft), now=now, again=True)


def take_up_again(*, now: datetime, patience: int = 2) -> int:
    """Hands out anew what has waited for longer than so many minutes, as after a power cut: how many."""
    long_ago = now - timedelta(minutes=patience)
    left = list(CheckRun.objects.filter(state=RunState.WAITING, asked_at__lt=long_ago)[:200])
    for run in left:
        with transaction.atomic():
            CheckRun.objects.filter(pk=run.pk).update(asked_at=now)
            enqueue(run_check, run.pk, key=f"drafts.check.{run.pk}")
    return len(left)
