"""The form in Word that an office gives its reports."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.reporting.periodic import periodic_report
from sauro.writing.template import TAGS, with_tags
from sauro_web.accounts.models import Unit
from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.downloads import WORD, download
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.reports import operations, rules
from sauro_web.reports.issue_forms import TemplateForm
from sauro_web.reports.queries.issuing import template_of
from sauro_web.reports.sample_report import sample_report

__all__ = ["template", "template_drop", "template_word"]


def _office(request: HttpRequest) -> Unit:
    """The office whose form it is, for whoever follows its work. Raises NotAllowed."""
    found = reach(request)
    office = office_named(request, found)
    if not rules.may_follow(found, office):
        raise NotAllowed("Chỉ đầu mối theo dõi của cơ quan mới đặt mẫu báo cáo.")
    return office


def _address(office: Unit) -> str:
    return f"{reverse('reports:template')}?co-quan={office.pk}"


@login_required
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest) -> HttpResponse:
    """Which form holds, what it may name, and a field for another."""
    office = _office(request)
    sent = request.method == "POST"
    form = TemplateForm(request.POST if sent else None, request.FILES if sent else None)

    def show() -> HttpResponse:
        context = {"office": office, "form": form, "kept": template_of(office), "tags": TAGS}
        return render(request, "reports/template.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if sent and form.is_valid():
        name, data = form.cleaned_data["file"]
        operations.keep_template(office, name, data, by=person_of(request), now=timezone.now())
        messages.success(request, "Đã đặt mẫu; báo cáo lập từ nay được viết theo mẫu này.")
        return redirect(_address(office))
    return show()


@login_required
@require_GET
def template_word(request: HttpRequest) -> HttpResponse:
    """The form that holds, to be edited in Word."""
    kept = template_of(_office(request))
    if kept is None:
        return download(with_tags(periodic_report(sample_report())), WORD, "mau-bao-cao.docx")
    with kept.file.open("rb") as file:
        return download(file.read(), WORD, "mau-bao-cao.docx")


@login_required
@require_POST
def template_drop(request: HttpRequest) -> HttpResponse:
    """Back to the usual form."""
    office = _office(request)
    operations.drop_template(office, by=person_of(request), now=timezone.now())
    messages.success(request, "Báo cáo trở lại theo mẫu của phần mềm.")
    return redirect(_address(office))
