"""A session that ended while somebody typed: the way leads over the sign-in page back to where he typed, and
nothing he sent is kept by the server half done."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.organisation import Organisation
from tests.web.robustness.test_odd_input import _FIELD as FIELD
from tests.web.robustness.world import build

from sauro_web.accounts.models import Unit

pytestmark = pytest.mark.django_db


def test_the_way_back_leads_to_the_form(organised: Organisation) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    address = f"/don-vi/{unit.pk}/doi-ten/"
    came_from = {"headers": {"referer": f"http://testserver{address}"}}
    response = Client().post(address, {"name": "Phòng Khác", "basis": "QĐ"}, **came_from)
    assert response.status_code == 302
    assert response["Location"] == f"/dang-nhap/?next=%2Fdon-vi%2F{unit.pk}%2Fdoi-ten%2F"
    assert Unit.objects.get(pk=unit.pk).name == "Phòng Kinh tế"


def test_a_part_of_a_page_changes_the_whole_page(organised: Organisation) -> None:
    world = build(organised, timezone.localdate())
    page = f"http://testserver/ke-hoach/{world.plan.pk}/soat/"
    headers = {"HX-Request": "true", "HX-Current-URL": page}
    data = {"state": "confirmed", "version": world.card.version}
    response = Client().post(f"/ke-hoach/soat/{world.card.pk}/quyet-dinh/", data, headers=headers)
    assert response.status_code == 401
    assert response["HX-Redirect"].endswith(f"next=%2Fke-hoach%2F{world.plan.pk}%2Fsoat%2F")
    world.card.refresh_from_db()
    assert world.card.state == "open"


@pytest.mark.parametrize("address", ["/don-vi/{unit}/doi-ten/", "/ke-hoach/soat/{card}/sua/", "/uy-quyen/"])
def test_forms_with_words_are_kept_by_the_browser(organised: Organisation, address: str) -> None:
    """`forms_kept.js` keeps what is typed unless the form says not to."""
    world = build(organised, timezone.localdate())
    kind = "coordinator" if "card" in address else "administrator"
    path = address.format(unit=world.unit.pk, card=world.card.pk)
    html = world.browser(kind).get(path).content.decode()
    for form in html.split("<form")[1:]:
        inside = form.split("</form>")[0]
        if ('method="post"' in inside and "<textarea" in inside) or 'name="name"' in inside:
            assert FIELD.search("<form" + inside)
            assert 'data-keep="off"' not in inside.split(">")[0]
