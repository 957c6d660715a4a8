"""Groups of an office: whom each means, by which wordings it is called."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts import rules
from sauro_web.accounts.forms.lists import MemberFilters
from sauro_web.accounts.forms.units import GroupForm
from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import GroupRule, UnitGroup
from sauro_web.accounts.operations.groups import change_group, make_group, remove_group
from sauro_web.accounts.queries.groups import group_of, groups_of, members_at
from sauro_web.accounts.queries.history import history_of
from sauro_web.accounts.queries.lists import units_with_heads
from sauro_web.accounts.sheets import units_list
from sauro_web.accounts.signed_in import person_of
from sauro_web.accounts.views.reaching import FormPage, is_taken, near, show_form, today, unit_seen
from sauro_web.common.errors import NotAllowed
from sauro_web.common.lists import show_list

__all__ = ["change", "listing", "make", "remove", "show"]

_REFUSED = "Chỉ quản trị và đầu mối theo dõi của cơ quan được sửa nhóm."


@require_GET
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """The groups of an office."""
    office = unit_seen(request, pk)
    may = rules.may_manage_groups(person_of(request), office, on=today())
    return render(
        request, "accounts/groups.html", {"office": office, "groups": groups_of(office), "may": may}
    )


def _group(request: HttpRequest, pk: int) -> UnitGroup:
    group = group_of(pk)
    if group is None or not rules.may_read_unit(person_of(request), group.office, on=today()):
        raise Http404
    return group


def _ask(request: HttpRequest, group: UnitGroup) -> None:
    if not rules.may_manage_groups(person_of(request), group.office, on=today()):
        raise NotAllowed(_REFUSED)


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One group with its members of today."""
    group = _group(request, pk)
    units = members_at(group, today())
    title = f"{group.name}, {group.office.name}"
    listing = units_list("nhom-don-vi", title, order=("position", "path"))
    shown = show_list(request, listing, units_with_heads(units, today()), filters=MemberFilters(request.GET))
    context = {
        "group": group,
        "count": units.count(),
        "may": rules.may_manage_groups(person_of(request), group.office, on=today()),
        "history": history_of(group),
    }
    return answer_list(request, shown, "accounts/group.html", context, office=group.office)


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """A new group."""
    office = unit_seen(request, pk)
    if not rules.may_manage_groups(person_of(request), office, on=today()):
        raise NotAllowed(_REFUSED)
    form = GroupForm(request.POST or None, choices=near(office, today()))
    back = reverse("accounts:groups", args=(office.pk,))
    page = FormPage("Lập nhóm đơn vị", office.name, "Lập nhóm", back)
    if is_taken(request, page, form):
        clean = form.cleaned_data
        clean["rule"] = GroupRule(clean["rule"])
        group = make_group(office, by=person_of(request), on=today(), **clean)
        messages.success(request, "Đã lập nhóm.")
        return redirect("accounts:group", group.pk)
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom it means from now on."""
    group = _group(request, pk)
    _ask(request, group)
    form = GroupForm(request.POST or None, choices=near(group.office, today()), group=group)
    back = reverse("accounts:group", args=(group.pk,))
    note = "Việc đã giao giữ nguyên danh sách đơn vị của ngày ban hành."
    page = FormPage("Sửa nhóm đơn vị", group.name, "Lưu", back, (note,))
    if is_taken(request, page, form, stood=group):
        clean = form.cleaned_data
        clean["rule"] = GroupRule(clean["rule"])
        change_group(group, by=person_of(request), on=today(), **clean)
        messages.success(request, "Đã sửa nhóm; việc đã giao trước đây không đổi.")
        return redirect("accounts:group", group.pk)
    return show_form(request, page, form)


_REMOVING = (
    "Gặp cách gọi của nhóm trong kế hoạch, phần mềm sẽ hỏi là những đơn vị nào.",
    "Việc đã giao giữ nguyên danh sách đơn vị của ngày ban hành.",
    "Nhóm đã bỏ không lấy lại được; khi cần phải lập nhóm mới.",
)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes it away, after saying what that means."""
    group = _group(request, pk)
    _ask(request, group)
    office = group.office_id
    form = forms.Form(request.POST if request.method == "POST" else None)
    back = reverse("accounts:group", args=(group.pk,))
    page = FormPage("Bỏ nhóm đơn vị", group.name, "Bỏ nhóm", back, _REMOVING, grave=True)
    if is_taken(request, page, form):
        remove_group(group, by=person_of(request), on=today())
        messages.success(request, "Đã bỏ nhóm; việc đã giao trước đây không đổi.")
        return redirect("accounts:groups", office)
    return show_form(request, page, form)
