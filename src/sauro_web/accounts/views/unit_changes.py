"""Founding, renaming, moving, ending, merging, splitting: each a page of its own that says what will
happen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sauro_web.accounts import rules
from sauro_web.accounts.forms.units import (
    ChangeForm,
    EndForm,
    FoundForm,
    MergeForm,
    MoveForm,
    RenameForm,
    SplitForm,
)
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.operations.successions import NOT_BESIDE, merge_units, split_unit
from sauro_web.accounts.operations.units import change_unit, end_unit, found_unit, move_unit, rename_unit
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.units import STAYING, sisters
from sauro_web.accounts.signed_in import person_of
from sauro_web.accounts.views.reaching import (
    FormPage,
    held_notes,
    is_taken,
    managed_unit,
    near,
    show_form,
    today,
)
from sauro_web.common.errors import NotAllowed, NotReady

__all__ = ["change", "end", "found", "merge", "move", "rename", "split"]

_KEPT = "Kế hoạch, nhiệm vụ đã ghi tên cũ vẫn giữ nguyên và vẫn tìm ra đơn vị."
_KIND_BENEATH = {UnitKind.PROVINCE: UnitKind.DEPARTMENT, UnitKind.COMMUNE: UnitKind.DIVISION}


def _page(unit: Unit, title: str, button: str, *notes: str) -> FormPage:
    return FormPage(title, unit.name, button, reverse("accounts:unit", args=(unit.pk,)), notes)


def _done(request: HttpRequest, unit: Unit, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("accounts:unit", unit.pk)


def _beside_which_one_founds(request: HttpRequest, pk: int) -> Unit:
    unit = managed_unit(request, pk)
    if not rules.may_found_beside(person_of(request), unit, on=today()):
        raise NotAllowed(NOT_BESIDE)
    return unit


@require_http_methods(["GET", "POST"])
def found(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit beneath this one."""
    unit = managed_unit(request, pk)
    kind = _KIND_BENEATH.get(UnitKind(unit.kind), UnitKind.DIVISION)
    form = FoundForm(request.POST or None, initial={"valid_from": today(), "kind": kind})
    page = _page(unit, "Lập đơn vị trực thuộc", "Lập đơn vị")
    if is_taken(request, page, form):
        clean = form.cleaned_data
        new = found_unit(
            by=person_of(request),
            parent=unit,
            body=form.body(),
            on=today(),
            valid_from=clean["valid_from"],
            basis=clean["basis"],
        )
        return _done(request, new, "Đã lập đơn vị.")
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another official name."""
    unit = managed_unit(request, pk)
    initial = {"name": unit.name, "short_name": unit.short_name}
    form = RenameForm(request.POST or None, initial=initial)
    page = _page(unit, "Đổi tên đơn vị", "Đổi tên", _KEPT)
    if is_taken(request, page, form, stood=unit):
        rename_unit(unit, by=person_of(request), on=today(), **form.cleaned_data)
        return _done(request, unit, "Đã đổi tên đơn vị.")
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Codes and symbol."""
    unit = managed_unit(request, pk)
    initial = {name: getattr(unit, name) for name in ("symbol", "identifier", "area_code", "position")}
    form = ChangeForm(request.POST or None, initial=initial)
    page = _page(unit, "Mã và ký hiệu của đơn vị", "Lưu")
    if is_taken(request, page, form, stood=unit):
        change_unit(unit, by=person_of(request), on=today(), **form.cleaned_data)
        return _done(request, unit, "Đã sửa thông tin đơn vị.")
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Under another office."""
    unit = managed_unit(request, pk)
    if unit.kind in STAYING:
        raise NotReady(f"{unit.label} đứng ở vị trí do pháp luật quy định, không chuyển về đơn vị khác.")
    targets = near(unit, today()).exclude(begins("path", unit.path))
    form = MoveForm(request.POST or None, targets=targets)
    note = "Các đơn vị trực thuộc và người đang công tác ở đó được chuyển theo."
    page = _page(unit, "Chuyển đơn vị cấp trên", "Chuyển đơn vị", note)
    if is_taken(request, page, form):
        clean = form.cleaned_data
        move_unit(unit, by=person_of(request), to=clean["to"], on=today(), basis=clean["basis"])
        return _done(request, unit, "Đã chuyển đơn vị cùng các đơn vị trực thuộc.")
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day, without a successor."""
    unit = managed_unit(request, pk)
    form = EndForm(request.POST or None, initial={"last_day": today()})
    note = "Mọi vị trí công tác ở đơn vị kết thúc cùng ngày. Đơn vị không bị xóa; tên và lịch sử vẫn còn."
    page = _page(unit, "Kết thúc hoạt động", "Kết thúc hoạt động", note, *held_notes(request, unit))
    if is_taken(request, page, form):
        clean = form.cleaned_data
        end_unit(unit, by=person_of(request), on=today(), last_day=clean["last_day"], basis=clean["basis"])
        return _done(request, unit, "Đã kết thúc hoạt động của đơn vị.")
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Into another unit or a new one."""
    unit = _beside_which_one_founds(request, pk)
    beside = sisters(unit, today())
    form = MergeForm(request.POST or None, targets=beside, sisters=beside, initial={"first_day": today()})
    notes = (
        "Đơn vị và các đơn vị trực thuộc kết thúc vào ngày liền trước.",
        "Người công tác ở đó giữ vai trò tại đơn vị kế thừa, trừ người đứng đầu.",
        _KEPT,
    )
    page = _page(unit, "Sáp nhập đơn vị", "Sáp nhập", *notes, *held_notes(request, unit))
    if is_taken(request, page, form):
        clean = form.cleaned_data
        into = clean["into"] or Body(UnitKind(unit.kind), " ".join(clean["name"].split()))
        successor = merge_units(
            [unit, *clean["others"]],
            by=person_of(request),
            into=into,
            first_day=clean["first_day"],
            on=today(),
            basis=clean["basis"],
        )
        return _done(request, successor, "Đã sáp nhập. Người đứng đầu cần được giao lại.")
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Into several new units."""
    unit = _beside_which_one_founds(request, pk)
    form = SplitForm(request.POST or None, initial={"first_day": today()})
    notes = (
        "Tên cũ gặp trong kế hoạch sẽ được hỏi là đơn vị mới nào.",
        "Người công tác ở đó cần được giao lại.",
    )
    page = _page(unit, "Chia, tách đơn vị", "Chia, tách", *notes, *held_notes(request, unit))
    if is_taken(request, page, form):
        clean: dict[str, Any] = form.cleaned_data
        new = split_unit(
            unit,
            by=person_of(request),
            parts=[Body(UnitKind(unit.kind), name) for name in clean["names"]],
            first_day=clean["first_day"],
            on=today(),
            basis=clean["basis"],
        )
        return _done(request, unit, f"Đã chia thành {len(new)} đơn vị mới.")
    return show_form(request, page, form)
