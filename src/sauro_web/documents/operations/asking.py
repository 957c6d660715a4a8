"""What every operation on documents begins with."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import Conflict, NotAllowed
from sauro_web.documents import rules
from sauro_web.documents.models import Document, Series

__all__ = ["ask_to_keep", "day_of", "held_document", "said_reason"]

_NOT_YOURS = "Chỉ văn thư của cơ quan mới được cấp số và ghi sổ văn bản."
_CHANGED = "Văn bản này vừa được người khác sửa; hãy tải lại trang rồi làm lại."


def day_of(now: datetime) -> date:
    """The day of a moment where the office is."""
    return localdate(now)


def ask_to_keep(series: Series | None, office: Unit, by: User, on: date) -> str:
    """Whose position lets the person keep the series, or where none is meant the registers of the office: for
    the trail.

    Raises NotAllowed where none does.
    """
    found = rules.keeper_of(by, series, on=on) if series is not None else rules.keeper(by, office, on=on)
    if found is None:
        raise NotAllowed(_NOT_YOURS)
    return found.on_behalf_of


def held_document(document: Document, version: int | None = None) -> Document:
    """The row, locked for the rest of the transaction.

    Raises Conflict where somebody has changed it since it was looked at (`version`).
    """
    rows = Document.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("office", "series__kept_by", "series__office", "drafting_unit", "lead").get(
        pk=document.pk
    )
    if version is not None and held.version != version:
        raise Conflict(_CHANGED)
    return held


def said_reason(reason: str, most: int = 500) -> str:
    """The reason in one line."""
    return " ".join(reason.split())[:most]
