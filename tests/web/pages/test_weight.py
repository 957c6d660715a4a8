"""What goes over the line: every page of the made-up office, as the person who follows its plans."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from django.test import Client
from tests.made_up_office import put_up_office

from sauro_web.accounts.models import User
from sauro_web.plans.models import ImportedPlan

pytestmark = pytest.mark.django_db
HEAVIEST = 60_000
"""Bytes of a page without pictures, after the first visit."""
MOST_OF_A_KIND = 3
DOWNLOADS = re.compile(r"/tep/|/cong-van/|\.xlsx|/static/|/dang-xuat/|/favicon")


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Path) -> None:
    """The made-up office."""
    settings.DEMO, settings.DATA, settings.MEDIA_ROOT = True, tmp_path, tmp_path / "files"
    put_up_office()


def pages(client: Client, first: str) -> Iterator[tuple[str, bytes, bytes]]:
    """The address of every page that links lead to, what was sent, and what it says; of pages that differ
    in a number or in what is asked for, a few."""
    waiting, seen, kinds = [first], set(), {}
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"\d+", "N", urlsplit(address).path) + ("?" if urlsplit(address).query else "")
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > MOST_OF_A_KIND:
            continue
        answer = client.get(address, headers={"Accept-Encoding": "gzip"}, follow=True)
        assert answer.status_code == 200, address
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):  # a file to keep, no page
            continue
        sent = answer.content
        said = gzip.decompress(sent) if answer.get("Content-Encoding") == "gzip" else sent
        yield address, sent, said
        for link in re.findall(r'href="([^"]+)"', said.decode()):
            beside = urldefrag(html.unescape(link)).url
            target = beside if not beside.startswith("?") else urlsplit(address).path + beside
            if target.startswith("/") and target not in seen and not DOWNLOADS.search(target):
                seen.add(target)
                waiting.append(target)


@pytest.mark.parametrize("username", ["vanphong", "quantri"])
def test_every_page_is_light_enough_for_a_slow_line(client: Client, username: str) -> None:
    client.force_login(User.objects.get(username=username))
    weights = {address: len(sent) for address, sent, _ in pages(client, "/")}
    assert len(weights) > 20
    assert {address: weight for address, weight in weights.items() if weight > HEAVIEST} == {}


def test_a_page_goes_out_compressed_and_never_of_one_length(client: Client) -> None:
    client.force_login(User.objects.get(username="vanphong"))
    address = f"/ke-hoach/{ImportedPlan.objects.get(number='38').pk}/soat/"
    answers = [client.get(address, headers={"Accept-Encoding": "gzip"}) for _ in range(8)]
    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert "Accept-Encoding" in answers[0]["Vary"]
    assert len({len(answer.content) for answer in answers}) > 1
    plain = client.get(address)
    assert "Content-Encoding" not in plain
    assert len(answers[0].content) < len(plain.content) / 3


def test_a_file_goes_out_as_it_is(client: Client) -> None:
    client.force_login(User.objects.get(username="vanphong"))
    plan = ImportedPlan.objects.get(number="38")
    answer = client.get(f"/ke-hoach/{plan.pk}/tep/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer
    assert len(b"".join(answer.streaming_content)) == plan.size
