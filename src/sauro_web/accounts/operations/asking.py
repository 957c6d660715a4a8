"""What every operation on units and people begins and ends with: asking the rule, writing the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import models

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit import operations as audit
from sauro_web.common.errors import NotAllowed

__all__ = ["ask", "remember"]

_SENTENCE = "Ông (bà) không có quyền làm việc này ở đơn vị đó. Hãy đề nghị quản trị của cơ quan."
Changes = Mapping[str, tuple[object, object]]


def ask(allowed: bool, sentence: str = _SENTENCE) -> None:
    """Raises `NotAllowed` where the rule said no."""
    if not allowed:
        raise NotAllowed(sentence)


def remember(
    action: str,
    subject: models.Model,
    *,
    by: User | None,
    at: Unit,
    on: date,
    changes: Changes | None = None,
    reason: str = "",
) -> None:
    """Writes the operation into the trail, under both names where it was done by delegation."""
    behalf = on_behalf(by, (Role.ADMINISTRATOR, Role.COORDINATOR), at, on)
    audit.record(action, subject, by=by, changes=changes, reason=reason, on_behalf_of=behalf)
