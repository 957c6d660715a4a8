"""Configuration of báo cáo định kỳ."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import desk, navigation
from sauro_web.common.guards import append_only
from sauro_web.common.navigation import Entry, Group

__all__ = ["ReportsConfig"]


class ReportsConfig(AppConfig):
    """Periodic reports."""

    name = "sauro_web.reports"
    label = "reports"
    verbose_name = "Báo cáo định kỳ"
    guards = (
        append_only("reports_figureversion", unique=("id",)),
        append_only("reports_narrative", unique=("id",)),
        append_only("reports_periodexception", unique=("id",)),
        append_only("reports_reporttemplate", unique=("id",)),
        append_only("reports_frozenreport", unique=("id",)),
        append_only("reports_reportwording", unique=("id",)),
        append_only("reports_askednumber", unique=("id", "request_id")),
        append_only("reports_cameto", unique=("id", "figure_id")),
        append_only("reports_issuedreport", unique=("id", "frozen_id", "document_id")),
    )

    def ready(self) -> None:
        """Puts reports into the navigation and on the desk of whoever writes or receives them; each night
        periods are opened and reminders sent."""
        navigation.register(
            Entry(
                "Báo cáo",
                "reports:calendar",
                icon="report",
                group=Group.STEERING,
                order=50,
                roles=frozenset({"leader", "coordinator", "head", "officer", "clerk"}),
            )
        )
        desk.register(import_module("sauro_web.reports.queries.desk").reports_waiting)
        closings = import_module("sauro_web.indicators.closings")
        closings.register(import_module("sauro_web.reports.queries.closings").windows_closed)
        issuing = import_module("sauro_web.reports.queries.issuing")
        desk.register(issuing.issues_waiting)
        written_here = import_module("sauro_web.documents.written_here")
        written_here.register("reports", issuing.files_checked)
        issued_elsewhere = import_module("sauro_web.documents.issued_elsewhere")
        issued_elsewhere.register("reports", issuing.page_of_request)
        jobs = import_module("sauro_web.common.jobs")
        jobs.every_day(import_module("sauro_web.reports.jobs").open_and_remind)
