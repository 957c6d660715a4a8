"""Configuration of units and people."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import navigation, search
from sauro_web.common.guards import notes_changes
from sauro_web.common.navigation import Entry, Group
from sauro_web.common.refusals import on_refused

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Units, groups, people, what they may do, and signing in."""

    name = "sauro_web.accounts"
    label = "accounts"
    verbose_name = "Đơn vị và người dùng"
    guards = (
        *(notes_changes(f"accounts_{table}") for table in ("unit", "membership", "delegation", "succession")),
        # Signing in is noted with the person too, and changes nothing of where anybody stands.
        notes_changes("accounts_user", columns=("username", "full_name", "is_active")),
    )

    def ready(self) -> None:
        """Refused pages go into the audit trail; units and people stand in the navigation and are found by
        the search."""
        on_refused(import_module("sauro_web.accounts.signing_in.trail").audit_refused)
        group = Group.ADMINISTRATION
        navigation.register(
            Entry(
                "Đơn vị",
                "accounts:units",
                icon="sitemap",
                group=group,
                order=10,
                also=("/nhom-don-vi/",),
            ),
            Entry("Người dùng", "accounts:people", icon="users", group=group, order=20, also=("/vi-tri/",)),
            Entry("Ủy quyền", "accounts:delegations", icon="user-share", group=group, order=30),
        )
        jobs = import_module("sauro_web.common.jobs")
        jobs.every_day(import_module("sauro_web.accounts.signing_in.jobs").forget_sign_ins)
        sources = import_module("sauro_web.accounts.sources")
        search.register(search.Source("Đơn vị", sources.find_units, slug="don-vi", order=30))
        search.register(search.Source("Nhóm đơn vị", sources.find_groups, slug="nhom", order=40))
        search.register(search.Source("Người", sources.find_persons, slug="nguoi", order=50))
