"""Many people save at once: a short run of `tools/saving_trial.py`, twenty at work on the same few tasks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src" / "sauro_web" / "assets" / "site.js"

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks processes up in /proc"),
    pytest.mark.skipif(not BUILT.exists(), reason="front end not built (python tools/build_assets.py)"),
]


def test_nothing_is_lost_doubled_or_overwritten() -> None:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "SAURO_DATABASE_URL" or not name.startswith(("SAURO_", "DJANGO_"))
    }
    command = [sys.executable, ROOT / "tools" / "saving_trial.py", "--people", "20", "--saves", "4"]
    done = subprocess.run(command, env=kept, cwd=ROOT, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 faults" in done.stdout
