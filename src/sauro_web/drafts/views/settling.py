"""How an office keeps its gate, and which findings were let pass how often."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.accounts.rules import in_force, own_house
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.documents.queries.units import drafting_units
from sauro_web.drafts import rules
from sauro_web.drafts.forms import GateForm
from sauro_web.drafts.operations.settling import settle_gate
from sauro_web.drafts.queries.gates import gate_of, gate_rules
from sauro_web.drafts.queries.listing import waived_checks, waivers_of
from sauro_web.drafts.views.reaching import office_of, offices, today

__all__ = ["settings_page", "waived"]

_FIRST_YEAR = 2026


@login_required
@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Which checks run, who appraises, who answers for the form; leaders and administrators change it."""
    person, office, on = person_of(request), office_of(request), today()
    settles = rules.may_settle(person, office, on=on)
    if request.method == "POST" and not settles:
        raise NotAllowed("Chỉ lãnh đạo hoặc quản trị của cơ quan mới đặt quy định về dự thảo.")
    form = GateForm(
        request.POST or None, gate=gate_of(office), units=drafting_units(office, on), people=_people(office)
    )

    def show() -> HttpResponse:
        context = {
            "office": office, "offices": offices(request), "form": form, "settles": settles,
            "gate": gate_of(office), "rules": gate_rules(office),
        }  # fmt: skip
        return render(request, "drafts/settings.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        settle_gate(
            office, off=form.off, appraiser=clean["appraiser"], form_checker=clean["form_checker"],
            opinion_days=clean["opinion_days"], reason=clean["reason"], by=person, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, "Đã lưu quy định; dự thảo đang soạn cần kiểm tra lại theo quy định mới.")
        return redirect(f"{reverse('drafts:settings')}?co-quan={office.pk}")
    return show()


def _people(office: Unit) -> QuerySet[User]:
    held = Membership.objects.filter(own_house(office), in_force(today())).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("full_name", "pk")


@login_required
@require_GET
def waived(request: HttpRequest) -> HttpResponse:
    """Which findings were let pass this year, how often, by whom and why."""
    person, office, on = person_of(request), office_of(request), today()
    if not rules.oversees(person, office, on=on) and not rules.may_settle(person, office, on=on):
        raise NotAllowed("Chỉ lãnh đạo, văn thư, đầu mối và quản trị của cơ quan xem danh sách này.")
    year = number_in(request.GET.get("nam", "")) or on.year
    year = min(max(year, _FIRST_YEAR), on.year)
    context = {
        "office": office, "offices": offices(request), "year": year,
        "years": range(on.year, _FIRST_YEAR - 1, -1), "checks": waived_checks(office, year),
        "rows": waivers_of(office, year),
    }  # fmt: skip
    return render(request, "drafts/waived.html", context)
