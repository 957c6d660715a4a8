"""Configuration of thủ tục hành chính."""

from __future__ import annotations

from django.apps import AppConfig

from sauro_web.common import navigation
from sauro_web.common.guards import append_only
from sauro_web.common.navigation import Entry, Group

__all__ = ["ProceduresConfig"]


class ProceduresConfig(AppConfig):
    """Figures of administrative procedures."""

    name = "sauro_web.procedures"
    label = "procedures"
    verbose_name = "Thủ tục hành chính"
    guards = (
        append_only("procedures_figuresversion", unique=("id",)),
        append_only("procedures_sharedefinition", unique=("id",)),
    )

    def ready(self) -> None:
        """Puts the figures into the navigation of whoever types or reads them."""
        navigation.register(
            Entry(
                "Thủ tục hành chính",
                "procedures:overview",
                icon="file-certificate",
                group=Group.OFFICE,
                order=40,
                roles=frozenset({"leader", "coordinator", "head", "officer", "clerk"}),
            )
        )
