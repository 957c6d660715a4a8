"""Configuration of what all apps share."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

__all__ = ["CommonConfig"]


class CommonConfig(AppConfig):
    """Guards of the database and the checks at the start."""

    name = "sauro_web.common"
    label = "common"

    def ready(self) -> None:
        """Registers the checks and puts the guards back after every migrate."""
        # Checks register themselves when imported, once the apps are loaded.
        import_module("sauro_web.common.local_disk")
        guards = import_module("sauro_web.common.guards")
        post_migrate.connect(guards.install_after_migrate, dispatch_uid="guards")
