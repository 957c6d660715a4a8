"""Server and worker killed at random instants: a short run of `tools/kill_trial.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks processes up in /proc")


def test_what_was_answered_is_there_and_nothing_by_half() -> None:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "SAURO_DATABASE_URL" or not name.startswith(("SAURO_", "DJANGO_"))
    }
    command = [sys.executable, ROOT / "tools" / "kill_trial.py", "--kills", "10", "--clients", "2"]
    done = subprocess.run(command, env=kept, cwd=ROOT, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 faults" in done.stdout
