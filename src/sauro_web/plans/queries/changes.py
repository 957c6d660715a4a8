"""Who changed a card last, in words, for somebody who did not see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.timezone import localtime

from sauro_web.plans.models import Change, Suggestion

__all__ = ["changed_since", "last_change"]

_RECENT = 200
_FIELDS = {
    "text": "việc",
    "product": "sản phẩm",
    "due_text": "thời hạn",
    "authority": "thẩm quyền",
    "number": "số",
    "symbol": "ký hiệu",
    "date": "ngày ban hành",
    "issuer": "cơ quan ban hành",
    "subject": "trích yếu",
    "indicator": "chỉ tiêu",
    "value": "mức",
    "unit": "đơn vị tính",
    "max_days": "số ngày",
    "raw": "kỳ và hạn",
}
_SHOWN = 80


def last_change(suggestion: Suggestion) -> tuple[Change, Mapping[str, Any]] | None:
    """The last step that touched the suggestion, with what stood before it; None where none of late did."""
    steps = Change.objects.filter(plan_id=suggestion.plan_id).select_related("by").order_by("-id")
    for change in steps[:_RECENT]:
        for stood in change.before:
            if stood["id"] == suggestion.pk:
                return change, stood
    return None


def changed_since(suggestion: Suggestion) -> str:
    """Who changed the suggestion last, when, and what."""
    found = last_change(suggestion)
    if found is None:
        return "Người khác vừa thay đổi mục này."
    change, stood = found
    said = "; ".join(_differences(stood["value"], suggestion.value))
    at = f"{localtime(change.at):%H:%M ngày %d/%m/%Y}"
    what = change.what[:1].lower() + change.what[1:]
    undone = ", sau đó hoàn tác" if change.undone else ""
    return f"{change.by} đã thay đổi mục này lúc {at}: {what}{undone}{f' ({said})' if said else ''}."


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for field, name in _FIELDS.items():
        was, now = before.get(field) or "", after.get(field) or ""
        if was != now:
            yield f"{name} “{str(was)[:_SHOWN] or '—'}” → “{str(now)[:_SHOWN] or '—'}”"
