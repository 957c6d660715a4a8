"""The entry of an operation on a plan, under both names where it was done by delegation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import models

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record

__all__ = ["remember"]


def remember(
    action: str,
    subject: models.Model,
    *,
    by: User,
    at: Unit,
    on: date,
    changes: Mapping[str, tuple[object, object]] | None = None,
    reason: str = "",
) -> None:
    """Writes that `by`, who follows the plans of the office `at`, did `action`."""
    behalf = on_behalf(by, (Role.COORDINATOR,), at, on, in_house=True)
    record(action, subject, by=by, changes=changes, reason=reason, on_behalf_of=behalf)
