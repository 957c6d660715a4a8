"""What an office has to reach and has reached, how totals stood, what is asked about figures."""

from sauro_web.indicators.models.checks import TotalsCheck, TotalsDifference
from sauro_web.indicators.models.own import (
    ClosedFigures,
    Confirmation,
    CountingGuide,
    FilledBy,
    Joined,
    Judged,
    OwnBase,
    OwnFigure,
    OwnIndicator,
    Shaped,
)
from sauro_web.indicators.models.questions import Answered, ArrangedAnswer, ArrangedQuestion
from sauro_web.indicators.models.targets import Comparing, SetTarget

__all__ = [
    "Answered",
    "ArrangedAnswer",
    "ArrangedQuestion",
    "ClosedFigures",
    "Comparing",
    "Confirmation",
    "CountingGuide",
    "FilledBy",
    "Joined",
    "Judged",
    "OwnBase",
    "OwnFigure",
    "OwnIndicator",
    "SetTarget",
    "Shaped",
    "TotalsCheck",
    "TotalsDifference",
]
