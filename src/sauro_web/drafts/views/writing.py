"""A draft is begun, gets further versions, is checked and mended."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.queries.units import home_of
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.documents.models import Direction
from sauro_web.documents.queries.counting import allowance_of
from sauro_web.documents.queries.series import series_of
from sauro_web.documents.queries.similar import about_the_same
from sauro_web.drafts import rules
from sauro_web.drafts.forms import BeginForm, ChangeForm, MendForm, VersionForm, WhyForm
from sauro_web.drafts.operations.checking import check_again
from sauro_web.drafts.operations.handing_in import add_version, begin_once, change_about, drop_draft
from sauro_web.drafts.operations.mending import mend as mend_finding
from sauro_web.drafts.queries.findings import last_version
from sauro_web.drafts.views.reaching import draft_acted_on, draft_of, office_of, sent, today

__all__ = ["add", "begin", "change", "check", "drop", "mend"]

_NUMBERED = (Direction.OUTGOING, Direction.INTERNAL)
_NOT_HERE = "Chỉ người của đơn vị soạn thảo trong cơ quan mới lập dự thảo."


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """A draft begins with its file; what is similar and how much may still be issued stand beside."""
    person, now, office = person_of(request), timezone.now(), office_of(request)
    on = timezone.localdate(now)
    units = rules.drafting_in(person, office, on=on)
    if not units:
        raise NotAllowed(_NOT_HERE)
    series = series_of(office, on, directions=_NUMBERED)
    home = home_of(person, on)
    first = {"drafting_unit": home.pk if home and home.pk in {one.pk for one in units} else units[0].pk}
    form = BeginForm(
        request.POST or None, request.FILES or None, office=office, series=series, units=units, on=on,
        initial=first,
    )  # fmt: skip

    def show() -> HttpResponse:
        subject = str(form["subject"].value() or "")[:1_000]
        context = {
            "office": office, "form": form, "series": series, "allowance": allowance_of(office, on.year, on),
            "subject": subject.strip(), "similar": about_the_same([office.pk], "", subject),
        }  # fmt: skip
        return render(request, "drafts/begin.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        made, is_new = begin_once(form.about, form.handed, by=person, now=now)
        if is_new:
            messages.success(request, "Đã lập dự thảo lần thứ nhất; kết quả kiểm tra ở cạnh nội dung.")
        else:
            messages.info(request, "Dự thảo này vừa được lập với đúng tệp này; không lập thêm lần nữa.")
        return redirect("drafts:version", made.pk, 1)
    return show()


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Kind, subject and reason are said anew."""
    draft, person, now = draft_of(request, draft_id), person_of(request), timezone.now()
    on = today()
    if rules.writer(person, draft, on=on) is None:
        raise NotAllowed("Chỉ người của đơn vị soạn thảo mới sửa thông tin dự thảo.")
    series = series_of(draft.office, on, directions=_NUMBERED)
    form = ChangeForm(request.POST or None, draft=draft, series=series, on=on)

    def show() -> HttpResponse:
        context = {"draft": draft, "form": form, "title": "Sửa thông tin dự thảo", "button": "Lưu"}
        return render(request, "drafts/form.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        change_about(draft, form.about, seen=form.cleaned_data["seen"], by=person, now=now)
        messages.success(request, "Đã lưu thông tin dự thảo.")
        return redirect("drafts:draft", draft.pk)
    return show()


@login_required
@require_POST
def add(request: HttpRequest, draft_id: int) -> HttpResponse:
    """A further version is handed in."""
    draft = draft_acted_on(request, draft_id)
    form = sent(VersionForm(request.POST, request.FILES))
    clean = form.cleaned_data
    made = add_version(
        draft, form.handed, note=clean["note"], seen=clean["seen"], by=person_of(request), now=timezone.now()
    )
    messages.success(request, f"Đã nhận lần dự thảo {made.number}.")
    return redirect("drafts:version", draft.pk, made.number)


@login_required
@require_POST
def check(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The last version is checked once more."""
    draft = draft_acted_on(request, draft_id)
    check_again(draft, by=person_of(request), now=timezone.now())
    return redirect("drafts:version", draft.pk, last_version(draft).number)


@login_required
@require_POST
def mend(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What a finding suggests is done: a further version."""
    draft = draft_acted_on(request, draft_id)
    form = sent(MendForm(request.POST))
    clean = form.cleaned_data
    made = mend_finding(
        draft, run_id=clean["run"], keys=form.keys, seen=clean["seen"], by=person_of(request),
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, f"Đã sửa theo gợi ý thành lần dự thảo {made.number}.")
    return redirect("drafts:version", draft.pk, made.number)


@login_required
@require_POST
def drop(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The draft is not wanted any more."""
    draft = draft_acted_on(request, draft_id)
    clean = sent(WhyForm(request.POST)).cleaned_data
    drop_draft(draft, reason=clean["reason"], seen=clean["seen"], by=person_of(request), now=timezone.now())
    messages.success(request, "Đã thôi soạn thảo; dự thảo vẫn xem được.")
    return redirect("drafts:draft", draft.pk)
