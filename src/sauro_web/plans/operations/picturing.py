"""The pages of a plan's file as pictures: made in the background once the file has been read."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from sauro.errors import SauroError
from sauro.folio.model import Folio
from sauro.folio.serial import from_json
from sauro.folio.word_places import WordPlace
from sauro.reading.page_pictures import PagePicture as Picture
from sauro.reading.page_pictures import has_pictures, page_pictures
from sauro_web.common.held import is_held, only_one
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_beside, wipe_folder
from sauro_web.plans.models import ImportedPlan, PagePicture, PicturesState

__all__ = [
    "ask_for_pictures",
    "folder_of",
    "forget_interrupted_pictures",
    "make_pictures",
    "pictures_of",
    "take_up_pictures",
]

_PATIENCE = timedelta(minutes=2)
"""How long pictures wait for their turn before they are asked for once more."""
_MOST_TIMES = 3


def ask_for_pictures(plan: ImportedPlan, folio: Folio, *, now: datetime) -> None:
    """Has the pages of a plan that was read drawn in the background, where its file has pages; inside the
    caller's transaction, which saves `plan`."""
    if has_pictures(folio):
        plan.pictures, plan.heard_at = PicturesState.WAITING, now
        enqueue(make_pictures, plan.pk, key=f"plan.pictures.{plan.pk}")


def make_pictures(plan_id: int) -> None:
    """The job that draws the pages. Handed out twice it does nothing the second time; cut off, it begins
    anew."""
    with only_one(pictures_of(plan_id)) as mine:
        if mine:
            _make(plan_id)


def pictures_of(plan_id: int) -> str:
    """What the making of a plan's pictures is called while a process is at it (`common.held`)."""
    return f"pictures-{plan_id}"


def folder_of(plan_id: int) -> str:
    """The folder of the storage that holds a plan's pictures and nothing else."""
    return f"pages-{plan_id}"


def take_up_pictures(*, now: datetime) -> int:
    """Asks anew for pictures whose making was cut off, or that wait for too long; how many plans there
    were."""
    waiting = ImportedPlan.objects.filter(pictures=PicturesState.WAITING)
    taken_up = 0
    for plan_id in waiting.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            plan = waiting.select_for_update(no_key=True).filter(pk=plan_id).first()
            if plan is not None and _is_left_alone(plan, now):
                plan.heard_at = now
                plan.save(update_fields=["heard_at"])
                enqueue(make_pictures, plan.pk, key=f"plan.pictures.{plan.pk}")
                taken_up += 1
    return taken_up


def forget_interrupted_pictures() -> None:
    """Said when the background work starts, as `forget_interruptions` is for readings."""
    ImportedPlan.objects.filter(pictures=PicturesState.WAITING).update(pictures_begun=0)


def _is_left_alone(plan: ImportedPlan, now: datetime) -> bool:
    if is_held(pictures_of(plan.pk)):
        return False
    return plan.heard_at is None or plan.heard_at < now - _PATIENCE


def _make(plan_id: int) -> None:
    plan = _begun(plan_id)
    if plan is None:
        return
    with plan.file.open("rb") as file:
        data = file.read()
    try:
        folio = from_json(plan.reading.folio)
        pages = [_kept(plan_id, picture, folio.text) for picture in page_pictures(data, folio)]
    except SauroError:
        pages = []
    with transaction.atomic():
        # A file that turned out to be secret meanwhile is gone, and leaves no picture behind.
        held = _held(plan_id)
        if held is not None:
            held.page_pictures.all().delete()
            PagePicture.objects.bulk_create(pages)
            held.pictures = PicturesState.MADE if pages else PicturesState.FAILED
            held.save(update_fields=["pictures"])


def _held(plan_id: int) -> ImportedPlan | None:
    """The plan, locked, that waits for its pictures; None where it does not, and nothing is left of those of
    a plan that is gone."""
    plan = ImportedPlan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
    if plan is None or not plan.file_name:
        wipe_folder(folder_of(plan_id))
        return None
    return plan if plan.pictures == PicturesState.WAITING else None


def _begun(plan_id: int) -> ImportedPlan | None:
    """The plan, marked as being drawn; None where there is nothing to do, or where it was begun too
    often."""
    with transaction.atomic():
        plan = _held(plan_id)
        if plan is None:
            return None
        if plan.pictures_begun >= _MOST_TIMES:
            plan.pictures = PicturesState.FAILED
            plan.save(update_fields=["pictures"])
            return None
        plan.pictures_begun += 1
        plan.heard_at = timezone.now()
        plan.save(update_fields=["pictures_begun", "heard_at"])
    return plan


def _kept(plan_id: int, picture: Picture, text: str) -> PagePicture:
    """The row of a page whose picture is on the disk."""
    name = keep_beside(picture.data, folder=folder_of(plan_id), name=f"{picture.page}.webp")
    words = sorted(picture.words, key=lambda word: word.span.start)
    return PagePicture(
        plan_id=plan_id,
        number=picture.page,
        file=name,
        width=picture.width,
        height=picture.height,
        words=[_written(word, picture, text) for word in words],
    )


def _written(word: WordPlace, picture: Picture, text: str) -> list[Any]:
    """A word as its row keeps it: edges in whole pixels, none of its ink outside; how surely it was read only
    where it has a letter or a figure, for nobody need look again at a dash."""
    facts = [
        word.span.start,
        word.span.end,
        math.floor(word.left * picture.width),
        math.floor(word.top * picture.height),
        math.ceil(word.right * picture.width),
        math.ceil(word.bottom * picture.height),
    ]
    says = any(map(str.isalnum, word.span.of(text)))
    return [*facts, round(word.confidence)] if says and word.confidence is not None else facts
