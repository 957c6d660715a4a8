"""Configuration of the audit trail."""

from __future__ import annotations

from django.apps import AppConfig

from sauro_web.common.guards import append_only, only_grows

__all__ = ["AuditConfig"]


class AuditConfig(AppConfig):
    """The trail, whose rows nobody may change, and its end, which only goes forward."""

    name = "sauro_web.audit"
    label = "audit"
    guards = (
        append_only("audit_entry", unique=("number", "digest")),
        only_grows("audit_chain", column="length", unique=("id",)),
    )
