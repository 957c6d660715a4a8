"""Tasks and progress from a spreadsheet: the templates, and sending them back filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.forms.units import ImportForm
from sauro_web.accounts.importing.template import SPREADSHEET
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.tasks import rules
from sauro_web.tasks.importing.columns import PROGRESS, TASKS
from sauro_web.tasks.importing.workbooks import workbook_of
from sauro_web.tasks.operations.importing import Imported, import_progress, import_tasks
from sauro_web.tasks.queries.progress_rows import progress_rows

__all__ = ["progress_template", "progress_upload", "tasks_template", "tasks_upload"]


@login_required
@require_GET
def tasks_template(request: HttpRequest) -> HttpResponse:
    """The template for giving work."""
    return _file(workbook_of(TASKS), "giao-viec.xlsx")


@login_required
@require_GET
def progress_template(request: HttpRequest) -> HttpResponse:
    """The template for progress, with what the person's units owe."""
    own = rules.units_asked(person_of(request), on=timezone.localdate())
    return _file(workbook_of(PROGRESS, progress_rows(own)), "tien-do.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def tasks_upload(request: HttpRequest) -> HttpResponse:
    """Checks a file of work, and gives it where that was asked and nothing is wrong."""
    person, now = person_of(request), timezone.now()
    watched = rules.offices_watched(person, on=timezone.localdate(now))
    if not watched:
        raise NotAllowed(
            "Chỉ người theo dõi của cơ quan mới giao việc từ tệp. Hãy đề nghị quản trị của cơ quan nếu ông "
            "(bà) được giao việc này."
        )

    def take(file: IO[bytes], name: str, dry_run: bool) -> Imported:
        return import_tasks(watched[0], by=person, file=file, now=now, dry_run=dry_run, name=name)

    about = {
        "title": "Giao việc từ tệp Excel",
        "lead": f"Mỗi dòng một việc của {watched[0].label}: cả tệp hoặc không ghi gì",
        "template": "tasks:tasks_template",
        "what": "việc",
    }
    rows = f"{reverse('tasks:list')}?pham-vi=co-quan"
    return _upload(request, take, about, "Đã giao {rows} việc.", rows)


@login_required
@require_http_methods(["GET", "POST"])
def progress_upload(request: HttpRequest) -> HttpResponse:
    """Checks a file of progress, and writes it where that was asked and nothing is wrong."""
    person, now = person_of(request), timezone.now()

    def take(file: IO[bytes], name: str, dry_run: bool) -> Imported:
        return import_progress(by=person, file=file, now=now, dry_run=dry_run, name=name)

    about = {
        "title": "Cập nhật tiến độ từ tệp Excel",
        "lead": "Tải tệp có sẵn việc của đơn vị, điền mức độ và nội dung, rồi gửi lại",
        "template": "tasks:progress_template",
        "what": "phần việc",
    }
    return _upload(request, take, about, "Đã cập nhật {rows} phần việc.", reverse("tasks:list"))


def _upload(
    request: HttpRequest,
    take: Callable[[IO[bytes], str, bool], Imported],
    about: dict[str, str],
    done: str,
    rows: str,
) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    outcome: Imported | None = None

    def show() -> HttpResponse:
        status = 422 if form.errors or (outcome and outcome.faults) else 200
        return render(request, "tasks/import.html", about | {"form": form, "outcome": outcome}, status=status)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        outcome = take(clean["file"], clean["file"].name or "", not clean["write"])
        if outcome.written:
            messages.success(request, done.format(rows=outcome.rows))
            return redirect(rows)
    return show()


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=SPREADSHEET)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
