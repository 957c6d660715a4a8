"""Many people save at once: a short run of `tools/saving_trial.py`, twenty at work on the same few tasks."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.trials import run_trial

BUILT = Path(__file__).resolve().parents[2] / "src" / "sauro_web" / "assets" / "site.js"

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks processes up in /proc"),
    pytest.mark.skipif(not BUILT.exists(), reason="front end not built (python tools/build_assets.py)"),
]


def test_nothing_is_lost_doubled_or_overwritten() -> None:
    assert "0 faults" in run_trial("tools/saving_trial.py", "--people", "20", "--saves", "4")
