"""The first page, the search, the choice of looks and the style guide."""

from __future__ import annotations

import unicodedata
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from sauro_web.accounts.acting import ACTING
from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.accounts.queries.standings import may_act_in, standings
from sauro_web.common import desk, search
from sauro_web.common.fields import number_in
from sauro_web.pages import guide as guide_pages
from sauro_web.pages import specimens
from sauro_web.pages.appearance import CHOICES, KEPT_FOR, appearance_of
from sauro_web.pages.newcomer import steps_for
from sauro_web.pages.queries import demo_people
from sauro_web.plans.queries import offices_handled
from sauro_web.tasks.queries.deciding import notebook_of

__all__ = [
    "act_as",
    "appearance",
    "check_guide",
    "favicon",
    "find",
    "first",
    "guide",
    "style_guide",
    "suggest",
]


@login_not_required
@require_GET
def first(request: HttpRequest) -> HttpResponse:
    """What waits for the person; a newcomer to the made-up office is told what to try."""
    if request.user.is_authenticated:
        spans = desk.waiting_for(request.user, on=localdate())
        empty = not spans
        shown = {
            "spans": spans,
            "notebook": notebook_of(request.user, on=localdate()),
            "placeless": empty and _is_placeless(request),
            "handles_plans": empty and bool(offices_handled(request.user, localdate())),
            **_begun_with(request),
        }
        return render(request, "pages/desk.html", shown)
    people = demo_people()
    if people:
        return render(request, "pages/welcome.html", {"people": people})
    if not Unit.objects.exists():
        return render(request, "pages/first_steps.html")
    return redirect_to_login("/")


def _begun_with(request: HttpRequest) -> dict[str, object]:
    """In the made-up office: where a newcomer begins, or that he wants to be led no more."""
    if not settings.DEMO:
        return {}
    if appearance_of(request).newcomer == "closed":
        return {"led": True}
    return {"steps": steps_for(cast(User, request.user), on=localdate())}


def _is_placeless(request: HttpRequest) -> bool:
    """Whether the person has no position at all today, so that nothing can wait for him."""
    return not standings(cast(User, request.user), localdate())


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Everything the person may see that has these words; with `trong` all that one source has."""
    words, person = _typed(request), cast(User, request.user)  # the middleware lets nobody else in
    context: dict[str, object] = {"words": words, "searched": words, "asked": urlencode({"q": words})}
    slug = request.GET.get("trong", "")
    if not slug:
        return render(
            request, "pages/search.html", context | {"results": search.find(person, words, on=localdate())}
        )
    asked = request.GET.get("trang", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    one = search.find_more(person, words, slug=slug, number=number, on=localdate())
    if one is None:
        raise Http404
    is_last = number * search.A_PAGE >= search.MOST_IN_ALL
    context |= {"one": one, "results": [one] if one.hits else [], "is_last": is_last}
    context |= {"before": number - 1, "after": number + 1 if one.more and not is_last else 0}
    return render(request, "pages/search.html", context)


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """The first hits, while the person is typing."""
    words = _typed(request)
    results = search.suggest(cast(User, request.user), words, on=localdate())
    context = {"words": words, "results": results, "asked": urlencode({"q": words})}
    return render(request, "pages/_suggestions.html", context)


def _typed(request: HttpRequest) -> str:
    return unicodedata.normalize("NFC", request.GET.get("q", "").strip()[:200].replace("\0", ""))


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keeps what was chosen and goes back to where it was chosen."""
    back = request.POST.get("next", "/")
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if allowed and back.startswith("/") else "/")
    for name, values in CHOICES.items():
        if (chosen := request.POST.get(name)) in values:
            response.set_cookie(
                name, str(chosen), max_age=KEPT_FOR, samesite="Lax", secure=request.is_secure()
            )
    return response


@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Takes up another of one's positions, or one that was delegated; what one may do stays the same, whose
    office and papers stand first changes."""
    number = number_in(request.POST.get("position", ""))
    person = cast(User, request.user)  # the middleware lets nobody else in
    position = get_object_or_404(Membership, pk=number) if number is not None else None
    if position is None or not may_act_in(person, position, localdate()):
        raise Http404
    request.session[ACTING] = position.pk
    messages.success(request, f"Từ giờ ông (bà) làm việc ở vị trí: {position}.")
    return redirect("/")


@login_not_required
@require_GET
def guide(request: HttpRequest, name: str = guide_pages.INDEX) -> HttpResponse:
    """A page of the guide; whoever cannot sign in may need it most."""
    return _guide(request, guide_pages.page_of(name), is_index=name == guide_pages.INDEX)


@login_not_required
@require_GET
def check_guide(request: HttpRequest, check: str) -> HttpResponse:
    """What a check of documents asks, with an example of what is right and what is not."""
    return _guide(request, guide_pages.check_page_of(check), is_index=False)


def _guide(request: HttpRequest, page: guide_pages.Page | None, *, is_index: bool) -> HttpResponse:
    if page is None:
        raise Http404
    frame = "base.html" if request.user.is_authenticated else "alone.html"
    shown = {"page": page, "is_index": is_index, "frame_template": frame}
    return render(request, "pages/guide.html", shown)


@login_not_required
@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it at this address, whatever the page says."""
    return redirect(static("favicon.ico"))


@login_not_required
@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "pages/style_guide.html", specimens.all_of_them())
