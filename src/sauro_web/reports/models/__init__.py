"""Regimes, their periods, and what each unit reports in one."""

from sauro_web.reports.models.issues import (
    CameWorded,
    FrozenReport,
    IssuedReport,
    ReportTemplate,
    ReportWording,
)
from sauro_web.reports.models.regimes import (
    AskedFigure,
    CutOffKind,
    DueFrom,
    Frequency,
    Judged,
    Regime,
    RegimeReporter,
    Shaped,
)
from sauro_web.reports.models.reports import (
    Came,
    ExceptionKind,
    FigureVersion,
    Narrative,
    NarrativePart,
    PeriodException,
    Report,
    ReportFigure,
    ReportPeriod,
    ReportState,
)

__all__ = [
    "AskedFigure",
    "Came",
    "CameWorded",
    "CutOffKind",
    "DueFrom",
    "ExceptionKind",
    "FigureVersion",
    "Frequency",
    "FrozenReport",
    "IssuedReport",
    "Judged",
    "Narrative",
    "NarrativePart",
    "PeriodException",
    "Regime",
    "RegimeReporter",
    "Report",
    "ReportFigure",
    "ReportPeriod",
    "ReportState",
    "ReportTemplate",
    "ReportWording",
    "Shaped",
]
