"""A broken tree of units is found by a command."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Succession, Unit
from sauro_web.accounts.queries.soundness import faults_of_tree

pytestmark = pytest.mark.django_db


def test_a_whole_tree_is_said_to_be_whole(organised: Organisation) -> None:
    said = StringIO()
    call_command("verify_units", stdout=said)
    assert f"{Unit.objects.count()} đơn vị" in said.getvalue()


def test_no_tree_is_whole_too(db: None) -> None:
    assert faults_of_tree() == []


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ({"path": "00090009"}, "không còn đơn vị cấp trên"),
        ({"path": "0001?"}, "vị trí trong cây bị hỏng"),
        ({"depth": 1}, "sai cấp trong cây"),
        ({"numchild": 7}, "sai số đơn vị trực thuộc"),
        ({"commune": None}, "ghi thuộc xã khác"),
    ],
)
def test_every_kind_of_fault_is_named(organised: Organisation, broken: dict[str, object], what: str) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    Unit.objects.filter(pk=unit.pk).update(**broken)
    assert any(fault.unit == unit.pk and what in fault.what for fault in faults_of_tree())
    with pytest.raises(CommandError, match="chỗ hỏng"):
        call_command("verify_units", stderr=StringIO())


def test_successions_that_lead_back_are_found(organised: Organisation) -> None:
    one = organised.unit(organised.commune, "Phòng Kinh tế")
    two = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    for before, after in ((one, two), (two, one)):
        Succession.objects.create(predecessor=before, successor=after, kind="merged", on=date(2026, 1, 1))
    assert {fault.unit for fault in faults_of_tree()} == {one.pk, two.pk}
