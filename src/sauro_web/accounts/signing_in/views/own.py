"""Pages about one's own account: password, second step, recovery codes, where one is signed in."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base import views as second_step
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sauro_web.accounts.signing_in import forms
from sauro_web.accounts.signing_in.operations import end_sessions, recorded
from sauro_web.accounts.signing_in.queries import sessions_of
from sauro_web.common.fields import number_in

__all__ = [
    "DownloadRecoveryCodes",
    "NewPassword",
    "RecoveryCodes",
    "RenewRecoveryCodes",
    "Security",
    "TurnOffSecondStep",
    "TurnOnSecondStep",
    "end_others",
    "end_session",
    "sessions",
]

_FOLDER = "accounts/signing_in"
_ON = {"second_step": (False, True)}
_OFF = {"second_step": (True, False)}


class Security(second_step.IndexView):
    """How one's account is protected, on one page."""

    template_name = f"{_FOLDER}/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the codes that are left, and the other browsers."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        codes = context["authenticators"].get(Authenticator.Type.RECOVERY_CODES)
        current = self.request.session.session_key
        living = sessions_of(self.request.user, current_key=current, at=now())
        return context | {
            "second_step": context["authenticators"].get(Authenticator.Type.TOTP),
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "session_count": len(living),
        }


@method_decorator(never_cache, name="dispatch")
class NewPassword(account.PasswordChangeView):
    """One's password; the first page for whoever was given one."""

    template_name = f"{_FOLDER}/new_password.html"
    form_class = forms.NewPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who has none, signing in through the province alone, has none to change."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().dispatch(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class TurnOnSecondStep(totp.ActivateTOTPView):
    """The square to photograph, and the first code."""

    template_name = f"{_FOLDER}/turn_on.html"
    form_class = forms.TurnOnSecondStepForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the secret in groups of four, for telephones without a camera."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return context | {"secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}

    def form_valid(self, form: Any) -> HttpResponse:
        """On, and written."""
        person = authenticated_user(self.request)
        with recorded("user.turn_on_second_step", person, by=person, changes=_ON):
            return super().form_valid(form)


class TurnOffSecondStep(totp.DeactivateTOTPView):
    """Asks, then turns it off with its recovery codes."""

    template_name = f"{_FOLDER}/turn_off.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Off, and written."""
        person = authenticated_user(self.request)
        with recorded("user.turn_off_second_step", person, by=person, changes=_OFF):
            return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(recovery.ViewRecoveryCodesView):
    """Those that are left."""

    template_name = f"{_FOLDER}/recovery_codes.html"


class RenewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    """Asks, then makes new ones; the old are worth nothing."""

    template_name = f"{_FOLDER}/renew_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """New, and written."""
        person = authenticated_user(self.request)
        with recorded("user.renew_recovery_codes", person, by=person):
            return super().form_valid(form)


class DownloadRecoveryCodes(recovery.DownloadRecoveryCodesView):
    """As a file to print."""

    template_name = f"{_FOLDER}/recovery_codes.txt"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Under a name of ours."""
        response: HttpResponse = super().render_to_response(context, **kwargs)
        response["Content-Disposition"] = 'attachment; filename="ma-du-phong.txt"'
        response["Content-Type"] = "text/plain; charset=utf-8"
        return response


@require_GET
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """The browsers in which one is signed in."""
    current = request.session.session_key
    rows = sessions_of(authenticated_user(request), current_key=current, at=now())
    return render(request, f"{_FOLDER}/sessions.html", {"sessions": rows})


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Ends all but the present one."""
    person = authenticated_user(request)
    ended = end_sessions(person, by=person, keep=request.session.session_key)
    messages.success(request, f"Đã kết thúc {ended} phiên khác." if ended else "Không có phiên nào khác.")
    return redirect("usersessions_list")


@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """Ends one of one's other sessions."""
    person = authenticated_user(request)
    known = number_in(str(number)) is not None
    if not known or not end_sessions(person, by=person, keep=request.session.session_key, only=(number,)):
        raise Http404
    messages.success(request, "Đã kết thúc phiên đăng nhập đó.")
    return redirect("usersessions_list")
