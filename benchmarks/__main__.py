"""Runs every benchmark, each in a process of its own: python -m benchmarks [--rounds N]."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ORDER = (
    "text",
    "docx",
    "pdf",
    "scan",
    "memory",
    "folder",
    "scheduling",
    "register_rows",
    "register_import",
    "registers",
    "indicators",
    "indicator_pages",
    "meetings",
    "issue",
    "numbering",
    "review",
    "planted",
    "units",
    "search",
    "overlap",
    "reminders",
    "reports",
    "scale",
)

for name in ORDER:
    program = Path(__file__).with_name(f"bench_{name}.py")
    subprocess.run([sys.executable, str(program), *sys.argv[1:]], check=True)
