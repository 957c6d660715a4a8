"""Draft against signed copy: what was changed between approval and issue."""

from sauro.checks.signed_copy.compare import compare
from sauro.checks.signed_copy.model import Comparison, Difference, DifferenceKind

__all__ = ["Comparison", "Difference", "DifferenceKind", "compare"]
