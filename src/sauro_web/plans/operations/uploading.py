"""A file comes in: known again, refused, or kept and read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from sauro.errors import Classified, SauroError
from sauro.folio.model import Folio
from sauro.reading.open import read_bytes, takes_long
from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_file
from sauro_web.plans import rules
from sauro_web.plans.findable import words_of_plan
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.operations.reading import keep_reading, read_plan
from sauro_web.plans.operations.trail import remember

__all__ = ["Uploaded", "discard_plan", "read_again", "upload_better_copy", "upload_plan"]

_LONGEST_NAME = 200
_NOT_YOURS = "Chỉ người được giao theo dõi kế hoạch của cơ quan mới được tải kế hoạch lên."
_NOT_UNREAD = "Tệp này đã được đọc hoặc đang được đọc; hãy tải lại trang để xem trạng thái hiện nay."
_BETTER = "Đã tải lên bản khác thay cho tệp này."


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The plan of an uploaded file; `known` where the same file was there before; `discarded` the plan that
    the office once made of it and put aside."""

    plan: ImportedPlan
    known: bool
    discarded: ImportedPlan | None = None


def upload_plan(data: bytes, name: str, *, office: Unit, by: User, now: datetime) -> Uploaded:
    """Keeps a file and reads it, a scan in the background. The same bytes again give the plan that is there.

    What bears a mark of secrecy is refused before a byte of it is kept; of a scan that shows only once its
    letters are recognised, and `read_plan` then wipes it. A file that cannot be read is kept all the same,
    for a second look.

    Raises NotAllowed; Classified.
    """
    if not rules.may_handle_plans(by, office, on=localdate(now)):
        raise NotAllowed(_NOT_YOURS)
    digest = sha256(data).hexdigest()
    held = _held(office, digest)
    if held is not None:
        return Uploaded(held, known=True)
    discarded = _discarded(office, digest)
    plan = ImportedPlan(
        office=office,
        uploaded_by=by,
        uploaded_at=now,
        file_name=shown_name(name),
        size=len(data),
        digest=digest,
        heard_at=now,
    )
    folio, in_background = _looked_at(plan, data)
    plan.file.name = keep_file(data, suffix=PurePosixPath(plan.file_name).suffix.lower()[:6])
    try:
        _keep(plan, folio, in_background=in_background, now=now)
    except IntegrityError:
        # The same bytes came by two requests at once.
        held = _held(office, digest)
        if held is None:
            raise
        return Uploaded(held, known=True)
    return Uploaded(plan, known=False, discarded=discarded)


def _looked_at(plan: ImportedPlan, data: bytes) -> tuple[Folio | None, bool]:
    """What is read of a file before it is kept, and whether it is to be read in the background; one that
    cannot be read is marked so.

    Raises Classified, once it is recorded that such a file came.
    """
    try:
        in_background = takes_long(data)
        return (None if in_background else read_bytes(data, name=plan.file_name)), in_background
    except Classified:
        office, on = plan.office, localdate(plan.uploaded_at)
        with transaction.atomic():
            # Not a word of the file is kept, its name neither.
            remember("plan.refuse_classified", office, by=plan.uploaded_by, at=office, on=on)
        raise
    except SauroError as error:
        plan.state, plan.fault = PlanState.UNREAD, str(error)
        return None, False


def _held(office: Unit, digest: str) -> ImportedPlan | None:
    """The plan of the office that has these bytes already."""
    alike = ImportedPlan.objects.filter(office=office, digest=digest)
    return alike.exclude(state=PlanState.DISCARDED).first()


def _discarded(office: Unit, digest: str) -> ImportedPlan | None:
    alike = ImportedPlan.objects.filter(office=office, digest=digest, state=PlanState.DISCARDED)
    return alike.order_by("-pk").first()


@transaction.atomic
def _keep(plan: ImportedPlan, folio: Folio | None, *, in_background: bool, now: datetime) -> None:
    plan.words = words_of_plan(plan)
    plan.save(force_insert=True)
    if folio is not None:
        keep_reading(plan, folio, now=now)
    # What may yet turn out to be secret leaves no fingerprint in the trail; `plan.read` tells it then.
    changes = {} if in_background else {"digest": ("", plan.digest)}
    remember("plan.upload", plan, by=plan.uploaded_by, at=plan.office, on=localdate(now), changes=changes)
    if in_background:
        enqueue(read_plan, plan.pk, key=f"plan.read.{plan.pk}")


def read_again(plan: ImportedPlan, *, by: User, now: datetime) -> ImportedPlan | None:
    """Reads a kept file anew that could not be read, a scan in the background; None where it turned out to be
    marked secret and was wiped.

    Raises NotAllowed; NotReady where the file was read or is being read.
    """
    if not rules.may_handle_plans(by, plan.office, on=localdate(now)):
        raise NotAllowed(_NOT_YOURS)
    with transaction.atomic():
        held = ImportedPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        if held.state != PlanState.UNREAD:
            raise NotReady(_NOT_UNREAD)
        held.state, held.fault, held.heard_at = PlanState.QUEUED, "", now
        held.times_begun, held.pages_done, held.pages_total = 0, 0, None
        held.version += 1
        held.save()
        changes = {"state": (PlanState.UNREAD, held.state)}
        remember("plan.read_again", held, by=by, at=held.office, on=localdate(now), changes=changes)
        in_background = _takes_long(held)
        if in_background:
            enqueue(read_plan, held.pk, key=f"plan.read.{held.pk}")
    if not in_background:
        read_plan(held.pk)
    return ImportedPlan.objects.select_related("office").filter(pk=plan.pk).first()


def _takes_long(plan: ImportedPlan) -> bool:
    """Whether the file is read in the background; one of a kind that cannot be read is told at once."""
    with plan.file.open("rb") as file:
        data = file.read()
    try:
        return takes_long(data)
    except SauroError:
        return False


def upload_better_copy(plan: ImportedPlan, data: bytes, name: str, *, by: User, now: datetime) -> Uploaded:
    """Takes another file in the place of one that could not be read, which is put aside unless the new one
    cannot be read either.

    Raises NotAllowed; NotReady where the file was read; Classified.
    """
    if plan.state != PlanState.UNREAD:
        raise NotReady(_NOT_UNREAD)
    uploaded = upload_plan(data, name, office=plan.office, by=by, now=now)
    if uploaded.plan.pk != plan.pk and uploaded.plan.state != PlanState.UNREAD:
        discard_plan(plan, by=by, now=now, reason=_BETTER)
    return uploaded


def discard_plan(plan: ImportedPlan, *, by: User, now: datetime, reason: str) -> ImportedPlan:
    """Puts aside a plan that gave no work yet; it stays in the list of those put aside and may be uploaded
    again.

    Raises NotAllowed; Conflict where it gave work already; NotReady while its file is being read.
    """
    if not rules.may_handle_plans(by, plan.office, on=localdate(now)):
        raise NotAllowed(_NOT_YOURS)
    with transaction.atomic():
        plan = ImportedPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        if plan.state in (PlanState.QUEUED, PlanState.READING):
            raise NotReady("Tệp đang được đọc; hãy đợi đọc xong rồi bỏ kế hoạch.")
        if plan.units_told_at is not None:
            raise Conflict(
                "Kế hoạch này đã giao việc cho các đơn vị nên không bỏ được; hãy thu hồi hoặc thay thế."
            )
        if plan.state == PlanState.DISCARDED:
            return plan
        if plan.carried_out_by.exists():
            raise Conflict("Có kế hoạch đang thực hiện kế hoạch này; hãy chọn lại kế hoạch cấp trên của nó.")
        before, plan.state = plan.state, PlanState.DISCARDED
        plan.version += 1
        plan.save()
        changes = {"state": (before, plan.state)}
        remember(
            "plan.discard", plan, by=by, at=plan.office, on=localdate(now), changes=changes, reason=reason
        )
    return plan


def shown_name(name: str) -> str:
    """The name of a file without folders and unprintable letters, for people to recognise it by; never a
    path."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printed = "".join(letter for letter in last if letter.isprintable()).strip(". ")
    return printed[-_LONGEST_NAME:] or "tệp không tên"
