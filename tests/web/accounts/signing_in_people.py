"""People of a made-up office who sign in, and how a test does it as a browser would."""

from __future__ import annotations

import re
import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client

from sauro_web.accounts.models import User
from sauro_web.audit.models import Entry

PASSWORD = "Ruộng bậc thang 7"
SIGN_IN = "/dang-nhap/"


def person(name: str = "lo.thi.mai", full_name: str = "Lò Thị Mai", **more: object) -> User:
    made = User(username=name, full_name=full_name, **more)
    made.set_password(PASSWORD)
    made.save()
    return made


def sign_in(
    client: Client, name: str = "lo.thi.mai", password: str = PASSWORD, next_page: str = "", **more: object
) -> HttpResponse:
    data = {"login": name, "password": password} | ({"next": next_page} if next_page else {})
    return client.post(SIGN_IN, data, **more)


def signed_in_as(client: Client) -> User | None:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk) if pk else None


def with_second_step(someone: User) -> str:
    """Turns the second step on and returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(someone, secret)
    RecoveryCodes.activate(someone)
    return secret


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the telephone shows, so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def wrong_code(secret: str) -> str:
    right = {code_of(secret, steps=steps) for steps in (-2, -1, 0, 1, 2)}
    return next(
        code for code in ("111111", "222222", "333333", "444444", "555555", "666666") if code not in right
    )


def actions() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def words(response: HttpResponse) -> str:
    """What is read on a page."""
    text = re.sub(r"<(title|script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
