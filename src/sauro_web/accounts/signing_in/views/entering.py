"""Pages before one is in: signing in and out, the second step, a forgotten password."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from sauro_web.accounts.models import User
from sauro_web.accounts.signing_in import forms
from sauro_web.accounts.signing_in.trail import address_of, record_once

__all__ = [
    "Forgotten",
    "ForgottenSent",
    "Inactive",
    "NewPasswordByLink",
    "NewPasswordSet",
    "OnceMore",
    "SecondStep",
    "SecondStepAgain",
    "SignIn",
    "SignOut",
    "cancelled",
]

_QUARTER = 15 * 60
_FOLDER = "accounts/signing_in"


def _record_locked(request: HttpRequest, person: User, form: Any) -> None:
    if getattr(form, "locked", False):
        record_once("user.lock_out_second_step", person, address=address_of(request), seconds=_QUARTER)


class SignIn(account.LoginView):
    """User name and password, or the way to the province."""

    template_name = f"{_FOLDER}/sign_in.html"
    form_class = forms.SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the province's name, where it has a single sign-on."""
        by_province = bool(settings.SOCIALACCOUNT_PROVIDERS["province"]["APPS"])
        return super().get_context_data(**kwargs) | {
            "province_name": settings.OIDC_NAME if by_province else "",
            "was_sent": self.request.GET.get("next", "/") != "/",
        }


class SignOut(account.LogoutView):
    """Asks, then signs out."""

    template_name = f"{_FOLDER}/sign_out.html"


class Inactive(account.AccountInactiveView):
    """The account is closed."""

    template_name = f"{_FOLDER}/inactive.html"


class SecondStep(second_step.AuthenticateView):
    """The code, after the password."""

    template_name = f"{_FOLDER}/second_step.html"
    form_class = forms.SecondStepForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Too many wrong ones are recorded."""
        _record_locked(self.request, self.stage.login.user, form)
        return super().form_invalid(form)


class OnceMore(account.ReauthenticateView):
    """The password again."""

    template_name = f"{_FOLDER}/once_more.html"
    form_class = forms.OnceMoreForm


class SecondStepAgain(second_step.ReauthenticateView):
    """The code again."""

    template_name = f"{_FOLDER}/once_more.html"
    form_class = forms.SecondStepAgainForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Too many wrong ones are recorded."""
        _record_locked(self.request, self.request.user, form)
        return super().form_invalid(form)


@method_decorator((login_not_required, never_cache), name="dispatch")
class Forgotten(account.PasswordResetView):
    """A link by mail, where mail leaves the site; else whom to ask."""

    template_name = f"{_FOLDER}/forgotten.html"
    form_class = forms.ForgottenPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing to fill in without mail."""
        if not settings.MAIL_LEAVES:
            return render(request, f"{_FOLDER}/forgotten_without_mail.html")
        return super().dispatch(request, *args, **kwargs)


class ForgottenSent(account.PasswordResetDoneView):
    """The same for every address."""

    template_name = f"{_FOLDER}/forgotten_sent.html"


class NewPasswordByLink(account.PasswordResetFromKeyView):
    """By the link of the mail."""

    template_name = f"{_FOLDER}/new_password_by_link.html"
    form_class = forms.NewPasswordByLinkForm


class NewPasswordSet(account.PasswordResetFromKeyDoneView):
    """Done; now sign in."""

    template_name = f"{_FOLDER}/new_password_set.html"


@login_not_required
def cancelled(request: HttpRequest) -> HttpResponse:
    """The person turned back at the province."""
    return render(request, f"{_FOLDER}/cancelled.html")
