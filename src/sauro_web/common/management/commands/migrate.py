"""Django's `migrate`, after the guards of the tables that are there have been put in place: it would refuse
to run while one is missing, as after an update that brings a new one."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from sauro_web.common.guards import install

__all__ = ["Command"]


class Command(migrate.Command):
    """Otherwise unchanged."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Puts the guards in place, then migrates."""
        install(connections[options["database"]])
        done: str | None = super().execute(*args, **options)
        return done
