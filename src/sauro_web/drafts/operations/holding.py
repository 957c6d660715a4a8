"""What every operation on a draft begins and ends with."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.operations.asking import day_of
from sauro_web.documents.operations.requesting import drop_request
from sauro_web.documents.queries.requests import OPEN_REQUESTS
from sauro_web.drafts import rules
from sauro_web.drafts.models import Draft, DraftState, DraftVersion
from sauro_web.notices.operations import tell_person

__all__ = ["ask_writer", "end_request", "held_draft", "link_to", "moved", "refuse_unless", "tell_writers"]

_CHANGED = (
    "Dự thảo này vừa thay đổi: có người khác vừa sửa, hoặc nút vừa được bấm hai lần; hãy tải lại trang, xem "
    "rồi làm tiếp."
)
_NOT_YOURS = "Chỉ người của đơn vị soạn thảo mới sửa dự thảo và chuyển dự thảo đi."


def held_draft(draft: Draft, version: int | None = None) -> Draft:
    """The row, locked for the rest of the transaction.

    Raises Conflict where somebody has changed it since it was looked at (`version`).
    """
    Draft.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.pk)
    # Read once it is held: in the query that waits for the row, what it refers to is that of before.
    related = ("office__province", "unit", "series__office", "series__kept_by", "author", "request")
    held = Draft.objects.select_related(*related).get(pk=draft.pk)
    if version is not None and held.version != version:
        raise Conflict(_CHANGED)
    return held


def ask_writer(draft: Draft, by: User, now: datetime) -> str:
    """Whose position lets the person change the draft, for the trail. Raises NotAllowed where none does."""
    found = rules.writer(by, draft, on=day_of(now))
    if found is None:
        raise NotAllowed(_NOT_YOURS)
    return found.on_behalf_of


def refuse_unless(draft: Draft, states: Collection[str], what: str) -> None:
    """Raises NotReady where the draft stands elsewhere; `what` is what cannot be done then."""
    if draft.state not in states:
        raise NotReady(f"Dự thảo {draft.get_state_display()}; {what}.")


def moved(draft: Draft, state: DraftState, now: datetime) -> dict[str, tuple[object, object]]:
    """Writes where the draft stands from now on; the change, for the trail."""
    before, draft.state, draft.moved_at = draft.state, state, now
    draft.version += 1
    draft.save()
    return {"state": (str(before), state.value)}


def end_request(draft: Draft, reason: str, *, by: User, now: datetime) -> None:
    """What asked for the number of a draft that leaves the way to it ends: its text may be another when it
    comes back. The caller saves the draft."""
    request = draft.request
    if request is not None and request.state in OPEN_REQUESTS:
        drop_request(request, reason=reason, by=by, now=now)
        draft.request = None


def link_to(draft: Draft) -> str:
    """The address of its page."""
    return reverse("drafts:draft", args=(draft.pk,))


def tell_writers(draft: Draft, text: str, *, key: str, now: datetime) -> None:
    """Tells the author, and whoever handed in the last version."""
    last = DraftVersion.objects.filter(draft=draft).select_related("by").order_by("-number").first()
    people = {one.pk: one for one in (draft.author, last.by if last else draft.author)}
    for person in people.values():
        tell_person(person, text[:400], link=link_to(draft), key=key, now=now)
