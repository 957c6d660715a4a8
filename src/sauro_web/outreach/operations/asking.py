"""What every operation here asks first, and how a row is held while it changes."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.reach import FOLLOWING, WRITING, reach_of
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.outreach.models import Recorded

__all__ = ["ask", "changes_of", "locked", "reason_given", "refuse_withdrawn"]

Row = TypeVar("Row", bound=Recorded)


def ask(unit: Unit, *, by: User, on: date) -> str:
    """Whose position lets the person record something of the unit, for the trail. Raises NotAllowed."""
    if not reach_of(by, on=on).may_write(unit):
        raise NotAllowed("Ông (bà) chỉ ghi cho đơn vị mình, hoặc cho cơ quan mà ông (bà) theo dõi.")
    return on_behalf(by, (*FOLLOWING, *WRITING), unit.house, on, in_house=True)


def locked(model: type[Row], row: Row, version: int) -> Row:
    """The row as it stands, held until the transaction ends. Raises Conflict where somebody changed it."""
    rows = model._default_manager.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("unit__commune", "unit__province").get(pk=row.pk)
    if held.version != version:
        raise Conflict("Nội dung này vừa được người khác sửa; hãy tải lại trang để xem rồi sửa lại.")
    return held


def refuse_withdrawn(row: Recorded) -> None:
    """Raises NotReady for what was taken back."""
    if not row.counts:
        raise NotReady("Dòng này đã hủy nên không sửa được nữa.")


def reason_given(reason: str) -> str:
    """Raises NotReady where there is none."""
    if not reason.strip():
        raise NotReady("Hãy ghi lý do hủy.")
    return reason.strip()


def changes_of(
    before: models.Model | None, after: models.Model, names: tuple[str, ...]
) -> dict[str, tuple[object, object]]:
    """What differs, in values that the trail keeps."""
    found: dict[str, tuple[object, object]] = {}
    for name in names:
        was, now = _plain(getattr(before, name, "")), _plain(getattr(after, name))
        if was != now:
            found[name] = was, now
    return found


def _plain(value: object) -> object:
    return value if isinstance(value, int | str) or value is None else str(value)
