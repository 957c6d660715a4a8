"""Configuration of chỉ tiêu."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import navigation
from sauro_web.common.guards import append_only
from sauro_web.common.navigation import Entry, Group

__all__ = ["IndicatorsConfig"]


class IndicatorsConfig(AppConfig):
    """Indicators and targets."""

    name = "sauro_web.indicators"
    label = "indicators"
    verbose_name = "Chỉ tiêu"
    guards = (
        append_only("indicators_settarget", unique=("id",)),
        append_only("indicators_totalscheck", unique=("id",)),
        append_only("indicators_totalsdifference", unique=("id",)),
    )

    def ready(self) -> None:
        """Puts the indicators into the navigation of whoever leads or follows an office; every night the
        totals are compared with the registers."""
        jobs = import_module("sauro_web.common.jobs")
        jobs.every_day(import_module("sauro_web.indicators.jobs").check_totals_nightly)
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
