"""`python -m sauro_web serve`: the site and its background work together, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sauro_web.pages.collected import collect_changed

__all__ = ["Command"]

_ON_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of linux/prctl.h
_PATIENCE = 20.0
"""Seconds that a request or a job under way gets to end by itself."""


class Command(BaseCommand):
    """Starts both, ends both; when one ends by itself, so does the other."""

    help = "Chạy trang và việc nền cùng nhau; Ctrl-C dừng cả hai."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2 * (os.cpu_count() or 1))

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        """Runs until told to stop."""
        _check_free(host, port)
        collect_changed()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        web = [
            sys.executable, "-m", "gunicorn", "sauro_web.wsgi", "--bind", f"{host}:{port}",
            "--workers", str(workers), "--timeout", "120", "--max-requests", "2000",
            "--max-requests-jitter", "200", "--log-level", "warning", "--no-control-socket",
        ]  # fmt: skip
        jobs = [sys.executable, "-m", "sauro_web", "work"]
        children: list[subprocess.Popen[bytes]] = []
        try:
            # Sessions of their own: Ctrl-C in a terminal then reaches this process alone.
            for command in (web, jobs):
                child = subprocess.Popen(  # noqa: S603 (our own words)
                    command, start_new_session=True, preexec_fn=_end_with_parent
                )
                children.append(child)
            self.stdout.write(f"Sáu Rõ chạy tại http://{_shown(host)}:{port} (Ctrl-C để dừng)", ending="\n")
            self.stdout.flush()
            ended = _first_to_end(children)
        except KeyboardInterrupt:
            ended = None
        finally:
            _end(children)
        if ended is not None:
            raise CommandError("Một trong hai phần đã tự dừng; xem lý do ở các dòng trên.")
        self.stdout.write("Đã dừng.")


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end_with_parent() -> None:
    """Runs in the child: should this process be killed outright, Linux ends the child as we would have."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ON_DEATH_OF_PARENT, signal.SIGTERM)


def _check_free(host: str, port: int) -> None:
    """Says it before anything is started; gunicorn would only try again and again."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Cổng {port} đang có chương trình khác dùng; chọn cổng khác (--port)."
            ) from error


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "") else host  # noqa: S104 (only compared)


def _first_to_end(children: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    while True:
        for child in children:
            if child.poll() is not None:
                return child
        time.sleep(0.3)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Asks each by SIGTERM, to its first process only, which ends its own workers; whoever is still there
    after a while is killed with all of them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + _PATIENCE
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, until - time.monotonic()))
        _kill_group(child.pid)


def _kill_group(leader: int) -> None:
    """Whatever is left of the session that the child led."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return
