"""What every operation on documents begins with."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.db import models
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents import rules
from sauro_web.documents.models import Document, Series

__all__ = ["ask_to_keep", "check_reply_day", "day_of", "held_document", "refuse_too_long", "said_reason"]

_NOT_YOURS = "Chỉ văn thư của cơ quan mới được cấp số và ghi sổ văn bản."
_LONG = "Mục {what} dài {length} ký tự, nhiều nhất {most}; hãy viết gọn lại rồi ghi."
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


def check_reply_day(due_on: date | None, issued_on: date) -> None:
    """Raises NotReady where the reply to a document is due before it."""
    if due_on is not None and due_on < issued_on:
        raise NotReady("Thời hạn trả lời không trước ngày văn bản; hãy kiểm tra lại.")


def said_reason(reason: str, most: int = 500) -> str:
    """The reason in one line.

    Raises NotReady where it is longer than what keeps it: nothing that somebody typed is cut.
    """
    said = " ".join(reason.split())
    if len(said) > most:
        raise NotReady(_LONG.format(what="lý do, ghi chú", length=len(said), most=most))
    return said


def refuse_too_long(row: models.Model) -> None:
    """Raises NotReady where a text of the row is longer than its column, which one database would refuse and
    the other keep: nothing that somebody typed is cut."""
    for name, most, what in _texts_of(type(row)):
        length = len(getattr(row, name))
        if length > most:
            raise NotReady(_LONG.format(what=what, length=length, most=most))


@lru_cache
def _texts_of(model: type[models.Model]) -> tuple[tuple[str, int, str], ...]:
    """Its columns of text, how long each may be and what it is called."""
    return tuple(
        (field.name, field.max_length, str(field.verbose_name))
        for field in model._meta.fields
        if isinstance(field, models.CharField) and field.max_length is not None
    )
