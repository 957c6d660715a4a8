"""Configuration of what all apps share."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate, pre_migrate

from sauro.reading.office_convert import remove_leftovers

__all__ = ["CommonConfig"]


class CommonConfig(AppConfig):
    """Guards of the database, the checks at the start, the table of the cache."""

    name = "sauro_web.common"
    label = "common"

    def ready(self) -> None:
        """Registers the checks and puts the guards back after every migrate."""
        # Checks register themselves when imported, once the apps are loaded.
        import_module("sauro_web.common.local_disk")
        import_module("sauro_web.common.bare")
        guards = import_module("sauro_web.common.guards")
        post_migrate.connect(guards.install_after_migrate, dispatch_uid="guards")
        jobs = import_module("sauro_web.common.jobs")
        jobs.at_start(import_module("sauro_web.common.kept_files").remove_partials)
        jobs.at_start(_remove_cut_off_conversions)
        tidying = import_module("sauro_web.common.housekeeping")
        jobs.every_day(tidying.forget_expired_sessions)
        jobs.every_day(tidying.sweep_kept_files)
        jobs.every_day(tidying.forget_changes)
        # Sent for every app that has models, which this one has not; once is enough.
        sender = apps.get_app_config("sessions")
        pre_migrate.connect(guards.lift_before_migrate, sender=sender, dispatch_uid="guards")
        post_migrate.connect(_make_cache_table, sender=sender, dispatch_uid="cache table")


def _make_cache_table(sender: AppConfig, using: str, **_: Any) -> None:
    """Receiver of `post_migrate`: the table is none of a model, so no migration makes it."""
    call_command("createcachetable", database=using, verbosity=0)


def _remove_cut_off_conversions() -> None:
    """Of LibreOffice, ten minutes old at least: longer than any takes."""
    remove_leftovers(older_than=600)
