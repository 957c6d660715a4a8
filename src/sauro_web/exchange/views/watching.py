"""The folder of an office that is watched for registers of other systems."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.refusals import come_back
from sauro_web.exchange.operations.watching_folders import place_of, stop_watching, watch_folder
from sauro_web.exchange.queries.registers import files_seen, folder_of, sources_of
from sauro_web.exchange.register_forms import WatchForm
from sauro_web.exchange.views.registers import office_kept

__all__ = ["stop", "watched"]

_SHOWN = 50


@login_required
@require_http_methods(["GET", "POST"])
def watched(request: HttpRequest) -> HttpResponse:
    """Where the folder is, in whose name its files are taken, what became of them; and watching it."""
    office = office_kept(request)
    folder = folder_of(office)
    form = WatchForm(request.POST or None, initial={"source": folder.source.name if folder else ""})

    def show() -> HttpResponse:
        context = {
            "form": form,
            "office": office,
            "folder": folder,
            "place": place_of(office),
            "files": list(files_seen(folder)[:_SHOWN]) if folder else [],
            "sources": sources_of(office),
        }
        return render(request, "exchange/watched.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method != "POST" or not form.is_valid():
        return show()
    watch_folder(office, source=form.cleaned_data["source"], by=person_of(request), now=timezone.now())
    messages.success(request, "Đã theo dõi thư mục; tệp mới được nhận sau khi ghi xong khoảng một phút.")
    return _back(office.pk)


@login_required
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Leaves the folder alone."""
    office = office_kept(request)
    folder = folder_of(office)
    if folder is None:
        raise Http404
    stop_watching(folder, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã thôi theo dõi thư mục; các tệp đã nhận vẫn còn.")
    return _back(office.pk)


def _back(office: int) -> HttpResponse:
    return redirect(f"{reverse('exchange:watched')}?co-quan={office}")
