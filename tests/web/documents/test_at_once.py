"""Many clerks draw from one series at once: a short run of `benchmarks/bench_numbering.py`, eight
processes with connections of their own, on the database of the tests' vendor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_no_gap_no_number_twice_and_the_allowance_is_kept() -> None:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "SAURO_DATABASE_URL" or not name.startswith(("SAURO_", "DJANGO_"))
    }
    program = ROOT / "benchmarks" / "bench_numbering.py"
    command = [sys.executable, program, "--writers", "8", "--each", "5"]
    done = subprocess.run(command, env=kept, cwd=ROOT, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 faults" in done.stdout
