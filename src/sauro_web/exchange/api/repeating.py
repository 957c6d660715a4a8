"""Writes: in the name of the client's person, once for a key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema, Status

from sauro_web.audit.operations import through
from sauro_web.exchange.api.letting_in import check_scope, client_of
from sauro_web.exchange.api.problems import Problem, refused_input
from sauro_web.exchange.models import Scope
from sauro_web.exchange.operations.answering import once

__all__ = ["answered"]

_KEY = re.compile(r"[\x21-\x7e]{1,100}")
_REUSED = "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác; hãy tạo khóa mới cho mỗi yêu cầu."


def answered(
    request: HttpRequest,
    scope: Scope,
    shape: type[Schema],
    act: Callable[[], Mapping[str, Any]],
    *,
    status: int = 200,
) -> Status[Any]:
    """What `act` gives, as `shape` has it. Under an `Idempotency-Key` it is done once; sent again, the same
    is answered as the first time, marked by `Idempotent-Replayed`."""
    check_scope(request, scope)
    client, key = client_of(request), request.headers.get("Idempotency-Key")

    def done() -> tuple[int, Mapping[str, Any]]:
        with through(client.called):
            return status, shape.model_validate(act()).model_dump(mode="json")

    if key is None:
        return Status(*done())
    if not _KEY.fullmatch(key):
        raise refused_input("Idempotency-Key", "Khóa gồm 1 đến 100 chữ, số hoặc dấu, không có dấu cách.")
    said = once(client, key, _digest(request), done, now=timezone.now())
    if said.mistaken:
        raise Problem(409, _REUSED, code="key_reused")
    if said.again:
        request.replayed = True  # type: ignore[attr-defined]
    return Status(said.status, said.body)


def _digest(request: HttpRequest) -> str:
    about = (request.method or "", request.get_full_path(), request.headers.get("If-Match", ""))
    return sha256("\n".join(about).encode("utf-8", "replace") + b"\n" + request.body).hexdigest()
