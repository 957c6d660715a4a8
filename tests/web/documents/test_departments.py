"""A department of the province keeps a register of its own, and is led by its head."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.urls import reverse
from tests.web.documents.conftest import NOW, TODAY
from tests.web.organisation import Organisation, signed_in

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.common.desk import waiting_for
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents import rules
from sauro_web.documents.models import Document, DocumentState, NumberRequest, RequestState
from sauro_web.documents.operations.arriving import Arrival, register_arrival
from sauro_web.documents.operations.assigning import Helper, assign
from sauro_web.documents.operations.requesting import ask_for_number, decide_request
from sauro_web.documents.operations.settling import set_baseline, usual_series

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Department:
    """One with its division, its people, and others who have no say."""

    office: Unit
    division: Unit
    head: User
    clerk: User
    officer: User
    others: tuple[User, ...]
    arrival: Document
    request: NumberRequest


@pytest.fixture
def department(organised: Organisation) -> Department:
    office = organised.unit(organised.province, "Sở Nội vụ")
    beside = organised.unit(organised.province, "Sở Tài chính")
    (division,) = plant(office, [Body(UnitKind.DIVISION, "Phòng Tổ chức")], valid_from=FIRST_DAY)
    person = organised.person
    administrator = person("quantriso", (office, Role.ADMINISTRATOR))
    clerk, officer = (
        person("vanthuso", (office, Role.CLERK)),
        person("chuyenvienso", (division, Role.OFFICER)),
    )
    series = {one.direction: one for one in usual_series(office, by=administrator, now=NOW)}
    set_baseline(
        office,
        2025,
        counts={"": 1},
        first_month=1,
        last_month=12,
        source="Báo cáo",
        by=administrator,
        now=NOW,
    )
    arrival = register_arrival(series["in"], Arrival("Bộ Nội vụ", "Báo cáo", TODAY), by=clerk, now=NOW)
    request = ask_for_number(
        series["out"], kind="Kế hoạch", subject="Tập huấn", why_needed="Theo bộ", drafting_unit=division,
        is_procedure_result=False, by=officer, now=NOW,
    )  # fmt: skip
    return Department(
        office=office,
        division=division,
        head=person("giamdoc", (office, Role.HEAD)),
        clerk=clerk,
        officer=officer,
        others=(
            officer,
            person("truongphong", (division, Role.HEAD)),
            person("giamdockhac", (beside, Role.HEAD)),
            person("lanhdaotinh", (organised.province, Role.LEADER)),
            person("chutichxa", (organised.commune, Role.LEADER)),
        ),
        arrival=arrival,
        request=request,
    )


def test_its_head_decides_on_what_goes_beyond(department: Department) -> None:
    assert department.request.state == RequestState.ABOVE
    said = {"granted": True, "answer": "Cần ngay", "now": NOW}
    for person in (*department.others, department.clerk):
        with pytest.raises(NotAllowed):
            decide_request(department.request, by=person, **said)
    decided = decide_request(department.request, by=department.head, **said)
    assert (decided.state, decided.decided_by) == (RequestState.APPROVED, department.head)


def test_its_head_says_who_answers(department: Department) -> None:
    said = {"lead": department.division, "due_on": None, "opinion": "", "helpers": (), "now": NOW}
    for person in department.others:
        with pytest.raises(NotAllowed):
            assign(department.arrival, by=person, **said)
    held = assign(department.arrival, by=department.head, **said)
    assert (held.state, held.lead) == (DocumentState.ASSIGNED, department.division)


def test_both_wait_on_the_desk_of_the_head(department: Department) -> None:
    def titles(person: User) -> set[str]:
        return {one.title for span in waiting_for(person, on=TODAY) for one in span.things}

    waiting = {"Kế hoạch: Tập huấn", "Văn bản đến số 1: Báo cáo"}
    assert waiting <= titles(department.head)
    for person in department.others:
        assert not waiting & titles(person)
    address = reverse("documents:decide", args=(department.request.pk,))
    assert 'name="granted"' in signed_in(department.head).get(address).content.decode()


def test_a_province_gives_to_its_departments_and_sends_to_its_communes(organised: Organisation) -> None:
    province, commune = organised.province, organised.commune
    leader = organised.person("lanhdao", (province, Role.LEADER))
    arrivals = next(one for one in usual_series(province, by=leader, now=NOW) if one.direction == "in")
    clerk = organised.person("vanthutinh", (arrivals.kept_by or province, Role.CLERK))
    arrival = register_arrival(arrivals, Arrival("Bộ Nội vụ", "Báo cáo", TODAY), by=clerk, now=NOW)
    lead = organised.unit(province, "Sở Nội vụ")
    said = {"lead": lead, "due_on": None, "opinion": "", "by": leader, "now": NOW}
    body = organised.unit(commune, "Phòng Kinh tế")
    for unit in (commune, body):
        assert not rules.may_be_given(province, unit)
        with pytest.raises(NotReady, match="đơn vị của cơ quan"):
            assign(arrival, helpers=(Helper(unit),), **said)
    typed = {"lead": str(lead.pk), "version": "0"}
    address = reverse("documents:give", args=(arrival.pk,))
    refused = signed_in(leader).post(address, typed | {"cooperating": commune.name})
    assert "đơn vị nào của cơ quan" in refused.content.decode()
    taken = signed_in(leader).post(address, typed | {"cooperating": "Sở Tài chính"})
    assert taken.status_code == 302
    assert arrival.cooperations.get().unit == organised.unit(province, "Sở Tài chính")
