"""People of the office, and one person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts import rules
from sauro_web.accounts.forms.lists import PeopleFilters
from sauro_web.accounts.forms.people import (
    AddPersonForm,
    EndPositionForm,
    HeadForm,
    PersonForm,
    PositionForm,
    ReasonForm,
)
from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Acting, Membership, Role, Unit, User
from sauro_web.accounts.operations import people as operations
from sauro_web.accounts.operations.exporting import record_export
from sauro_web.accounts.queries.history import history_of
from sauro_web.accounts.queries.lists import people_listed
from sauro_web.accounts.queries.people import own_positions, person_sheet, reach
from sauro_web.accounts.queries.units import home_of
from sauro_web.accounts.sheets import people_list
from sauro_web.accounts.signed_in import person_of
from sauro_web.accounts.signing_in.rules import may_reset_access
from sauro_web.accounts.views.reaching import (
    FormPage,
    held_notes,
    is_taken,
    position_of,
    show_form,
    staffed_unit,
    today,
)
from sauro_web.common.errors import NotAllowed
from sauro_web.common.lists import show_list

__all__ = ["add", "appoint", "change", "end", "give", "listing", "show", "turn"]


@require_GET
def listing(request: HttpRequest) -> HttpResponseBase:
    """Positions in the person's office, by unit."""
    person, day = person_of(request), today()
    home = home_of(person, day)
    office = reach(home) if home is not None else None
    rows = people_listed(office, day, seen_by=person) if office is not None else Membership.objects.none()
    called = f"Người dùng của {office.name}" if office is not None else "Người dùng"
    shown = show_list(request, people_list(called), rows, filters=PeopleFilters(request.GET))
    context = {
        "office": office,
        "manages": office is not None and rules.may_manage_people(person, office, on=day),
    }

    def leaves(count: int) -> None:
        if office is not None:
            record_export(office, by=person, rows=count, narrowed_to="; ".join(shown.said), on=day)

    return answer_list(request, shown, "accounts/people.html", context, office=office, exported=leaves)


def _seen(request: HttpRequest, pk: int) -> User:
    """A person with a position whose unit lets its people be seen."""
    person = User.objects.filter(pk=pk).first()
    if person is None or not _may_see(person_of(request), person):
        raise Http404
    return person


def _may_see(viewer: User, person: User) -> bool:
    if viewer.pk == person.pk:
        return True
    positions = person.memberships.select_related("unit")
    return any(rules.may_read_people(viewer, position.unit, on=today()) for position in positions)


def _place_of(person: User) -> Unit:
    """A unit in which the person has a position today; 404 where there is none."""
    row = own_positions(person, today()).first()
    if row is None:
        raise Http404
    return row.unit


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: positions, delegations, history."""
    viewer, day = person_of(request), today()
    person = _seen(request, pk)
    sheet = person_sheet(person, day)
    manages = {
        position.pk for position in sheet.positions if rules.may_manage_people(viewer, position.unit, on=day)
    }
    account = may_reset_access(viewer, person, on=day)
    context = {
        "sheet": sheet,
        "person": person,
        "manages": manages,
        "account": account,
        "day": day,
        "history": history_of(person) if manages or viewer.pk == person.pk else (),
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new person in the unit."""
    unit = staffed_unit(request, pk)
    form = AddPersonForm(request.POST or None)
    note = "Mật khẩu đầu tiên được cấp ở trang của người đó, sau khi thêm."
    back = reverse("accounts:unit", args=(unit.pk,))
    page = FormPage("Thêm người dùng", unit.name, "Thêm người dùng", back, (note,))
    if is_taken(request, page, form):
        clean = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        person = operations.add_person(by=person_of(request), unit=unit, on=today(), **clean)
        messages.success(request, "Đã thêm người dùng. Hãy cấp mật khẩu đầu tiên cho người đó.")
        return redirect("accounts:person", person.pk)
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Name and how the person is reached."""
    person = _seen(request, pk)
    if not may_reset_access(person_of(request), person, on=today()):
        raise NotAllowed("Ông (bà) không có quyền sửa thông tin của người này.")
    initial = {name: getattr(person, name) for name in ("full_name", "email", "phone")}
    form = PersonForm(request.POST or None, initial=initial)
    back = reverse("accounts:person", args=(pk,))
    page = FormPage("Sửa thông tin", person.full_name, "Lưu", back)
    if is_taken(request, page, form, stood=person):
        unit = _place_of(person)
        operations.change_person(person, by=person_of(request), unit=unit, on=today(), **form.cleaned_data)
        messages.success(request, "Đã sửa thông tin.")
        return redirect("accounts:person", pk)
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """A position in the unit for somebody who has an account."""
    unit = staffed_unit(request, pk)
    form = PositionForm(
        request.POST or None, initial={"valid_from": today(), "username": request.GET.get("nguoi", "")}
    )
    back = reverse("accounts:unit", args=(pk,))
    page = FormPage("Giao vị trí công tác", unit.name, "Giao vị trí", back)
    if is_taken(request, page, form):
        clean = dict(form.cleaned_data)
        person, role = clean.pop("username"), Role(clean.pop("role"))
        operations.give_membership(person, by=person_of(request), unit=unit, role=role, on=today(), **clean)
        messages.success(request, "Đã giao vị trí.")
        return redirect("accounts:unit", pk)
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the unit."""
    unit = staffed_unit(request, pk)
    form = HeadForm(request.POST or None, initial={"valid_from": today()})
    note = "Người đứng đầu trước đó thôi giữ vị trí từ ngày liền trước."
    back = reverse("accounts:unit", args=(pk,))
    page = FormPage("Giao người đứng đầu", unit.name, "Giao người đứng đầu", back, (note,))
    if is_taken(request, page, form):
        clean = dict(form.cleaned_data)
        person, acting = clean.pop("username"), Acting(clean.pop("acting"))
        operations.appoint_head(unit, by=person_of(request), user=person, acting=acting, on=today(), **clean)
        messages.success(request, "Đã giao người đứng đầu.")
        return redirect("accounts:unit", pk)
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a position."""
    position = position_of(request, pk)
    form = EndPositionForm(request.POST or None, initial={"last_day": today()})
    back = reverse("accounts:person", args=(position.user_id,))
    begins = f"{position.valid_from:%d/%m/%Y}"
    notes: tuple[str, ...] = (
        (f"Vị trí này bắt đầu từ ngày {begins}; ghi ngày sớm hơn ngày đó thì vị trí được bỏ.",)
        if position.valid_from > today()
        else ()
    )
    notes += held_notes(request, position.user)
    page = FormPage("Kết thúc vị trí công tác", str(position), "Kết thúc", back, notes)
    if is_taken(request, page, form):
        ended = operations.end_membership(position, by=person_of(request), on=today(), **form.cleaned_data)
        said = "Vị trí sẽ kết thúc sau ngày đã ghi." if ended.pk else "Đã bỏ vị trí chưa bắt đầu."
        messages.success(request, said)
        return redirect("accounts:person", position.user_id)
    return show_form(request, page, form)


_CLOSING = (
    "Người này bị đăng xuất khỏi mọi máy và không đăng nhập được cho đến khi tài khoản được mở lại.",
    "Người được ủy quyền không làm thay người này trong thời gian tài khoản bị khóa.",
    "Vị trí công tác và những gì người này đã làm vẫn giữ nguyên.",
)


@require_http_methods(["GET", "POST"])
def turn(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """Closes or opens an account, after saying what that means."""
    person, by = _seen(request, pk), person_of(request)
    if not may_reset_access(by, person, on=today()):
        raise NotAllowed("Ông (bà) không có quyền khóa hoặc mở tài khoản của người này.")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    closes = way == "khoa"
    closing = (*_CLOSING, *held_notes(request, person)) if closes else ()
    said = ("Khóa tài khoản" if closes else "Mở tài khoản", closing)
    back = reverse("accounts:person", args=(pk,))
    page = FormPage(said[0], person.full_name, said[0], back, said[1], grave=closes)
    if is_taken(request, page, form):
        turned = operations.close_account if closes else operations.open_account
        turned(person, by=by, unit=_place_of(person), on=today(), **form.cleaned_data)
        messages.success(request, "Đã khóa tài khoản." if closes else "Đã mở lại tài khoản.")
        return redirect("accounts:person", pk)
    return show_form(request, page, form)
