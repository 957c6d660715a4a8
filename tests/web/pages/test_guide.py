"""The guide as pages of the site."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import get_resolver

from sauro_web.common.explanations import EXPLANATIONS
from sauro_web.drafts.gate_checks import GATE_CHECKS
from sauro_web.pages import guide

pytestmark = pytest.mark.django_db
NAMES = (
    "ke-hoach", "nhiem-vu", "danh-sach", "tong-quan", "nhac-viec", "dang-nhap", "don-vi-nguoi-dung",
    "doc-ke-hoach", "lich-hop", "du-thao",
)  # fmt: skip


@pytest.mark.parametrize("address", ["/huong-dan/", *(f"/huong-dan/{name}/" for name in NAMES)])
def test_every_link_of_the_guide_leads_to_a_heading_that_is_there(client: Client, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    body = page.content.decode().split("<main")[1]
    for link in re.findall(r'href="([^"]+)"', body):
        target, _, heading = unquote(unescape(link)).partition("#")
        there = client.get(target or address)
        assert there.status_code in (200, 302), link
        assert not heading or f'id="{heading}"' in there.content.decode(), link
    assert "<script" not in body
    assert not re.search(r'href="[^"]*\.md', body)


@pytest.mark.parametrize("name", ["khong-co", "README", "..", "%2e%2e%2fREADME"])
def test_what_is_no_page_of_the_guide_is_not_there(client: Client, name: str) -> None:
    assert client.get(f"/huong-dan/{name}/").status_code in (200, 404)
    assert client.get(f"/huong-dan/{name}/").status_code == (200 if name == "README" else 404)


@pytest.mark.parametrize("code", [one.code for one in GATE_CHECKS])
def test_every_check_has_its_page(client: Client, code: str) -> None:
    page = client.get(f"/huong-dan/kiem-tra/{code}/")
    assert page.status_code == 200
    assert code in page.content.decode()


@pytest.mark.parametrize("code", ["README", "..", "F05", "F05.khong_co", "../huong-dan/README"])
def test_what_is_no_check_has_none(client: Client, code: str) -> None:
    assert client.get(f"/huong-dan/kiem-tra/{code}/").status_code == 404


def test_html_in_a_page_is_shown_and_not_obeyed() -> None:
    assert "<b>" not in guide._markdown.render("a <b>b</b> <script>c</script>")


@pytest.mark.parametrize("name", sorted(EXPLANATIONS))
def test_a_small_question_mark_says_the_rule_and_where_it_is_explained(client: Client, name: str) -> None:
    shown = Template(f'{{% help "{name}" %}}').render(Context())
    assert EXPLANATIONS[name].rule in shown
    assert EXPLANATIONS[name].source in shown
    address, _, heading = unquote(re.findall(r'href="([^"]+)"', shown)[0]).partition("#")
    assert f'id="{heading}"' in client.get(address).content.decode()


def test_every_page_of_the_site_opens_a_place_of_the_guide(client: Client) -> None:
    views = {
        f"{app}:{name}"
        for app in (
            "plans", "tasks", "accounts", "pages", "notices", "exchange", "procedures", "outreach",
            "meetings", "documents", "reports", "drafts",
        )
        for name in get_resolver().namespace_dict[app][1].reverse_dict
        if isinstance(name, str)
    } | {"account_login", "mfa_index"}  # fmt: skip
    known = set(guide._MATCHING)
    assert known <= views | {"plans:choose_parent", "plans:choose_amended"}
    for view in sorted(views):
        address, _, heading = guide.page_for(view).partition("#")
        page = client.get(address)
        assert page.status_code == 200
        assert not heading or f'id="{heading}"' in page.content.decode(), view
