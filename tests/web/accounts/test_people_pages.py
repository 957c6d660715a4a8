from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.web.organisation import FRAME, TODAY, Organisation, signed_in

from sauro_web.accounts.models import Delegation, Role, Unit, User
from sauro_web.accounts.views import reaching


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "localdate", lambda: TODAY)


@pytest.fixture
def lead(administrator: User) -> Client:
    return signed_in(administrator)


@pytest.fixture
def officer(organised: Organisation) -> User:
    return organised.person("chuyenvien", (organised.commune, Role.OFFICER))


@pytest.mark.parametrize("count", [1, 3])
def test_people_are_listed_in_as_many_queries_however_many(
    organised: Organisation, lead: Client, django_assert_num_queries: pytest.FixtureRequest, count: int
) -> None:
    for number in range(count):
        organised.person(f"nguoi{number}", (organised.commune, Role.OFFICER))
    with django_assert_num_queries(FRAME + 4):  # type: ignore[operator]
        response = lead.get(reverse("accounts:people"))
    assert len(response.context["shown"].page) == count + 1


def test_people_are_found_without_accents_and_by_role(organised: Organisation, lead: Client) -> None:
    organised.person("dang", (organised.commune, Role.CLERK))
    address = reverse("accounts:people")

    def found(**asked: str) -> list[str]:
        return [row.user.username for row in lead.get(address, asked).context["shown"].page]

    assert found(q="nguoi DANG") == ["dang"]
    assert found(**{"q": "dang", "vai-tro": "leader"}) == []
    assert found(**{"vai-tro": "clerk"}) == ["dang"]
    assert found(**{"tai-khoan": "khoa"}) == []


def test_a_person_is_added_and_then_given_a_password(organised: Organisation, lead: Client) -> None:
    data = {"full_name": "Trịnh Thị Lan", "username": "LanTT", "role": "clerk", "title": "Văn thư"}
    address = reverse("accounts:person_add", args=(organised.commune.pk,))
    response = lead.post(address, data)
    person = User.objects.get(username="lantt")
    assert response.url == reverse("accounts:person", args=(person.pk,))  # type: ignore[attr-defined]
    page = lead.get(response.url).content.decode()  # type: ignore[attr-defined]
    assert reverse("person_reset_access", args=(person.pk,)) in page
    again = lead.post(address, data)
    assert again.status_code == 422
    assert "đã có người dùng" in again.content.decode()


def test_what_an_administrator_does_is_refused_to_the_cooperating_and_the_neighbour(
    organised: Organisation, administrator: User, officer: User, outsider: User
) -> None:
    unit, position = organised.commune.pk, officer.memberships.get().pk
    addresses = {
        reverse("accounts:person_add", args=(unit,)): 403,
        reverse("accounts:position_give", args=(unit,)): 403,
        reverse("accounts:head_appoint", args=(unit,)): 403,
        reverse("accounts:position_end", args=(position,)): 404,
    }
    for address, refused in addresses.items():
        assert signed_in(administrator).get(address).status_code == 200
        assert signed_in(officer).get(address).status_code == refused
        assert signed_in(outsider).get(address).status_code == refused


def test_a_person_is_seen_by_colleagues_and_not_by_the_neighbour(
    organised: Organisation, administrator: User, officer: User, outsider: User
) -> None:
    address = reverse("accounts:person", args=(officer.pk,))
    codes = [signed_in(user).get(address).status_code for user in (administrator, officer, outsider)]
    assert codes == [200, 200, 404]
    colleague = organised.person("dongnghiep", (organised.commune, Role.OFFICER))
    page = signed_in(colleague).get(address).content.decode()
    assert "Khóa tài khoản" not in page
    assert signed_in(colleague).post(reverse("accounts:account_close", args=(officer.pk,))).status_code == 403
    assert signed_in(outsider).post(reverse("accounts:account_close", args=(officer.pk,))).status_code == 404


def test_a_position_is_given_ended_and_a_head_appointed(
    organised: Organisation, lead: Client, officer: User
) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    given = {"username": "CHUYENVIEN", "role": "coordinator", "valid_from": "15/06/2026"}
    assert lead.post(reverse("accounts:position_give", args=(unit.pk,)), given).status_code == 302
    position = officer.memberships.get(role=Role.COORDINATOR)
    end = reverse("accounts:position_end", args=(position.pk,))
    assert lead.post(end, {"last_day": "30/06/2026"}).status_code == 302
    head = {"username": "chuyenvien", "title": "Trưởng phòng", "valid_from": "15/06/2026", "basis": "QĐ 3"}
    assert lead.post(reverse("accounts:head_appoint", args=(unit.pk,)), head).status_code == 302
    page = lead.get(reverse("accounts:units")).content.decode()
    assert "Người chuyenvien" in page
    unknown = lead.post(reverse("accounts:position_give", args=(unit.pk,)), given | {"username": "khongco"})
    assert "Không có người dùng nào mang tên đăng nhập này." in unknown.content.decode()


def test_an_account_is_closed_and_opened(organised: Organisation, lead: Client, officer: User) -> None:
    lead.post(reverse("accounts:account_close", args=(officer.pk,)))
    officer.refresh_from_db()
    assert not officer.is_active
    lead.post(reverse("accounts:account_open", args=(officer.pk,)))
    officer.refresh_from_db()
    assert officer.is_active
    data = {"full_name": "Tên Mới", "email": "moi@vidu.vn", "phone": ""}
    assert lead.post(reverse("accounts:person_change", args=(officer.pk,)), data).status_code == 302
    page = lead.get(reverse("accounts:person", args=(officer.pk,))).content.decode()
    assert "Khóa tài khoản" in page
    assert "họ và tên: Người chuyenvien → Tên Mới" in page


def test_a_leader_delegates_to_a_colleague_and_takes_it_back(
    organised: Organisation, officer: User, outsider: User
) -> None:
    leader = organised.person("chutich", (organised.commune, Role.LEADER))
    client, address = signed_in(leader), reverse("accounts:delegations")
    data = {
        "membership": leader.memberships.get().pk,
        "receiver": officer.pk,
        "valid_from": "15/06/2026",
        "valid_to": "20/06/2026",
    }
    assert client.post(address, data | {"receiver": outsider.pk}).status_code == 422
    assert client.post(address, data | {"valid_to": "14/06/2026"}).status_code == 422
    assert signed_in(officer).post(address, data).status_code == 422
    assert client.post(address, data).status_code == 302
    row = Delegation.objects.get()
    assert "Đang có hiệu lực" in signed_in(officer).get(address).content.decode()
    withdraw = reverse("accounts:delegation_withdraw", args=(row.pk,))
    assert signed_in(officer).post(withdraw).status_code == 404
    assert client.post(withdraw).status_code == 302
    assert "Đã thu hồi" in client.get(address).content.decode()


def test_the_spreadsheet_is_downloaded_checked_and_written(
    organised: Organisation, lead: Client, outsider: User
) -> None:
    empty = lead.get(reverse("accounts:import_template"))
    book = load_workbook(BytesIO(empty.content))
    book["Đơn vị"].append(["A", "", "Phòng, văn phòng", "Tổ Số hóa"])
    file = BytesIO()
    book.save(file)

    def sent(client: Client, **data: str) -> int:
        upload = SimpleUploadedFile("ds.xlsx", file.getvalue())
        address = reverse("accounts:import", args=(organised.commune.pk,))
        return client.post(address, {"file": upload, **data}).status_code

    assert sent(signed_in(outsider), write="on") == 403
    assert sent(lead) == 200
    assert not Unit.objects.filter(name="Tổ Số hóa").exists()
    assert sent(lead, write="on") == 302
    assert organised.unit(organised.commune, "Tổ Số hóa").valid_from == TODAY
    assert sent(lead, write="on") == 422


def test_the_search_of_the_site_finds_units_and_people(organised: Organisation, lead: Client) -> None:
    organised.person("dang", (organised.commune, Role.CLERK))
    page = lead.get(reverse("pages:search"), {"q": "phong kinh"}).content.decode()
    assert "<mark>Phòng</mark> <mark>Kinh</mark> tế" in page
    assert "Người <mark>dang</mark>" in lead.get(reverse("pages:search"), {"q": "dang"}).content.decode()
