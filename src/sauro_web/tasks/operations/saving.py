"""A person keeps a list as he has narrowed it."""

from __future__ import annotations

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.tasks.models import SavedFilter

__all__ = ["MOST", "forget_filter", "save_filter"]

MOST = 30
"""Filters of one person."""


def save_filter(*, by: User, name: str, address: str) -> SavedFilter:
    """Keeps an address of the lists of tasks under a name; the same name again takes its place.

    Raises NotReady without a name, for an address that is none of a list of tasks, or for too many.
    """
    # PostgreSQL keeps no NUL, and nobody types one.
    name = name.replace("\0", "").strip()[:80]
    if not name:
        raise NotReady("Hãy đặt tên cho bộ lọc.")
    odd = len(address) > 1_000 or any(one in address for one in ("//", "\\", "\0"))
    if odd or not address.startswith("/nhiem-vu/"):
        raise NotReady("Chỉ lưu được bộ lọc của danh sách nhiệm vụ.")
    with transaction.atomic():
        own = SavedFilter.objects.filter(person=by)
        known = own.filter(name=name).first()
        if known is None and own.count() >= MOST:
            raise NotReady(f"Ông (bà) đã lưu {MOST} bộ lọc; hãy bỏ bớt một bộ lọc cũ.")
        before = known.address if known else ""
        saved = known or SavedFilter(person=by, name=name)
        saved.address = address
        saved.save()
        record("task.save_filter", saved, by=by, changes={"address": (before, address)})
    return saved


def forget_filter(saved: SavedFilter, *, by: User) -> None:
    """Takes away a filter of one's own; another's is not there."""
    with transaction.atomic():
        held = SavedFilter.objects.select_for_update(of=("self",), no_key=True)
        own = held.filter(pk=saved.pk, person=by).first()
        if own is not None:
            record("task.forget_filter", own, by=by, changes={"address": (own.address, "")})
            own.delete()
