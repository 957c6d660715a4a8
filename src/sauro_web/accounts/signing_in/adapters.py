"""Where allauth asks: its sentences in Vietnamese, its events in the audit trail, nobody signs himself up."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sauro_web.accounts.models import Address, User
from sauro_web.accounts.signing_in.browsers import is_known, remember
from sauro_web.accounts.signing_in.devices import device
from sauro_web.accounts.signing_in.operations import change_password, link_to_province, recorded
from sauro_web.accounts.signing_in.province.provider import ProvinceFailed
from sauro_web.accounts.signing_in.queries import person_of_claim
from sauro_web.accounts.signing_in.trail import address_of, methods_of, once

__all__ = ["AccountAdapter", "ProvinceAdapter", "SecondStepAdapter"]

_LOG = logging.getLogger(__name__)
_SAID = {
    "account/messages/logged_out.txt": "Ông (bà) đã đăng xuất.",
    "account/messages/password_changed.txt": (
        "Mật khẩu mới đã có hiệu lực. Các trình duyệt khác đã bị đăng xuất."
    ),
    "mfa/messages/totp_activated.txt": "Xác thực hai bước đã bật.",
    "mfa/messages/totp_deactivated.txt": "Xác thực hai bước đã tắt.",
    "mfa/messages/recovery_codes_generated.txt": (
        "Đã tạo mã dự phòng mới. Hãy in hoặc chép lại và cất ở nơi an toàn."
    ),
}
_WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt."
_WRONG_CODE = "Mã không đúng hoặc đã dùng. Hãy đợi mã mới trên điện thoại rồi nhập lại."
_TOO_OFTEN = "Đã nhập sai quá nhiều lần. Hãy đợi 15 phút rồi thử lại."


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out, and one's password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản này đã ngừng hoạt động.",
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "enter_current_password": "Mật khẩu đang dùng không đúng.",
        "incorrect_password": "Mật khẩu không đúng.",
        "incorrect_code": _WRONG_CODE,
        "invalid_password_reset": "Liên kết đặt lại mật khẩu không còn hiệu lực.",
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": "Yêu cầu gửi quá dồn dập. Hãy đợi ít phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are entered by their office."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Says what we have a sentence for; of the rest the page itself tells."""
        said = message or _SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes alone."""
        self._login_failed_rl_usage = None

    def login(self, request: HttpRequest, user: User) -> None:
        """Signs in, and writes how, whence and with what."""
        changes: dict[str, tuple[object, object]] = {
            "methods": (None, methods_of(request, user)),
            "address": (None, address_of(request)),
            "device": (None, device(self.get_http_user_agent(request))),
        }
        if user.last_login is not None and not is_known(request, user):
            changes["new_browser"] = (None, True)
        with recorded("user.sign_in", user, by=user, changes=changes):
            super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """Where allauth goes from there; the browser is a known one from now on."""
        response: HttpResponse = super().post_login(request, user, **details)
        remember(request, response, user)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Signs out, and writes it."""
        person = request.user
        if isinstance(person, User):
            with recorded("user.sign_out", person, by=person):
                super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """The person's own change, whether signed in or by the link of a mail."""
        change_password(user, password, by=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page of one's account."""
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways of allauth with their names in Vietnamese."""
        names = {
            "reauthenticate": "Dùng mật khẩu",
            "mfa_reauthenticate": "Dùng mã xác thực hoặc mã dự phòng",
        }
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": names[way["id"]]} for way in ways]


class SecondStepAdapter(DefaultMFAAdapter):
    """Codes of the telephone. Their secrets lie encrypted in the database, under a key of the site."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Không tắt được xác thực hai bước.",
        "cannot_generate_recovery_codes": "Hãy bật xác thực hai bước trước khi tạo mã dự phòng.",
        "incorrect_code": _WRONG_CODE,
    }

    def get_totp_label(self, user: User) -> str:
        """What the telephone shows: the user name, not an e-mail address that an office may share."""
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """The square to be photographed, drawn by attributes alone: the policy of the site allows no style in
        a page. White around it in the dark theme too."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        squares = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
        )
        size = len(rows)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" width="232" '
            'height="232" role="img" aria-label="Mã vuông để quét bằng điện thoại" '
            f'shape-rendering="crispEdges">'
            f'<rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{squares}"/></svg>'
        )

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was stored. Under another key of the site it is lost: then no code is right, and an
        administrator gives access anew."""
        try:
            return self._box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()

    def _box(self) -> Fernet:
        digest = hashlib.sha256(b"second step " + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))


class ProvinceAdapter(DefaultSocialAccountAdapter):
    """People of the province's single sign-on are those whom the office has entered; nobody else gets in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the person: by the province's identifier once it is tied to one, else by the claim that the
        settings name, which ties it. An unknown person is told whom to ask."""
        if sociallogin.is_existing:
            return
        claim = sociallogin.account.extra_data["claim"]
        person = person_of_claim(claim, is_address=settings.OIDC_CLAIM == "email")
        if person is not None and link_to_province(person, sociallogin.account.uid):
            sociallogin.lookup()
            return
        self._tell_unknown(request)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,
        error: object = None,
        exception: Exception | None = None,
        extra_context: object = None,
    ) -> None:
        """Tells the log what went wrong, in our words alone: an answer of the provider may hold a token."""
        if exception is not None or error != AuthError.CANCELLED:
            reason = str(exception) if isinstance(exception, ProvinceFailed) else type(exception).__name__
            _LOG.warning("single sign-on of the province failed: %s", reason)

    def _tell_unknown(self, request: HttpRequest) -> None:
        address = address_of(request)
        if once(f"unknown:{address}", seconds=60):
            with recorded("address.unknown_person", Address(ip=address), by=None):
                pass
        page = render(request, "accounts/signing_in/unknown_person.html", status=403)
        raise ImmediateHttpResponse(page)
