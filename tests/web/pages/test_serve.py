"""The site and its background work, as `make run` starts them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.migrated import migrated_file

ROOT = Path(__file__).resolve().parents[3]
LONG_ENOUGH = 60

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks processes up in /proc"),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An empty site in a data folder of its own, and nothing of this test run's settings."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copy(migrated_file(), folder / "sauro.sqlite3")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAURO_", "DJANGO_"))}
    own = {"SAURO_DATA": str(folder), "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    return kept | own


@pytest.fixture
def port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.fixture
def served(environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    """The command, running and answering."""
    command = [sys.executable, "-m", "sauro_web", "serve", "--port", str(port), "--workers", "1"]
    running = subprocess.Popen(
        command, env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        wait_for(lambda: answers(port))
        wait_for(lambda: len(relatives(environment)) >= 5)  # the command, two of the site, the cluster's
        yield running
    finally:
        for pid in relatives(environment):
            os.kill(pid, signal.SIGKILL)
        running.wait()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/kieu-dang/", timeout=5) as page:
            return "Kiểu dáng" in page.read().decode()
    except OSError:
        return False


def wait_for(true) -> None:  # type: ignore[no-untyped-def]
    until = time.monotonic() + LONG_ENOUGH
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.2)


def relatives(environment: dict[str, str]) -> list[int]:
    """Every process that works on this data folder, whoever its parent is by now."""
    mark = f"SAURO_DATA={environment['SAURO_DATA']}".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state = (place / "stat").read_text().rsplit(")", 1)[1].split()[0]
            if state != "Z" and mark in (place / "environ").read_bytes().split(b"\0"):
                found.append(int(place.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_end_together_and_leave_nobody_behind(
    served: subprocess.Popen[str], environment: dict[str, str], port: int, number: signal.Signals
) -> None:
    served.send_signal(number)
    said, _ = served.communicate(timeout=LONG_ENOUGH)
    assert f"http://localhost:{port}" in said
    assert said.rstrip().endswith("Đã dừng.")
    assert served.returncode == 0
    assert relatives(environment) == []


def test_killed_outright_it_leaves_nobody_behind(
    served: subprocess.Popen[str], environment: dict[str, str]
) -> None:
    served.kill()
    served.wait()
    wait_for(lambda: relatives(environment) == [])


def test_a_taken_port_is_said_before_anything_starts(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "sauro_web", "serve", "--port", number]
        done = subprocess.run(command, env=environment, cwd=ROOT, text=True, capture_output=True)
    assert done.returncode == 1
    assert f"Cổng {number} đang có chương trình khác dùng" in done.stderr
