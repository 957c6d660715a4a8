"""The provider as allauth finds it (it looks for a module of this name in every app)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from requests import RequestException

from sauro_web.accounts.signing_in.province.tokens import Untrustworthy, claims_of

__all__ = ["Province", "ProvinceFailed", "ProvinceFlow", "provider_classes", "told_when_it_fails"]

_WELL_KNOWN = "/.well-known/openid-configuration"


class ProvinceFailed(OAuth2Error):
    """The provider could not be reached or is not to be believed; the text names no secret."""


class ProvinceFlow(OAuth2Adapter):
    """Talks to the provider. `nonce` is what it was given at the beginning of this sign-in."""

    provider_id = "province"
    nonce: str = ""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._configuration: dict[str, Any] | None = None

    def fetch(self, url: str, **options: Any) -> dict[str, Any]:
        """An object of JSON from the provider.

        Raises `ProvinceFailed` for whatever else comes, or nothing.
        """
        try:
            with get_adapter().get_requests_session() as session:
                response = session.get(url, **options)
            response.raise_for_status()
            answer = response.json()
        except (RequestException, ValueError) as error:
            raise ProvinceFailed(f"{url}: {type(error).__name__}") from error
        if not isinstance(answer, dict):
            raise ProvinceFailed(f"{url}: no object")
        return answer

    def configured(self, name: str) -> str:
        """A value of the provider's configuration, which must be that of the address that the settings
        give."""
        if self._configuration is None:
            server = self.get_provider().app.settings["server_url"]
            issuer, told = server.partition("/.well-known/")[:2]
            self._configuration = self.fetch(server if told else server + _WELL_KNOWN)
            if not told and self._configuration.get("issuer", "").rstrip("/") != issuer:
                raise ProvinceFailed("issuer")
        value = self._configuration.get(name)
        if not isinstance(value, str):
            raise ProvinceFailed(f"{name} missing in the configuration")
        return value

    @property
    def access_token_url(self) -> str:
        """Where a code is exchanged."""
        return self.configured("token_endpoint")

    @property
    def authorize_url(self) -> str:
        """Where people are sent."""
        return self.configured("authorization_endpoint")

    @property
    def basic_auth(self) -> bool:
        """How we show who we are: in the body where the provider takes it, else in the header, as is the rule
        where it says nothing."""
        self.configured("issuer")
        ways = (self._configuration or {}).get("token_endpoint_auth_methods_supported", [])
        return "client_secret_post" not in ways

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where people come back."""
        return str(build_absolute_uri(request, reverse("province_callback")))

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **answer: Any
    ) -> SocialLogin:
        """Who it is, from a token that is the provider's word and from its page about the person, where it
        has one; they must speak of the same."""
        written = answer["response"].get("id_token")
        if not isinstance(written, str):
            raise ProvinceFailed("no id_token")
        try:
            told = claims_of(
                written,
                keys=self.fetch(self.configured("jwks_uri")),
                issuer=self.configured("issuer"),
                client=app.client_id,
                nonce=self.nonce,
            )
        except Untrustworthy as error:
            raise ProvinceFailed(f"id_token: {error}") from error
        claims = dict(told)
        if settings.OIDC_CLAIM not in claims and (self._configuration or {}).get("userinfo_endpoint"):
            headers = {"Authorization": f"Bearer {token.token}"}
            about = self.fetch(self.configured("userinfo_endpoint"), headers=headers)
            if about.get("sub") != told["sub"]:
                raise ProvinceFailed("userinfo of somebody else")
            claims |= about
        return self.get_provider().sociallogin_from_response(request, claims)


class Province(OAuth2Provider):
    """The province's single sign-on. Only signing in: what a link adds in its address is not heeded."""

    id = "province"
    name = "Đăng nhập một lần"
    account_class = ProviderAccount
    oauth2_adapter_class = ProvinceFlow
    pkce_enabled_default = True

    def get_default_scope(self) -> list[str]:
        """What is asked for: enough to know who it is."""
        return ["openid", "profile", "email"]

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing from the address but where to go back."""
        wanted = super().get_redirect_from_request_kwargs(request)
        kept = {"next_url": wanted["next_url"]} if "next_url" in wanted else {}
        return kept | {"process": AuthProcess.LOGIN}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponseBase:
        """To the provider, with a nonce that its token must bear."""
        nonce = secrets.token_urlsafe(24)
        return super().redirect(request, process, next_url, data, auth_params={"nonce": nonce}, nonce=nonce)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The provider's own identifier, which it never gives to another person."""
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, str]:
        """The one claim by which a person is found; nothing else of what the province knows is kept. An
        address that is not confirmed is nobody's."""
        claim = data.get(settings.OIDC_CLAIM, "")
        if settings.OIDC_CLAIM == "email" and data.get("email_verified") not in (True, "true"):
            claim = ""
        return {"claim": claim if isinstance(claim, str) else ""}


def told_when_it_fails(view: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, or the page that says the provider could not be reached."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponseBase:
        try:
            return view(request)
        except OAuth2Error as error:
            provider = ProvinceFlow(request).get_provider()
            return render_authentication_error(request, provider, exception=error)

    return wrapped


provider_classes = [Province]
