"""The connections of an office: made, agreed to, cut off."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.exchange import rules
from sauro_web.exchange.forms import ConnectForm
from sauro_web.exchange.models import Client, Scope
from sauro_web.exchange.operations import clients as operations
from sauro_web.exchange.queries.clients import clients_of, office_of, own_clients, people_to_act_for

__all__ = ["agree", "connect", "listing", "revoke"]

_NOT_YOURS = "Chỉ quản trị của cơ quan mới kết nối hệ thống khác. Hãy đề nghị quản trị của cơ quan."


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Those that act in one's own name; for administrators all of the office."""
    person, on = person_of(request), timezone.localdate()
    office = office_of(person, on)
    manages = office is not None and rules.may_manage_clients(person, office, on=on)
    context = {
        "office": office,
        "manages": manages,
        "own": own_clients(person),
        "rows": clients_of(office) if manages and office is not None else (),
        "today": on,
    }
    return render(request, "exchange/clients.html", context)


@require_http_methods(["GET", "POST"])
def connect(request: HttpRequest) -> HttpResponse:
    """A new connection; its token stands on the answer alone, and is never to be seen again."""
    person, now = person_of(request), timezone.now()
    on = timezone.localdate(now)
    office = office_of(person, on)
    if office is None or not rules.may_manage_clients(person, office, on=on):
        raise NotAllowed(_NOT_YOURS)
    form = ConnectForm(request.POST or None, people=people_to_act_for(office, on), on=on)

    def show() -> HttpResponse:
        context = {"form": form, "office": office}
        return render(request, "exchange/connect.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method != "POST" or not form.is_valid():
        return show()
    said = dict(form.cleaned_data)
    scope = Scope(said.pop("scope"))
    client, token = operations.connect(office, scope=scope, by=person, now=now, **said)
    response = render(request, "exchange/connected.html", {"client": client, "token": token})
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def agree(request: HttpRequest, client_id: int) -> HttpResponse:
    """The person agrees that the system acts in his name."""
    client = _client(request, client_id)
    operations.agree(client, by=person_of(request), now=timezone.now())
    messages.success(request, f"Ông (bà) đã đồng ý để hệ thống “{client.name}” làm thay.")
    return redirect("exchange:clients")


@require_POST
def revoke(request: HttpRequest, client_id: int) -> HttpResponse:
    """Cuts it off."""
    client = _client(request, client_id)
    operations.revoke(client, by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã thu hồi kết nối “{client.name}”; mã truy cập không dùng được nữa.")
    return redirect("exchange:clients")


def _client(request: HttpRequest, number: int) -> Client:
    client = Client.objects.select_related("office", "person").filter(pk=number).first()
    if client is None or not rules.may_revoke(person_of(request), client, on=timezone.localdate()):
        raise Http404
    return client
