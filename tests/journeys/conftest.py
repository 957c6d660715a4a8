"""A real browser: Debian's Chromium, driven by Playwright, looking at the site that pytest-django serves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.made_up_office import put_up_office
from tests.web.conftest import _guards_lifted_before_the_database_is_emptied

from sauro_web.accounts.models import User

__all__ = ["_guards_lifted_before_the_database_is_emptied"]

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "pictures"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BUILT = ROOT / "src" / "sauro_web" / "assets" / "site.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=vi",
]
SIZES = {"desktop": (1366, 768), "phone": (390, 844), "wide": (1280, 800), "narrow": (360, 740)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


_MOST_PAGES = 3
"""So often a page may be replaced by another while it is asked."""


def ask(page: Any, script: str, *given: object) -> Any:
    """What a script says of the page that comes of what was done before. A press on a link or a button
    returns when the new page has begun: it is waited for, and what was asked of the page that went is asked
    again."""
    from playwright.sync_api import Error

    for last in (*[False] * _MOST_PAGES, True):
        page.wait_for_load_state()
        try:
            return page.evaluate(script, *given)
        except Error as error:
            if last or "context was destroyed" not in str(error):
                raise
    return None


def wait_for_focus(page: Any, place: str) -> None:
    """Until the focus is in what the selector names: it moves after what was pressed has been answered."""
    page.wait_for_function("place => document.activeElement?.closest(place) != null", arg=place)


def missing() -> str:
    """What the journeys lack here, in a few words."""
    if CHROMIUM is None:
        return "no chromium (apt-get install chromium)"
    if not BUILT.exists() or not AXE.exists():
        return "front end not built (python tools/build_assets.py)"
    return ""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where there is no browser, the journeys are left out, and one line says so."""
    lack = missing()
    if lack:
        for item in items:
            if "journeys" in item.path.parts:
                item.add_marker(pytest.mark.skip(reason=f"journeys left out: {lack}"))


@pytest.fixture
def office(settings: Any, tmp_path: Path, transactional_db: None) -> None:
    """The made-up office, with a data folder of its own."""
    settings.DEMO, settings.DATA, settings.MEDIA_ROOT = True, tmp_path, tmp_path / "files"
    put_up_office()


@pytest.fixture
def clerk(office: None) -> User:
    """The person who follows the plans of the commune."""
    return User.objects.get(username="vanphong")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps a loop running in this thread, and Django would refuse the database to it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = FLAGS + ["--no-sandbox"] * (os.geteuid() == 0)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody in front of a screen; what the browser complains about is kept."""

    page: Any
    address: str
    client: Client
    complaints: list[str] = field(default_factory=list)

    def sign_in(self, person: User) -> None:
        """As if the person had signed in before."""
        self.client.force_login(person)
        key = self.client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.address}]
        )

    def go(self, path: str) -> Any:
        """Opens a page and waits until it is drawn."""
        answer = self.page.goto(self.address + path)
        ask(self.page, "document.fonts.ready")
        return answer

    def picture(self, name: str) -> None:
        """Keeps what is seen, the whole length of the page."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_load_state()
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    def sideways(self) -> int:
        """By how many pixels the page is wider than the screen."""
        width: int = ask(self.page, "document.documentElement.scrollWidth - window.innerWidth")
        return width

    def faults(self) -> list[str]:
        """What axe finds of weight, by rule and place."""
        run = "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})"
        # In one piece: a page that comes between the two would have no axe.
        script = f"async rules => {{ {AXE.read_text(encoding='utf-8')}\n; return await ({run})(rules); }}"
        found = ask(self.page, script, [*WCAG, "best-practice"])
        return [
            f"{violation['id']} ({violation['impact']}): {node['target']}"
            for violation in found["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]


@pytest.fixture
def visitor(chromium: Any, live_server: Any, client: Client) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: `visitor("phone", "dark")`."""
    contexts = []
    visitors = []

    def arrive(size: str = "desktop", scheme: str = "light", **options: Any) -> Visitor:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce", has_touch=size in ("phone", "narrow"),
            **options,
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(15_000)
        arrived = Visitor(context.new_page(), live_server.url, client)
        arrived.page.on(
            "console", lambda said: arrived.complaints.append(said.text) if said.type == "error" else None
        )
        arrived.page.on("pageerror", lambda error: arrived.complaints.append(str(error)))
        arrived.page.on("request", lambda request: _only_ours(arrived, request.url, live_server.url))
        visitors.append(arrived)
        return arrived

    yield arrive
    for context in contexts:
        context.close()


def _only_ours(visitor: Visitor, asked: str, ours: str) -> None:
    if not asked.startswith((ours, "data:", "blob:", "about:")):
        visitor.complaints.append(f"asked elsewhere: {asked}")
