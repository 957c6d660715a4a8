"""Configuration of chỉ tiêu."""

from __future__ import annotations

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
    guards = (append_only("indicators_settarget", unique=("id",)),)

    def ready(self) -> None:
        """Puts the indicators into the navigation of whoever leads or follows an office."""
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
