"""All planters by the codes of the checks that are to find their faults."""

from __future__ import annotations

from tools.planted_faults.measuring import Planter

__all__ = ["PLANTERS"]

PLANTERS: dict[str, Planter] = {}
