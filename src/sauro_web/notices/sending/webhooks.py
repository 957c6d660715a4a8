"""An office's own channel: what waits is posted as JSON to the address that the office has set, signed.

X-Sauro-Id         the same for the same message, however often it is sent: who has it lets it be
X-Sauro-Time       seconds since 1970
X-Sauro-Signature  sha256=HMAC of "time.body" under the secret that both sides know
"""

from __future__ import annotations

import hmac
import http.client
import ipaddress
import json
import logging
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils import timezone

from sauro_web.notices.models import Channel, Delivery, FollowUp
from sauro_web.notices.sending import taking
from sauro_web.notices.sending.letters import with_addresses

__all__ = ["Barred", "call", "send_webhooks"]

_LOG = logging.getLogger(__name__)
_SECONDS = 45
TIMEOUT = 10.0
"""Seconds for connecting and for each answer."""
LONGEST = 20.0
"""Seconds for the whole of it: one who sends a byte now and then is hung up on."""


class Barred(Exception):
    """The address is none that the site may call."""


def send_webhooks(*, now: datetime) -> int:
    """Posts what waits; how many went. An office whose side does not answer waits alone."""
    with taking.alone(Channel.WEBHOOK) as first:
        return _send(taking.waiting(Channel.WEBHOOK, now), now) if first else 0


def _send(rows: list[Delivery], now: datetime) -> int:
    offices = {row.office_id for row in rows}
    follow_ups = {one.office_id: one for one in FollowUp.objects.filter(office__in=offices)}
    gone, until, silent = 0, time.monotonic() + _SECONDS, set()
    for row in rows:
        if time.monotonic() > until:
            break
        if row.office_id in silent or not taking.take(row, now):
            continue
        follow_up = follow_ups.get(row.office_id or 0)
        if follow_up is None or not follow_up.webhook_url:
            taking.give_up(row, "Cơ quan đã bỏ kênh này.")
            continue
        fault = _post(row, follow_up)
        if fault:
            taking.later(row, fault, now)
            silent.add(row.office_id)
        else:
            taking.sent(row, timezone.now())
            gone += 1
    return gone


def _post(row: Delivery, follow_up: FollowUp) -> str:
    """Blank where the other side has taken it, else why not."""
    content = with_addresses(row.content)
    body = json.dumps(
        {
            "id": f"{row.key}.{row.person_id}",
            "to": {
                "username": row.person.username,
                "name": row.person.full_name,
                "phone": row.person.phone,
            },
            "text": content["lead"],
            "link": content["link"],
            "groups": content["groups"],
        },
        ensure_ascii=False,
    ).encode()
    moment = str(int(time.time()))
    signed = hmac.new(follow_up.webhook_secret.encode(), f"{moment}.".encode() + body, "sha256")
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "sauro",
        "X-Sauro-Id": f"{row.key}.{row.person_id}",
        "X-Sauro-Time": moment,
        "X-Sauro-Signature": f"sha256={signed.hexdigest()}",
    }
    try:
        status = call(follow_up.webhook_url, body, headers)
    except Barred as error:
        return str(error)
    except (OSError, http.client.HTTPException, ValueError) as error:
        _LOG.info("webhook of office %s: %s", row.office_id, error)
        timed = isinstance(error, TimeoutError)
        return "Bên nhận không trả lời trong thời gian chờ." if timed else "Không nối được với bên nhận."
    return "" if 200 <= status < 300 else f"Bên nhận từ chối ({status})."


@dataclass(frozen=True, slots=True)
class _Target:
    host: str
    port: int
    secure: bool
    path: str


def call(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Posts to the address and gives the status that came back; never led elsewhere, never to an address
    inside the office's network unless `SAURO_WEBHOOK_PRIVATE` allows it. The name is looked up once, and what
    it stood for is what is called.

    Raises Barred, OSError, http.client.HTTPException.
    """
    target = _target(urlsplit(url))
    where = _resolved(target)
    caller = http.client.HTTPConnection(target.host, target.port, timeout=TIMEOUT)
    raw = socket.create_connection(where, timeout=TIMEOUT)
    hanging_up = threading.Timer(LONGEST, _hang_up, (raw,))
    hanging_up.daemon = True
    hanging_up.start()
    try:
        secure = ssl.create_default_context() if target.secure else None
        caller.sock = secure.wrap_socket(raw, server_hostname=target.host) if secure else raw
        caller.request("POST", target.path, body, headers)
        answer = caller.getresponse()
        answer.read(1_000)
        return answer.status
    finally:
        hanging_up.cancel()
        caller.close()
        raw.close()


def _hang_up(raw: socket.socket) -> None:
    try:
        raw.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _target(parts: SplitResult) -> _Target:
    private = settings.WEBHOOK_PRIVATE
    if parts.scheme not in (("https", "http") if private else ("https",)) or not parts.hostname:
        raise Barred("Địa chỉ phải bắt đầu bằng https://.")
    if parts.username or parts.password:
        raise Barred("Địa chỉ không được chứa tên và mật khẩu.")
    secure = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Target(parts.hostname, parts.port or (443 if secure else 80), secure, path)


def _resolved(target: _Target) -> tuple[str, int]:
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not settings.WEBHOOK_PRIVATE and not all(_is_public(one) for one in addresses):
        raise Barred("Địa chỉ nằm trong mạng nội bộ; quản trị máy chủ cần cho phép mới gửi được.")
    return addresses[0], target.port


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast
