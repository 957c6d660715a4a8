"""Configuration of tuyên truyền, tập huấn."""

from __future__ import annotations

from django.apps import AppConfig

from sauro_web.common import navigation
from sauro_web.common.navigation import Entry, Group

__all__ = ["OutreachConfig"]


class OutreachConfig(AppConfig):
    """Training and publicity."""

    name = "sauro_web.outreach"
    label = "outreach"
    verbose_name = "Tuyên truyền, tập huấn"

    def ready(self) -> None:
        """Puts both into the navigation of whoever records or reads them."""
        navigation.register(
            Entry(
                "Tuyên truyền, tập huấn",
                "outreach:overview",
                icon="speakerphone",
                group=Group.OFFICE,
                order=50,
                roles=frozenset({"leader", "coordinator", "head", "officer", "clerk"}),
            )
        )
