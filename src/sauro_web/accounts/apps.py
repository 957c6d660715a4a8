"""Configuration of units and people."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Units, groups, people, what they may do, and signing in."""

    name = "sauro_web.accounts"
    label = "accounts"
    verbose_name = "Đơn vị và người dùng"
