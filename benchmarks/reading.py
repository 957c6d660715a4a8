"""The whole way of Sáu Rõ in one process: file → Folio → Plan → JSON text."""

from __future__ import annotations

import json
from pathlib import Path

import sauro
from sauro.plan.serial import to_json

__all__ = ["read_to_json"]


def read_to_json(path: Path) -> str:
    """The JSON text of the plan in `path`."""
    folio = sauro.read(path)
    return json.dumps(to_json(sauro.extract_plan(folio), folio), ensure_ascii=False)
