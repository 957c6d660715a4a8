#!/usr/bin/env python3
"""Typesets the plans of the made-up office, `tools/demo_plans/*.txt`, as Word files into src/sauro_web/data.

    python tools/make_demo_plans.py

`[[+9]]`, `[[-45 ngày]]` and `[[-45 năm]]` in them are days counted from the day on which the office is made;
they stay as they are in the Word files, and `sauro_web.pages.demo_plans` puts the dates in.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.sample_docx import write_docx

__all__ = ["SOURCES", "TARGET"]

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "demo_plans"
TARGET = ROOT / "src" / "sauro_web" / "data"


def main() -> int:
    """Writes them all."""
    for source in sorted(SOURCES.glob("*.txt")):
        target = TARGET / f"{source.stem}.docx"
        write_docx(source.read_text(encoding="utf-8"), target)
        print(f"{target.relative_to(ROOT)} {target.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
