"""What plants the faults of each check."""

from tools.planted_faults.planters.every import PLANTERS

__all__ = ["PLANTERS"]
