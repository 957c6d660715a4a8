"""A plan beside the plan of the office above: what of it is carried out, and how faithfully."""

from sauro.checks.coverage.compare import cover
from sauro.checks.coverage.model import Coverage, Matter, Reason, Row, Side, Verdict

__all__ = ["Coverage", "Matter", "Reason", "Row", "Side", "Verdict", "cover"]
