"""What the pages of units and people begin with: who asks, and the record asked for. What a person may not
see does not exist for him (404); what he may see but not change is refused (403)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.timezone import localdate, localtime

from sauro_web.accounts import rules
from sauro_web.accounts.holdings import held_by
from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.history import history_of
from sauro_web.accounts.queries.people import reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back

__all__ = [
    "FormPage",
    "held_notes",
    "is_taken",
    "managed_unit",
    "near",
    "position_of",
    "show_form",
    "staffed_unit",
    "today",
    "unit_seen",
]

_REFUSED = "Ông (bà) xem được đơn vị này nhưng không có quyền thay đổi. Hãy đề nghị quản trị của cơ quan."


def today() -> date:
    """By the clock of the office."""
    return localdate()


def unit_seen(request: HttpRequest, pk: int) -> Unit:
    """A unit that the person may see."""
    unit = Unit.objects.select_related("province", "commune").filter(pk=pk).first()
    if unit is None or not rules.may_read_unit(person_of(request), unit, on=today()):
        raise Http404
    return unit


def managed_unit(request: HttpRequest, pk: int) -> Unit:
    """A unit that the person may change."""
    unit = unit_seen(request, pk)
    if not rules.may_manage_units(person_of(request), unit, on=today()):
        raise NotAllowed(_REFUSED)
    return unit


def staffed_unit(request: HttpRequest, pk: int) -> Unit:
    """A unit whose people the person may enter and change."""
    unit = unit_seen(request, pk)
    if not rules.may_manage_people(person_of(request), unit, on=today()):
        raise NotAllowed(_REFUSED)
    return unit


def near(unit: Unit, on: date) -> QuerySet[Unit]:
    """Living units to choose from beside a unit: of its commune; at a province what lies in no commune, and
    the communes themselves."""
    office = reach(unit)
    units = Unit.objects.filter(rules.in_force(on), begins("path", office.path)).order_by("path")
    if unit.commune_id is None:
        units = units.filter(commune=None) | units.filter(kind="commune")
    return units


def position_of(request: HttpRequest, pk: int) -> Membership:
    """A position in a unit whose people the person may change."""
    row = Membership.objects.select_related("user", "unit").filter(pk=pk).first()
    if row is None or not rules.may_manage_people(person_of(request), row.unit, on=today()):
        raise Http404
    return row


def held_notes(request: HttpRequest, of: Unit | User) -> tuple[str, ...]:
    """What the unit or the person holds, for the page that ends it, with links to what the person may see."""
    found = held_by(of, viewer=person_of(request), on=today())
    return tuple(
        format_html('{} <a href="{}">{}</a>', one.sentence, one.address, one.link) if one.address
        else one.sentence
        for one in found
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form: the page's name, what it is for, the button, where one goes back to."""

    title: str
    lead: str
    button: str
    back: str
    notes: tuple[str, ...] = field(default=())
    """What will happen to whom, before it is done."""
    grave: bool = False
    """Whether the button takes something away from somebody."""


def show_form(request: HttpRequest, page: FormPage, form: forms.Form) -> HttpResponse:
    """The page of one form; 422 where it came back with faults."""
    status = 422 if form.is_bound else 200
    return render(request, "accounts/form.html", {"page": page, "form": form}, status=status)


def is_taken(request: HttpRequest, page: FormPage, form: forms.Form, *, stood: Model | None = None) -> bool:
    """Whether the form was sent and is in order. What the operation then refuses is told above the form,
    which comes back with all that was typed. `stood` is the record that the form changes: where somebody
    changed it since the form was opened, the form says who and what, and waits to be sent once more."""
    come_back(request, form, lambda: show_form(request, page, form))
    if stood is not None:
        form.fields["seen"] = forms.CharField(
            required=False, max_length=64, initial=_fingerprint(form), widget=forms.HiddenInput
        )
    if not form.is_valid():
        return False
    seen = form.cleaned_data.pop("seen", "")
    if stood is None or not seen or seen == form.fields["seen"].initial:
        return True
    # Sent once more, what is typed now is what the person wants in the light of the change.
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = form.fields["seen"].initial  # type: ignore[index]
    form.add_error(None, _changed_since(stood))
    return False


def _fingerprint(form: forms.Form) -> str:
    """Of all that the form shows before anything is typed."""
    shown = [(name, _plain(value)) for name, value in sorted(form.initial.items())]
    return sha256(repr(shown).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    return (
        sorted(one.pk for one in value)
        if isinstance(value, Iterable) and not isinstance(value, str)
        else value
    )


def _changed_since(stood: Model) -> str:
    last = next(iter(history_of(stood)), None)
    kept = "Nội dung ông (bà) nhập vẫn ở dưới; hãy xem lại rồi gửi lần nữa nếu vẫn muốn ghi."
    if last is None:
        return f"Người khác vừa thay đổi thông tin này. {kept}"
    at = f"{localtime(last.at):%H:%M ngày %d/%m/%Y}"
    said = f" ({'; '.join(last.changes)})" if last.changes else ""
    return f"{last.who} vừa thay đổi thông tin này lúc {at}: {last.what.lower()}{said}. {kept}"
