"""Questions whose words are kept: the same records as Django gives, for whoever asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Count, QuerySet
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Membership, Role, Unit, User
from sauro_web.common.between_pages import only_looked_at
from sauro_web.common.prepared import count_of, records_of, rows_of

pytestmark = pytest.mark.django_db


def _positions(person: User, most: int = 10) -> QuerySet[Membership]:
    rows = Membership.objects.filter(user=person).select_related("unit__commune", "user")
    return rows.defer("unit__symbol").order_by("-pk")[:most]


def test_everybody_is_answered_for_himself(organised: Organisation, django_assert_num_queries: Any) -> None:
    people = [
        organised.person(name, (organised.commune, Role.OFFICER), (organised.commune, Role.LEADER))
        for name in ("mot", "hai")
    ]
    for person in (*people, *people):
        with only_looked_at(), django_assert_num_queries(2):
            found = records_of(("positions", person.pk), lambda person=person: _positions(person))
            assert {(one.user.username, one.unit.name, one.unit.commune_id) for one in found} == {
                (person.username, organised.commune.name, organised.commune.commune_id)
            }
        assert [one.pk for one in found] == [one.pk for one in _positions(person)]
        assert found[0].unit.get_deferred_fields() == {"symbol"}


def test_what_came_since_is_found(organised: Organisation) -> None:
    person = organised.person("mot", (organised.commune, Role.OFFICER))

    def asked() -> list[Membership]:
        with only_looked_at():
            return records_of("of one", lambda: _positions(person))

    assert len(asked()) == len(asked()) == 1
    Membership.objects.create(user=person, unit=organised.commune, role=Role.CLERK)
    assert len(asked()) == 2


def test_nothing_is_asked_where_nothing_can_be_found(django_assert_num_queries: Any) -> None:
    for _ in range(2):
        with only_looked_at(), django_assert_num_queries(1):
            assert records_of("nobody", lambda: Unit.objects.filter(pk__in=[])) == []
            assert rows_of("no number", lambda: Unit.objects.filter(pk__in=[]).values_list("pk")) == []
            assert count_of("none", lambda: Unit.objects.filter(pk__in=[])) == 0


def test_rows_of_figures_are_as_django_gives_them(organised: Organisation) -> None:
    def counted() -> QuerySet[Any, Any]:
        return Unit.objects.order_by("kind").values("kind").annotate(number=Count("pk"))

    for _ in range(2):
        with only_looked_at():
            assert records_of("kinds", counted) == list(counted())
            pairs = records_of("pairs", lambda: counted().values_list("kind", "number"))
            assert pairs == list(counted().values_list("kind", "number"))
            assert count_of("units", Unit.objects.all) == Unit.objects.count()
