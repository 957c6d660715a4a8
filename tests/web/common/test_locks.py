"""Rows are locked so that two people at work never stand in each other's way for good.

On PostgreSQL the foreign keys of a transaction are checked at its commit, while it holds the end of the audit
chain; whoever waits for the chain may hold no row against that check.
"""

from __future__ import annotations

import re
from pathlib import Path

import sauro_web

CALL = re.compile(r"select_for_update\(((?:[^()]|\([^()]*\))*)\)(\.select_related)?")
SOURCES = [path for path in Path(sauro_web.__file__).parent.rglob("*.py") if "audit" not in path.parts]


def test_no_lock_stands_against_the_check_of_a_foreign_key() -> None:
    for path in SOURCES:
        for call in CALL.finditer(path.read_text("utf-8")):
            assert "no_key=True" in call[1], path
            assert not call[2] or "of=" in call[1], path
