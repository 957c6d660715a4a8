"""Writes of reports: regimes, their periods, and each report's way from draft to accepted."""

from sauro_web.reports.operations.entries import Entry, OwnPart
from sauro_web.reports.operations.filling import prefill, save_report, say_nothing
from sauro_web.reports.operations.issuing import Issued, ask_number, issue_report
from sauro_web.reports.operations.locking import correct_figures, lock_period, unlock_period
from sauro_web.reports.operations.opening import open_periods, open_periods_of
from sauro_web.reports.operations.ready_forms import READY_FORMS, figures_of_forms
from sauro_web.reports.operations.receiving import accept_report, return_figure, return_report
from sauro_web.reports.operations.regimes import FigureSaid, RegimeSaid, end_regime, found_regime
from sauro_web.reports.operations.relating import FigureRelated, relate
from sauro_web.reports.operations.sending import go_without, send_report
from sauro_web.reports.operations.taking_over import take_over
from sauro_web.reports.operations.templating import drop_template, keep_template
from sauro_web.reports.operations.wording import Around, freeze_report, reword, take_from_word

__all__ = [
    "READY_FORMS",
    "Around",
    "Entry",
    "FigureRelated",
    "FigureSaid",
    "Issued",
    "OwnPart",
    "RegimeSaid",
    "accept_report",
    "ask_number",
    "correct_figures",
    "drop_template",
    "end_regime",
    "figures_of_forms",
    "found_regime",
    "freeze_report",
    "go_without",
    "issue_report",
    "keep_template",
    "lock_period",
    "open_periods",
    "open_periods_of",
    "prefill",
    "relate",
    "return_figure",
    "return_report",
    "reword",
    "save_report",
    "say_nothing",
    "send_report",
    "take_from_word",
    "take_over",
    "unlock_period",
]
