"""Which figures of an office are counted as indicators: for checks that ask whether a report is needed."""

from __future__ import annotations

from sauro.checks.known import HeldFigure
from sauro.indicators.model import THE_SEVEN
from sauro_web.accounts.models import Unit
from sauro_web.indicators.queries.own import indicators_of

__all__ = ["figures_held"]

_WHERE = "Chỉ tiêu"


def figures_held(office: Unit) -> list[HeldFigure]:
    """Those of every office, and its own. One query."""
    names = [one.name for one in THE_SEVEN] + [one.name for one in indicators_of(office)]
    return [HeldFigure(name, _WHERE) for name in names]
