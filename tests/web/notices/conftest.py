"""A mail server, another side for webhooks, and messages that wait."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Role, User
from sauro_web.notices.models import Delivery, FollowUp
from sauro_web.notices.operations import Message, tell_people

SERVER = Path(__file__).resolve().parents[3] / "tools" / "smtp_server.py"
NOW = datetime(2026, 7, 27, 8, 5, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def _nobody_else_sends(db: None) -> None:
    cache.clear()


@dataclass
class MailServer:
    """A process that speaks SMTP."""

    file: Path
    process: subprocess.Popen[str]
    port: int

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What it took."""
        lines = self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []
        return [json.loads(line) for line in lines]


@pytest.fixture
def mail_server(tmp_path: Path, settings: Any) -> Iterator[Callable[[str], MailServer]]:
    """Starts a server that behaves as said, and has the site use it."""
    running: list[subprocess.Popen[str]] = []

    def start(mode: str) -> MailServer:
        file = tmp_path / "mail"
        command = [sys.executable, str(SERVER), str(file), "--mode", mode]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        port = int(process.stdout.readline())
        settings.EMAIL_BACKEND = "sauro_web.notices.sending.smtp.CarefulBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 0.5
        settings.SITE_URL = "https://sauro.xa.gov.vn"
        return MailServer(file, process, port)

    yield start
    for process in running:
        process.kill()
        process.wait()


@dataclass
class OtherSide:
    """What a webhook leads to; `delay` before it answers with `status`."""

    port: int
    status: int = 200
    delay: float = 0.0
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def other_side() -> Iterator[OtherSide]:
    side = OtherSide(0)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            side.calls.append((dict(self.headers), body))
            time.sleep(side.delay)
            self.send_response(side.status)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    side.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield side
    server.shutdown()
    server.server_close()


@pytest.fixture
def people(organised: Organisation) -> list[User]:
    """Three of the commune, with addresses."""
    found = []
    for name in ("mot", "hai", "ba"):
        person = organised.person(name, (organised.commune, Role.OFFICER))
        person.email = f"{name}@xa.gov.vn"
        person.save()
        found.append(person)
    return found


def told(people: list[User], follow_up: FollowUp | None = None, key: str = "digest.2026-07-27") -> int:
    """Tells each of them of two things."""
    rows = [
        ["Rà soát <báo cáo> & biểu mẫu (Phòng Kinh tế; hạn 24/07/2026)", "/nhiem-vu/1/"],
        ["Niêm yết quy trình (Phòng Kinh tế; hạn 24/07/2026)", "/nhiem-vu/2/"],
    ]
    content = {
        "subject": "Nhắc việc: 2 việc quá hạn",
        "lead": "Ông (bà) có 2 việc quá hạn.",
        "link": "/nhiem-vu/",
        "groups": [{"title": "2 việc quá hạn", "rows": rows, "more": 3}],
    }
    text = "Nhắc việc hôm nay: 2 việc quá hạn."
    messages = [Message(one.pk, text, "/nhiem-vu/", content, follow_up or FollowUp()) for one in people]
    return tell_people(messages, key=key, now=NOW)


def states() -> dict[str, int]:
    """How many messages stand where."""
    found: dict[str, int] = {}
    for state in Delivery.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
