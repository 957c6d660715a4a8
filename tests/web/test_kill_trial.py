"""Server and worker killed at random instants: a short run of `tools/kill_trial.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.trials import run_trial

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks processes up in /proc")


def test_what_was_answered_is_there_and_nothing_by_half() -> None:
    assert "0 faults" in run_trial("tools/kill_trial.py", "--kills", "10", "--clients", "2")
