"""Writes of reports: regimes, their periods, and each report's way from draft to accepted."""

from sauro_web.reports.operations.filling import Entry, prefill, save_report, say_nothing
from sauro_web.reports.operations.locking import correct_figure, lock_period, unlock_period
from sauro_web.reports.operations.opening import open_periods, open_periods_of
from sauro_web.reports.operations.receiving import accept_report, return_figure, return_report
from sauro_web.reports.operations.regimes import FigureSaid, RegimeSaid, end_regime, found_regime
from sauro_web.reports.operations.sending import go_without, send_report

__all__ = [
    "Entry",
    "FigureSaid",
    "RegimeSaid",
    "accept_report",
    "correct_figure",
    "end_regime",
    "found_regime",
    "go_without",
    "lock_period",
    "open_periods",
    "open_periods_of",
    "prefill",
    "return_figure",
    "return_report",
    "save_report",
    "say_nothing",
    "send_report",
    "unlock_period",
]
