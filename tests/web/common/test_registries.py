"""What apps register for the frame, the first page and the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from sauro_web.accounts.models import User
from sauro_web.common import desk, navigation, search
from sauro_web.common.desk import Waiting
from sauro_web.common.navigation import Entry, Group
from sauro_web.common.search import Found, Source

PERSON = User(full_name="Lò Thị Xuân")
TODAY = date(2026, 6, 17)  # a Wednesday


@pytest.fixture(autouse=True)
def _registries_of_their_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(desk, "_sources", [])
    monkeypatch.setattr(search, "_sources", {})
    return


def test_the_navigation_shows_what_exists_and_may_be_used() -> None:
    navigation.register(
        Entry("Kiểu dáng", "pages:style_guide", Group.ADMINISTRATION, 10, icon="palette"),
        Entry("Việc của tôi", "pages:first", Group.MINE, 10, icon="checklist", count=lambda person, on: 3),
        Entry("Tìm", "pages:search", Group.STEERING, 10, icon="search", roles=frozenset({"leader"})),
        Entry("Chưa có", "no_such:view", Group.STEERING, 20, icon="x"),
    )
    links = navigation.entries_for(PERSON, roles={"officer"}, on=TODAY, path="/kieu-dang/")
    assert [(link.label, link.count, link.here) for link in links] == [
        ("Việc của tôi", 3, False),
        ("Kiểu dáng", 0, True),
    ]


def test_registered_again_an_entry_replaces_the_former() -> None:
    for label in ("Cũ", "Mới"):
        navigation.register(Entry(label, "pages:first", Group.MINE, 10, icon="x"))
    assert [link.label for link in navigation.entries_for(PERSON, roles={"officer"}, on=TODAY, path="/")] == [
        "Mới"
    ]


def waiting(title: str, due: date | None) -> Waiting:
    return Waiting(title, "/", "lý do", due=due)


def test_what_waits_stands_day_by_day() -> None:
    desk.register(lambda person, on: [waiting("d", None), waiting("c", date(2026, 6, 21))])
    desk.register(
        lambda person, on: [
            waiting("b", TODAY),
            waiting("e", date(2026, 6, 22)),
            waiting("f", date(2026, 7, 22)),
            waiting("a", date(2026, 6, 1)),
            waiting("a0", date(2026, 5, 1)),
        ]
    )
    spans = desk.waiting_for(PERSON, on=TODAY)
    assert [(span.heading, [thing.title for thing in span.things]) for span in spans] == [
        ("Đã quá hạn", ["a0", "a"]),
        ("Hôm nay, thứ Tư 17/06/2026", ["b"]),
        ("Chủ nhật 21/06/2026", ["c"]),
        ("Thứ Hai 22/06/2026", ["e"]),
        ("Sau đó", ["f"]),
        ("Chưa có hạn", ["d"]),
    ]


def test_a_source_is_asked_once_however_often_it_registers() -> None:
    def source(person: User, on: date) -> list[Waiting]:
        return [waiting("một", None)]

    desk.register(source)
    desk.register(source)
    assert [len(span.things) for span in desk.waiting_for(PERSON, on=TODAY)] == [1]


def test_search_leaves_out_sources_without_a_hit_and_says_when_there_is_more() -> None:
    def many(person: User, words: str, on: date, limit: int) -> list[Found]:
        return [Found(f"{words} {number}", "/") for number in range(limit)]

    search.register(Source("Kế hoạch", many))
    search.register(Source("Đơn vị", lambda person, words, on, limit: []))
    (results,) = search.find(PERSON, "  38   KH ", on=TODAY)
    assert (results.heading, len(results.hits), results.more) == ("Kế hoạch", 10, True)
    assert results.hits[0].title == "38 KH 0"
    assert search.find(PERSON, "  ", on=TODAY) == []
