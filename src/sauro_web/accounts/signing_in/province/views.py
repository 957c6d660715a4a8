"""To the province's single sign-on and back."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase

from sauro_web.accounts.signing_in.province.provider import ProvinceFlow, told_when_it_fails

__all__ = ["come_back", "set_out"]


class _Back(OAuth2CallbackView):
    """Hands the flow the nonce that was kept with the state of this sign-in."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict[str, Any] | None, Any]:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce") or ""
        return state, response


_set_out = told_when_it_fails(OAuth2LoginView.adapter_view(ProvinceFlow))
_come_back = told_when_it_fails(_Back.adapter_view(ProvinceFlow))


@login_not_required
def set_out(request: HttpRequest) -> HttpResponseBase:
    """Sends the person to the province."""
    _only_where_there_is_one()
    return _set_out(request)


@login_not_required
def come_back(request: HttpRequest) -> HttpResponseBase:
    """Receives the person with the province's answer."""
    _only_where_there_is_one()
    return _come_back(request)


def _only_where_there_is_one() -> None:
    if not settings.SOCIALACCOUNT_PROVIDERS["province"]["APPS"]:
        raise Http404
