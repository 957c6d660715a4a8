"""The plan that another carries out is found by its citation, or chosen."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.organisation import Organisation
from tests.web.plans.conftest import NOW, PLAN

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, PlanState

pytestmark = pytest.mark.django_db


def _in_force(office: Unit, by: User, **changes: object) -> ImportedPlan:
    values = {
        "office": office, "uploaded_by": by, "uploaded_at": NOW, "file": "aa/x.txt", "file_name": "x.txt",
        "size": 1, "digest": f"{ImportedPlan.objects.count():064}", "state": PlanState.ISSUED, "number": "12",
        "symbol": "KH-UBND", "issued_on": date(2026, 5, 8), "units_told_at": NOW,
    } | changes  # fmt: skip
    return ImportedPlan.objects.create(**values)


def _upload(organised: Organisation, by: User, text: str = PLAN) -> ImportedPlan:
    taken = operations.upload_plan(text.encode(), "kh.txt", office=organised.commune, by=by, now=NOW)
    return taken.plan


def test_the_parent_is_found_by_reference_date_and_issuer(organised: Organisation, coordinator: User) -> None:
    parent = _in_force(organised.province, coordinator)
    plan = _upload(organised, coordinator)
    assert plan.parent == parent
    assert plan.parent_reference == "12/KH-UBND ngày 08/05/2026 của Ủy ban nhân dân tỉnh Đông Giang"


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "13"},
        {"symbol": "QĐ-UBND"},
        {"issued_on": date(2026, 5, 9)},
        {"state": PlanState.REPLACED},
    ],
)
def test_what_is_not_quite_it_is_left_to_a_person(
    organised: Organisation, coordinator: User, changes: dict[str, object]
) -> None:
    _in_force(organised.province, coordinator, **changes)
    plan = _upload(organised, coordinator)
    assert plan.parent is None
    assert plan.parent_reference.startswith("12/KH-UBND")


def test_the_same_number_of_another_office_is_another_plan(
    organised: Organisation, coordinator: User
) -> None:
    _in_force(organised.commune, coordinator)
    _in_force(organised.ward, coordinator)
    assert _upload(organised, coordinator).parent is None


def test_a_person_chooses_among_plans_he_may_see(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    parent = _in_force(organised.province, coordinator, number="99")
    plan = operations.choose_parent(uploaded, parent, by=coordinator, now=NOW, version=0)
    assert (plan.parent, plan.version) == (parent, 1)
    assert Entry.objects.get(action="plan.choose_parent").changes == {
        "parent": ["", "Kế hoạch số 99/KH-UBND"]
    }
    with pytest.raises(Conflict):
        operations.choose_parent(plan, None, by=coordinator, now=NOW, version=0)
    theirs = _in_force(organised.ward, coordinator, number="98")
    with pytest.raises(NotReady):
        operations.choose_parent(plan, theirs, by=coordinator, now=NOW, version=1)


def test_only_a_plan_in_force_of_the_same_office_is_amended(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    for other in (
        uploaded,
        _in_force(organised.province, coordinator),
        _in_force(organised.commune, coordinator, number="7", state=PlanState.REPLACED),
    ):
        with pytest.raises(NotReady):
            operations.choose_amended(uploaded, other, by=coordinator, now=NOW, version=0)
    own = _in_force(organised.commune, coordinator, number="8")
    assert operations.choose_amended(uploaded, own, by=coordinator, now=NOW, version=0).amends == own


def test_nobody_else_chooses(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User, neighbour: User, outsider: User
) -> None:
    own = _in_force(organised.commune, coordinator, number="8")
    for person in (neighbour, outsider, organised.person("vien-chuc", (organised.commune, Role.OFFICER))):
        with pytest.raises(NotAllowed):
            operations.choose_amended(uploaded, own, by=person, now=NOW, version=0)
        with pytest.raises(NotAllowed):
            operations.choose_parent(uploaded, None, by=person, now=NOW, version=0)
