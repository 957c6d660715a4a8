"""How an office follows up, and what a person wants by e-mail."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.queries.units import home_of
from sauro_web.accounts.rules import offices_above
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.notices import operations, rules
from sauro_web.notices.following import follow_up_of
from sauro_web.notices.forms import FollowUpForm, MailChoiceForm
from sauro_web.notices.models import MailKind
from sauro_web.notices.queries import left_for, mail_kind_of

__all__ = ["again", "follow_up", "mail_choice"]

_DAYS_SHOWN = 30


@login_required
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest) -> HttpResponse:
    """The steps at which the office reminds; a form for its administrators and whoever follows its plans."""
    person, now = person_of(request), timezone.now()
    office, today = _office(person), timezone.localdate(now)
    edits = rules.may_set_follow_up(person, office, on=today)
    if request.method == "POST" and not edits:
        raise NotAllowed("Chỉ quản trị hoặc đầu mối theo dõi của cơ quan mới đổi cách nhắc việc.")
    held = follow_up_of(office)
    form = FollowUpForm(request.POST or None, initial=model_to_dict(held) | {"version": held.version})

    def show() -> HttpResponse:
        context = {
            "office": office,
            "held": held,
            "edits": edits,
            "form": form,
            "left": left_for(office, since=today - timedelta(days=_DAYS_SHOWN), on=today) if edits else None,
            "mail_leaves": settings.MAIL_LEAVES,
        }
        return render(request, "notices/follow_up.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        changes = dict(form.cleaned_data)
        version = changes.pop("version")
        operations.set_follow_up(office, changes=changes, version=version, by=person, now=now)
        messages.success(request, f"Đã lưu cách nhắc việc của {office.label}.")
        return redirect("notices:follow_up")
    return show()


@login_required
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """What did not arrive waits once more."""
    person = person_of(request)
    count = operations.send_again(_office(person), by=person, now=timezone.now())
    messages.success(request, f"Sẽ gửi lại {count} thông báo.")
    return redirect("notices:follow_up")


@login_required
@require_http_methods(["GET", "POST"])
def mail_choice(request: HttpRequest) -> HttpResponse:
    """What of all that the person wants by e-mail."""
    person = person_of(request)
    form = MailChoiceForm(request.POST or None, initial={"kind": mail_kind_of(person)})
    if request.method == "POST" and form.is_valid():
        operations.choose_mail(person, MailKind(form.cleaned_data["kind"]), now=timezone.now())
        messages.success(request, "Đã ghi lựa chọn nhận thư của ông (bà).")
        return redirect("notices:list")
    context = {"form": form, "person": person, "mail_leaves": settings.MAIL_LEAVES}
    return render(request, "notices/mail_choice.html", context, status=422 if form.errors else 200)


def _office(person: User) -> Unit:
    """The People's Committee or department in whose house the person sits; who has no position has none."""
    home = home_of(person, timezone.localdate())
    if home is None:
        raise Http404
    if home.commune is None:
        around = Unit.objects.filter(path__in=offices_above(home), kind=UnitKind.DEPARTMENT).first()
        return around or home.province or home
    return home.commune
