"""Configuration of trao đổi dữ liệu."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import marked_files, navigation
from sauro_web.common.navigation import Entry, Group

__all__ = ["ExchangeConfig"]


class ExchangeConfig(AppConfig):
    """Data to and from other systems: the JSON interface and who may use it."""

    name = "sauro_web.exchange"
    label = "exchange"
    verbose_name = "Trao đổi dữ liệu"

    def ready(self) -> None:
        """Puts the connections into the navigation of administrators; what was answered to requests that may
        be repeated is forgotten at night."""
        navigation.register(
            Entry(
                "Kết nối hệ thống",
                "exchange:clients",
                icon="plug",
                group=Group.ADMINISTRATION,
                order=60,
                roles=frozenset({"administrator"}),
                also=("/giao-dien-du-lieu/",),
            )
        )
        navigation.register(
            Entry(
                "Nhập sổ văn bản",
                "exchange:registers",
                icon="table-import",
                group=Group.OFFICE,
                order=18,
                roles=frozenset({"clerk"}),
                also=("/nhap-so-van-ban/",),
            )
        )
        wiping = import_module("sauro_web.exchange.operations.wiping_registers")
        marked_files.name_files(wiping.forget_registers)
        jobs = import_module("sauro_web.common.jobs")
        own = import_module("sauro_web.exchange.jobs")
        jobs.every_day(own.forget_answers)
        jobs.every_minute(own.look_after_registers, first_of_all=False)
