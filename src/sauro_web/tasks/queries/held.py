"""How much work a unit or a person holds that is not done, for whoever is about to end it or him."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from sauro_web.accounts.holdings import Held
from sauro_web.accounts.models import Unit, User
from sauro_web.tasks import rules
from sauro_web.tasks.addresses import work_listed
from sauro_web.tasks.models import OPEN, UnitTask
from sauro_web.tasks.queries.holding import parts_given, parts_held

__all__ = ["work_held"]

_OPEN = Q(ended_at=None, state__in=OPEN)
_NOTHING_SEEN = "Người theo dõi và lãnh đạo cơ quan xem được danh sách các việc ấy ở trang Nhiệm vụ."


def work_held(viewer: User, of: Unit | User, on: date) -> Held | None:
    """What is still owed by the unit, or by the person by name; the link opens of it what the viewer may see.
    Nothing where there is none."""
    is_unit = isinstance(of, Unit)
    whose = Q(unit=of) if is_unit else Q(officer=of)
    number = UnitTask.objects.filter(_OPEN, whose).count()
    if not number:
        return None
    if is_unit:
        said = f"Đơn vị đang giữ {number} phần việc chưa xong"
        after = "; hãy chuyển, thu hồi hoặc để đơn vị kế thừa làm tiếp."
    else:
        said = f"Người này đang thụ lý {number} việc chưa xong"
        after = (
            "; khi người này thôi công tác ở đơn vị hoặc bị khóa tài khoản, việc thành chưa có người thụ lý."
        )
    shown, wanted = _shown(viewer, whose, on)
    if not shown:
        return Held(f"{said}{after} {_NOTHING_SEEN}")
    named = {"don-vi": of.pk} if is_unit else {"nguoi-giu": of.pk}
    address = work_listed({**wanted, **named, "han": "chua-xong"})
    link = f"Xem {shown} việc" if shown == number else f"Xem {shown} việc trong phạm vi của ông (bà)"
    return Held(said + after, address, link)


def _shown(viewer: User, whose: Q, on: date) -> tuple[int, dict[str, str]]:
    """How many of them the list shows the viewer, and which of its two scopes shows more."""
    ways = []
    if watched := rules.offices_watched(viewer, on=on):
        ways.append((parts_given(watched), {"pham-vi": "co-quan"}))
    ways.append((parts_held(rules.units_of(viewer, on=on)), {}))
    found = [(rows.filter(_OPEN, whose).count(), wanted) for rows, wanted in ways]
    return max(found, key=lambda one: one[0])
