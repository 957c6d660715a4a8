"""`python -m sauro` is the command."""

import subprocess
import sys


def test_the_package_runs_as_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "sauro", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("sauro ")
    assert done.stderr == ""
