"""What every operation may answer besides its own."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from sauro_web.exchange.api.shapes import ProblemOut

__all__ = ["REFUSALS", "answers"]

REFUSALS = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503)


def answers(shape: type[Schema], status: int = 200) -> dict[Any, Any]:
    """The answer of an operation, and every refusal."""
    return {status: shape} | dict.fromkeys(REFUSALS, ProblemOut)
