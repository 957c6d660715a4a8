"""Notes on a part, their files, and who does the work."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.tasks import rules
from sauro_web.tasks.acting_forms import NoteForm, OfficerForm
from sauro_web.tasks.life import Actor
from sauro_web.tasks.models import NoteFile, TaskState
from sauro_web.tasks.operations.progress import add_note, name_officer
from sauro_web.tasks.queries.people import people_of
from sauro_web.tasks.views.reaching import part_of
from sauro_web.tasks.views.small_forms import Asked, ask, back_to, bound, is_sent

__all__ = ["note", "note_file", "officer"]

_UNDER_WAY = (TaskState.RECEIVED, TaskState.WORKING, TaskState.REDO, TaskState.PAUSED)
"""States in which a unit says how far it is; in the others it only makes a remark."""


@login_required
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, part_id: int) -> HttpResponse:
    """How far a unit is, said by the unit; a remark by anybody else who reads the task."""
    part, person = part_of(request, part_id), person_of(request)
    own = Actor.UNIT in rules.actors_on(person, part, on=timezone.localdate())
    own = own and part.state in _UNDER_WAY and part.ended_at is None
    form = bound(request, partial(NoteForm, part=part, own=own))
    title = "Cập nhật tiến độ" if own else "Ghi chú"
    asked = Asked(title, "Ghi lại", part.task, part)
    if not is_sent(request, form, asked):
        return ask(request, form, asked)
    said = form.cleaned_data
    add_note(
        part,
        text=said["text"],
        percent=said.get("percent"),
        interim=said.get("interim", False),
        files=said["attached"],
        by=person,
        now=timezone.now(),
        version=said["version"],
    )
    messages.success(request, "Đã ghi tiến độ." if own else "Đã ghi chú.")
    return back_to(part.task, part)


@login_required
@require_GET
def note_file(request: HttpRequest, file_id: int) -> FileResponse:
    """A file that came with a note, for whoever may read the task; never shown in the browser itself."""
    kept = get_object_or_404(NoteFile.objects.select_related("note"), pk=file_id)
    part_of(request, kept.note.part_id)
    if not kept.file.storage.exists(str(kept.file.name)):
        raise Http404
    return FileResponse(
        kept.file.open("rb"),
        as_attachment=True,
        filename=kept.name,
        content_type="application/octet-stream",
    )


@login_required
@require_http_methods(["GET", "POST"])
def officer(request: HttpRequest, part_id: int) -> HttpResponse:
    """Who in the unit does the work."""
    part, person, on = part_of(request, part_id), person_of(request), timezone.localdate()
    if Actor.UNIT not in rules.actors_on(person, part, on=on):
        raise NotAllowed("Chỉ người của đơn vị mới phân công người thụ lý.")
    form = bound(request, partial(OfficerForm, part=part, people=people_of(part.unit, on)))
    asked = Asked("Phân công người thụ lý", "Phân công", part.task, part)
    if not is_sent(request, form, asked):
        return ask(request, form, asked)
    named = form.cleaned_data["officer"]
    version = form.cleaned_data["version"]
    name_officer(part, officer=named, by=person, now=timezone.now(), version=version)
    messages.success(request, f"Đã phân công {named} thụ lý." if named else "Đã bỏ phân công người thụ lý.")
    return back_to(part.task, part)
