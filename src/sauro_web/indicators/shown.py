"""Exact values as tables show them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

__all__ = ["percent"]


def percent(value: Fraction | None) -> Decimal | None:
    """With one decimal, rounded as pages do; None of nothing, never nought."""
    if value is None:
        return None
    exact = Decimal(value.numerator * 100) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
