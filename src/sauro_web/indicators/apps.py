"""Configuration of chỉ tiêu."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import desk, glances, navigation
from sauro_web.common.guards import append_only, notes_changes
from sauro_web.common.navigation import Entry, Group

__all__ = ["IndicatorsConfig"]

_SAID = ("ownindicator", "countingguide", "ownfigure", "closedfigures", "ownbase")


class IndicatorsConfig(AppConfig):
    """Indicators and targets."""

    name = "sauro_web.indicators"
    label = "indicators"
    verbose_name = "Chỉ tiêu"
    guards = (
        append_only("indicators_settarget", unique=("id",)),
        append_only("indicators_totalscheck", unique=("id",)),
        append_only("indicators_totalsdifference", unique=("id",)),
        *(append_only(f"indicators_{table}", unique=("id",)) for table in _SAID),
        notes_changes("indicators_ownindicator"),
        notes_changes("indicators_settarget"),
        append_only("indicators_confirmation", unique=("id", "figure_id")),
        append_only("indicators_arrangedquestion", unique=("id",)),
        append_only("indicators_arrangedanswer", unique=("id", "question_id")),
    )

    def ready(self) -> None:
        """Puts the indicators into the navigation of whoever leads or follows an office; every night the
        totals are compared with the registers; figures to be said stand on the first page."""
        jobs = import_module("sauro_web.common.jobs")
        nightly = import_module("sauro_web.indicators.jobs")
        jobs.every_day(nightly.check_totals_nightly)
        jobs.every_day(nightly.ask_about_figures_nightly)
        desk.register(import_module("sauro_web.indicators.queries.desk").figures_waiting)
        figures = import_module("sauro_web.documents.figures_held")
        held = import_module("sauro_web.indicators.queries.held").figures_held
        figures.register("indicators", held)
        glances.register(import_module("sauro_web.indicators.queries.quotas").quotas_of)
        navigation.register(
            Entry(
                "Chỉ tiêu",
                "indicators:overview",
                icon="target",
                group=Group.STEERING,
                order=40,
                roles=frozenset({"leader", "coordinator"}),
            )
        )
