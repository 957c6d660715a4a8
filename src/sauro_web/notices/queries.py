"""What a person has not seen yet, and what has left the site."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from sauro_web.accounts.models import Unit, User
from sauro_web.common.prepared import count_of
from sauro_web.notices import rules
from sauro_web.notices.models import Delivery, DeliveryState, MailChoice, MailKind, Notice, NoticeSeen

__all__ = ["Left", "left_for", "mail_kind_of", "notices_for", "notices_unseen", "told_already", "unseen"]

_SHOWN = 20
_CHUNK = 500


def notices_for(user: User, *, on: date) -> QuerySet[Notice]:
    """Notices that reach the person, newest first; `is_seen` says whether he saw it. One query."""
    return _reaching(user, on).annotate(is_seen=_seen_by(user)).order_by("-told_at", "-id")


def notices_unseen(user: User, *, on: date) -> QuerySet[Notice]:
    """Those of them that the person has not seen."""
    return _reaching(user, on).filter(~_seen_by(user))


def unseen(user: User, on: date) -> int:
    """How many the person has not seen."""
    return count_of(("unseen", user.pk, on), lambda: notices_unseen(user, on=on))


def told_already(pairs: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
    """Those of the pairs of a unit and a key that were told. A query for every five hundred."""
    every, found = sorted(pairs), set()
    for start in range(0, len(every), _CHUNK):
        units, keys = zip(*every[start : start + _CHUNK], strict=True)
        rows = Notice.objects.filter(unit__in=set(units), key__in=set(keys))
        found |= {(unit, key) for unit, key in rows.values_list("unit", "key") if unit is not None}
    return found & set(every)


def _reaching(user: User, on: date) -> QuerySet[Notice]:
    return Notice.objects.filter(rules.reaching(user, on=on))


def _seen_by(user: User) -> Exists:
    return Exists(NoticeSeen.objects.filter(notice=OuterRef("pk"), by=user))


@dataclass(frozen=True, slots=True)
class Left:
    """What has left the site for an office: how many stand where, and the latest that did not arrive."""

    counts: dict[str, int]
    stuck: list[Delivery]

    @property
    def waiting(self) -> int:
        """Not sent yet."""
        return self.counts.get(DeliveryState.WAITING, 0) + self.counts.get(DeliveryState.SENDING, 0)

    @property
    def sent(self) -> int:
        """Arrived."""
        return self.counts.get(DeliveryState.SENT, 0)

    @property
    def failed(self) -> int:
        """Not arrived, or not for certain."""
        return self.counts.get(DeliveryState.GIVEN_UP, 0) + self.counts.get(DeliveryState.IN_DOUBT, 0)


def left_for(office: Unit, *, since: date, on: date) -> Left:
    """What has left since a day by the settings of an office, or for its people. Two queries."""
    rows = Delivery.objects.filter(rules.left_for(office, on=on), made_at__date__gte=since)
    counts = dict(rows.values_list("state").annotate(count=Count("pk")))
    stuck = rows.exclude(state=DeliveryState.SENT).exclude(fault="").select_related("person")
    return Left(counts, list(stuck.order_by("-made_at", "-pk")[:_SHOWN]))


def mail_kind_of(person: User) -> MailKind:
    """What he has chosen; the digest where he has not."""
    kind = MailChoice.objects.filter(person=person).values_list("kind", flat=True).first()
    return MailKind(kind) if kind else MailKind.DIGEST
