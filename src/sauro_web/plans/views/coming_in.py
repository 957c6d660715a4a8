"""A plan comes in: the list, the upload, the page of its state, its file."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sauro.errors import Classified
from sauro_web.common.uploads import TooLarge
from sauro_web.plans import operations, queries
from sauro_web.plans.forms import UploadForm
from sauro_web.plans.models import PlanState
from sauro_web.plans.views.reaching import may_handle, office_of, person_of, plan_seen

__all__ = ["discard", "original", "plan_list", "plan_page", "progress", "upload"]


@login_required
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans of the office, and the place to drop a new one."""
    office = office_of(request)
    page = queries.plans_of(office)[:100]
    return render(request, "plans/list.html", {"office": office, "plans": page, "form": UploadForm()})


@login_required
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Takes files; what is wrong with one does not stop the others."""
    office, now = office_of(request), timezone.now()
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"office": office, "plans": queries.plans_of(office)[:100], "form": form}
        return render(request, "plans/list.html", context, status=400)
    taken = []
    for place, file in enumerate(form.cleaned_data["file"], start=1):
        try:
            taken.append(
                operations.upload_plan(file.read(), file.name, office=office, by=person_of(request), now=now)
            )
        except (Classified, TooLarge) as refused:
            # Whoever sent it must know which of his files it was; the server keeps no name.
            messages.error(request, f"Tệp thứ {place}: {refused}")
            continue
        _tell(request, taken[-1], among_others=len(form.cleaned_data["file"]) > 1)
    if len(taken) == 1:
        return redirect("plans:plan", taken[0].plan.pk)
    return redirect("plans:list")


def _tell(request: HttpRequest, uploaded: operations.Uploaded, *, among_others: bool) -> None:
    """What became of a file; of one that came alone and is read, its page says it."""
    plan = uploaded.plan
    if uploaded.known:
        day = timezone.localtime(plan.uploaded_at).strftime("%d/%m/%Y")
        messages.info(request, f"Tệp “{plan.file_name}” đã được tải lên ngày {day}; đây là kế hoạch đó.")
    elif plan.state == PlanState.UNREAD:
        messages.error(request, f"Tệp “{plan.file_name}”: {plan.fault} Tệp được giữ lại để xem.")
    elif among_others:
        what = "đã đọc, chờ soát" if plan.state == PlanState.REVIEW else "đã nhận, đang chờ đọc"
        messages.success(request, f"Tệp “{plan.file_name}”: {what}.")


@login_required
@require_GET
def plan_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The page that fits the plan's state."""
    plan = plan_seen(request, plan_id)
    if plan.state == PlanState.REVIEW:
        return redirect("plans:review", plan.pk)
    if plan.units_told_at is not None:
        return redirect("tasks:of_plan", plan.pk)
    return render(request, "plans/plan.html", {"plan": plan, "may_handle": may_handle(request, plan)})


@login_required
@require_GET
def progress(request: HttpRequest, plan_id: int) -> HttpResponse:
    """How far the reading is; once it is done, the page goes where it leads."""
    plan = plan_seen(request, plan_id)
    response = render(request, "plans/_progress.html", {"plan": plan})
    if plan.state not in (PlanState.QUEUED, PlanState.READING):
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def discard(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Puts a plan aside."""
    plan = plan_seen(request, plan_id)
    reason = request.POST.get("reason", "").replace("\0", "")[:500]
    operations.discard_plan(plan, by=person_of(request), now=timezone.now(), reason=reason)
    messages.success(request, f"Đã bỏ kế hoạch “{plan}” khỏi danh sách.")
    return redirect("plans:list")


@login_required
@require_GET
def original(request: HttpRequest, plan_id: int) -> FileResponse:
    """The file as it was uploaded, never shown in the browser itself."""
    plan = plan_seen(request, plan_id)
    return FileResponse(
        plan.file.open("rb"),
        as_attachment=True,
        filename=plan.file_name,
        content_type="application/octet-stream",
    )
