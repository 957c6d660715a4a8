"""Configuration of units and people."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common.refusals import on_refused

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Units, groups, people, what they may do, and signing in."""

    name = "sauro_web.accounts"
    label = "accounts"
    verbose_name = "Đơn vị và người dùng"

    def ready(self) -> None:
        """Refused pages go into the audit trail."""
        on_refused(import_module("sauro_web.accounts.signing_in.trail").audit_refused)
