"""A plan comes in: the list, the upload, its file, what one does with one that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.errors import Classified
from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.lists import show_list
from sauro_web.common.uploads import FILE_TAKEN, TooLarge
from sauro_web.plans import operations, queries, rules
from sauro_web.plans.forms import DiscardForm, PlanFilters, UploadForm
from sauro_web.plans.lists import plans_list
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.operations.uploading import shown_name
from sauro_web.plans.views.reaching import (
    named_office,
    office_of,
    offices_seen,
    plan_handled,
    plan_seen,
    today,
)

__all__ = [
    "better_copy",
    "discard",
    "original",
    "page_picture",
    "plan_list",
    "progress",
    "read_again",
    "upload",
]

_IS_THE_SAME = "Đây vẫn là tệp cũ, không phải bản khác; hãy chọn bản rõ hơn của kế hoạch."


@login_required
@require_GET
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """The plans of the office; for whoever follows them the place to drop a new one."""
    return _list(request, offices_seen(request), UploadForm())


def _list(
    request: HttpRequest, offices: Sequence[Unit], form: UploadForm, status: int = 200
) -> HttpResponseBase:
    office = named_office(request, offices)
    filters = PlanFilters(request.GET, years=queries.years_of(office), offices=offices)
    listing = plans_list(f"Kế hoạch của {office.name}")
    shown = show_list(request, listing, queries.plans_listed(office), filters=filters)
    handles = rules.may_handle_plans(person_of(request), office, on=today())
    context = {"office": office, "form": form, "handles": handles}
    return answer_list(request, shown, "plans/list.html", context, office=office, status=status)


@login_required
@require_POST
def upload(request: HttpRequest) -> HttpResponseBase:
    """Takes files; what is wrong with one does not stop the others."""
    office, now = office_of(request), timezone.now()
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        if not request.accepts("text/html"):
            for sentence in form.errors.get("file", ()):
                messages.error(request, str(sentence))
            return JsonResponse({"taken": 0, "address": reverse("plans:list")})
        return _list(request, offices_seen(request), form, status=400)
    taken = []
    several = len(form.cleaned_data["file"]) > 1 or bool(form.cleaned_data["place"])
    for place, file in enumerate(form.cleaned_data["file"], start=form.cleaned_data["place"] or 1):
        try:
            taken.append(
                operations.upload_plan(file.read(), file.name, office=office, by=person_of(request), now=now)
            )
        except (Classified, TooLarge) as refused:
            # Whoever sent it must know which of his files it was; the server keeps no name.
            messages.error(request, f"Tệp thứ {place}: {refused}" if several else str(refused))
            continue
        _tell(request, taken[-1], shown_name(file.name), among_others=several)
    address = _address_of(taken[0].plan) if len(taken) == 1 else reverse("plans:list")
    if request.accepts("text/html"):
        return redirect(address)
    # Sent by script, file after file: what there is to say waits for the page that opens when all are sent.
    return JsonResponse({"taken": len(taken), "address": address})


def _address_of(plan: ImportedPlan) -> str:
    """Where one goes on with a plan that has just come in: to its review, once it is read."""
    return reverse("plans:review" if plan.state == PlanState.REVIEW else "plans:plan", args=[plan.pk])


def _at_work(plan: ImportedPlan) -> HttpResponse:
    return redirect(_address_of(plan))


def _tell(
    request: HttpRequest, uploaded: operations.Uploaded, name: str, *, among_others: bool = False
) -> None:
    """What became of the file of that name, where there is more to say than that it came in; a link to the
    plan that has it."""
    plan, before = uploaded.plan, uploaded.discarded
    if uploaded.known and name != plan.file_name:
        words = "Tệp “{}” giống hệt tệp “{}” đã được tải lên ngày {} nên không tạo kế hoạch mới; đây là {}."
        link = _link(plan, "kế hoạch đó")
        messages.info(request, format_html(words, name, plan.file_name, _day(plan), link))
    elif uploaded.known:
        words = "Tệp “{}” đã được tải lên ngày {} nên không tạo kế hoạch mới; đây là {}."
        messages.info(request, format_html(words, plan.file_name, _day(plan), _link(plan, "kế hoạch đó")))
    elif plan.state == PlanState.UNREAD:
        words = "Tệp “{}”: {} Tệp được giữ lại, xem {}."
        messages.error(
            request, format_html(words, plan.file_name, plan.fault, _link(plan, "trang của tệp này"))
        )
    elif among_others:
        what = "đã đọc, chờ soát" if plan.state == PlanState.REVIEW else "đã nhận, đang chờ đọc"
        messages.success(request, f"Tệp “{plan.file_name}”: {what}.", extra_tags=FILE_TAKEN)
    if before is not None:
        words = "Tệp “{}” đã từng được tải lên ngày {} và đã bỏ; xem {}. Tệp vừa tải lên là kế hoạch mới."
        messages.warning(request, format_html(words, plan.file_name, _day(before), _link(before, "lần đó")))


def _day(plan: ImportedPlan) -> str:
    return timezone.localtime(plan.uploaded_at).strftime("%d/%m/%Y")


def _link(plan: ImportedPlan, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("plans:plan", args=[plan.pk]), words)


@login_required
@require_GET
def progress(request: HttpRequest, plan_id: int) -> HttpResponse:
    """How far the reading is; once it is done, the page goes where it leads."""
    plan = plan_seen(request, plan_id)
    response = render(request, "plans/_progress.html", {"plan": plan})
    if plan.state == PlanState.REVIEW:
        response["HX-Redirect"] = reverse("plans:review", args=[plan.pk])
    elif plan.state not in (PlanState.QUEUED, PlanState.READING):
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Asks before it puts a plan aside, and says what that means."""
    plan = plan_handled(request, plan_id)
    form = DiscardForm(request.POST or None)
    if not form.is_valid():
        context = {"plan": plan, "form": form}
        return render(request, "plans/discard.html", context, status=422 if form.is_bound else 200)
    reason = form.cleaned_data["reason"]
    operations.discard_plan(plan, by=person_of(request), now=timezone.now(), reason=reason)
    messages.success(request, f"Đã bỏ kế hoạch “{plan}” khỏi danh sách.")
    return redirect("plans:list")


@login_required
@require_POST
def read_again(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Reads a file anew that could not be read."""
    plan = operations.read_again(plan_handled(request, plan_id), by=person_of(request), now=timezone.now())
    if plan is None:
        messages.error(
            request, "Tệp có dấu độ mật nên đã được xóa khỏi phần mềm, không giữ lại nội dung nào."
        )
        return redirect("plans:list")
    if plan.state == PlanState.UNREAD:
        messages.error(request, f"Vẫn chưa đọc được tệp này. {plan.fault}")
    return _at_work(plan)


@login_required
@require_POST
def better_copy(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Takes a better copy of a plan whose file could not be read."""
    plan = plan_handled(request, plan_id)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Hãy chọn tệp của bản khác rồi tải lên.")
        return redirect("plans:plan", plan.pk)
    file = form.cleaned_data["file"][0]
    try:
        uploaded = operations.upload_better_copy(
            plan, file.read(), file.name, by=person_of(request), now=timezone.now()
        )
    except (Classified, TooLarge) as refused:
        # Told where the person may choose another file.
        messages.error(request, str(refused))
        return redirect("plans:plan", plan.pk)
    if uploaded.plan.pk == plan.pk:
        messages.error(request, _IS_THE_SAME)
    else:
        _tell(request, uploaded, shown_name(file.name))
    return _at_work(uploaded.plan)


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


@login_required
@require_GET
def page_picture(request: HttpRequest, plan_id: int, number: int) -> FileResponse:
    """A page of the file as a picture, for whoever may read the plan; kept by his browser alone."""
    page = queries.picture_of(plan_seen(request, plan_id), number)
    response = FileResponse(page.file.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600"
    return response
