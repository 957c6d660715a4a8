"""Configuration of thông báo."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import navigation
from sauro_web.common.navigation import Entry, Group

__all__ = ["NoticesConfig"]


class NoticesConfig(AppConfig):
    """What the site tells people: a notice in the app now, a digest and other channels with it."""

    name = "sauro_web.notices"
    label = "notices"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        """Puts the bell with its count at the top of every page, and tells people of changes to their own
        accounts; every minute what waits is sent."""
        telling = import_module("sauro_web.accounts.signing_in.telling")
        telling.on_account_changed(import_module("sauro_web.notices.operations").tell_of_account)
        navigation.register(
            Entry(
                "Nhắc việc",
                "notices:follow_up",
                icon="adjustments-horizontal",
                group=Group.ADMINISTRATION,
                order=50,
            )
        )
        jobs = import_module("sauro_web.common.jobs")
        background = import_module("sauro_web.notices.jobs")
        jobs.every_minute(background.send_letters, first_of_all=False)
        jobs.every_minute(background.post_webhooks, first_of_all=False)
        jobs.every_day(background.forget)
        unseen = import_module("sauro_web.notices.queries").unseen
        navigation.register(
            Entry("Thông báo", "notices:list", icon="bell", group=Group.TOP, order=90, count=unseen)
        )
