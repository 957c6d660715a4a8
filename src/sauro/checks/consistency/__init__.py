"""Whether a document agrees with itself and speaks as the office that it is of."""

from sauro.checks.consistency.every import CONSISTENCY_CHECKS

__all__ = ["CONSISTENCY_CHECKS"]
