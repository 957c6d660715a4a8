from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.shared import needs_shared

ROOT = Path(__file__).resolve().parents[2]


@needs_shared
def test_units_of_the_annotated_plans_are_matched_by_themselves_and_none_wrongly() -> None:
    """In a process of its own: the tool brings its own database."""
    done = subprocess.run(
        [sys.executable, "tools/match_units.py", "--all"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].split()[-2:] == ["0", "sai"]
