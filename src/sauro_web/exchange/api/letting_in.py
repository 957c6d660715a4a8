"""Whose request it is: the token of another system, and the person in whose name it acts."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from sauro_web.accounts.models import User
from sauro_web.exchange import rules
from sauro_web.exchange.api.problems import Problem
from sauro_web.exchange.models import Client, Scope
from sauro_web.exchange.operations.clients import count_request, digest_of

__all__ = ["Token", "check_scope", "client_of", "person_of"]

_NONE = "Hãy gửi mã truy cập của hệ thống trong tiêu đề Authorization: Bearer …"
_UNKNOWN = "Mã truy cập không đúng hoặc không còn; hãy đề nghị quản trị của cơ quan cấp mã mới."
_LONGEST = 200


class Token(HttpBearer):
    """`Authorization: Bearer …`; sessions of people are none of it."""

    def __call__(self, request: HttpRequest) -> Any:
        """The client; raises Problem."""
        found = super().__call__(request)
        if found is None:
            raise Problem(401, _NONE)
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Client:
        """From now on the request is its person's. Three queries, one more for the first of a minute."""
        now = timezone.now()
        client = _client(token)
        if client is None:
            raise Problem(401, _UNKNOWN)
        if fault := rules.fault_of(client, on=timezone.localdate(now)):
            raise Problem(401, fault)
        if not count_request(client, now=now):
            wait = 60 - now.second
            words = (
                f"Hệ thống đã gửi quá {client.a_minute} yêu cầu trong một phút; hãy gửi lại sau {wait} giây."
            )
            raise Problem(429, words, headers={"Retry-After": str(wait)})
        if request.method == "POST" and request.content_type not in ("application/json", ""):
            raise Problem(415)
        request.user = client.person
        if request.method in ("GET", "HEAD"):
            # Nothing changes meanwhile, and every query asks for the same.
            client.person.standings_seen = {}
        return client


def _client(token: str) -> Client | None:
    if not token or len(token) > _LONGEST:
        return None
    rows = Client.objects.select_related("person", "office")
    return rows.filter(digest=digest_of(token.strip())).first()


def client_of(request: HttpRequest) -> Client:
    """The system that asks."""
    return cast(Client, request.auth)  # type: ignore[attr-defined]


def person_of(request: HttpRequest) -> User:
    """In whose name it asks."""
    return client_of(request).person


def check_scope(request: HttpRequest, scope: Scope) -> None:
    """Raises Problem where the system was not given so much."""
    client = client_of(request)
    if not rules.covers(client, scope):
        words = f"Kết nối này được cấp phạm vi “{client.get_scope_display()}”; việc này cần “{scope.label}”."
        raise Problem(403, words, code="scope")
