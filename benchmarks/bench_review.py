"""The review page of a plan of 60 duties: the server's time for it against that of an almost empty page, and
in a browser the time from the click to the first card that answers the keyboard (`j`)."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.made_site import DATA, NEEDED, ROOT, open_site, plan_text, session_of
from benchmarks.timing import alternate, options, report

DUTIES = 60
LIMIT = 1.5
"""Seconds from the click until the page can be used."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def plan_to_review(person: Any) -> Any:
    """The plan, uploaded and read."""
    from django.utils import timezone

    from sauro_web.accounts.models import Unit
    from sauro_web.plans.operations import upload_plan

    office = Unit.objects.get(kind="commune")
    data = plan_text(DUTIES).encode()
    plan = upload_plan(data, "ke-hoach.txt", office=office, by=person, now=timezone.now()).plan
    found = plan.suggestions.filter(kind="task").count()
    if found != DUTIES:
        raise RuntimeError(f"{found} duties were read, expected {DUTIES}")
    return plan


def server_side(cookies: dict[str, str], plan: Any, rounds: int) -> None:
    """Both pages through all of the middleware, in this process."""
    from django.test import Client

    browser = Client(HTTP_HOST="localhost")
    browser.cookies.load(cookies)

    def get(address: str) -> None:
        answer = browser.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")

    result = alternate(lambda: get(f"/ke-hoach/{plan.pk}/soat/"), lambda: get("/tim-kiem/"), rounds)
    against = f"an empty page {result.other * 1000:.0f} ms: {result.ratio:.1f} times"
    held = result.own <= LIMIT / 3
    report(f"review page, {DUTIES} duties", f"{result.own * 1000:.0f} ms", against, "500 ms", held)


@contextmanager
def served() -> Iterator[str]:
    """The site as `make run` starts it; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "sauro_web", "serve", "--port", str(port), "--workers", "1"]
    running = subprocess.Popen(command, cwd=ROOT, env=os.environ | NEEDED, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(address + "/kieu-dang/", timeout=5)  # noqa: S310
                break
            except (OSError, urllib.error.URLError):
                time.sleep(0.2)
        yield address
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(60)


def in_browser(cookies: dict[str, str], rounds: int) -> list[float] | None:
    """Seconds from the click in the list of plans until a card has the keyboard; None without a browser."""
    chromium = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if chromium is None or not (ROOT / "src/sauro_web/assets/site.js").exists():
        return None
    from playwright.sync_api import sync_playwright

    flags = ["--disable-gpu"] + ["--no-sandbox"] * (os.geteuid() == 0)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
        context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        )
        page = context.new_page()
        taken = [_click(page, address) for _ in range(rounds + 1)]
        browser.close()
    return taken[1:]


def _click(page: Any, address: str) -> float:
    page.goto(f"{address}/ke-hoach/")
    link = page.get_by_role("link", name="Rút gọn giấy tờ").first
    start = time.perf_counter()
    link.click(no_wait_after=True)
    page.wait_for_selector("[data-card]")
    page.wait_for_load_state("domcontentloaded")
    while not page.evaluate("document.activeElement.hasAttribute('data-card')"):
        page.keyboard.press("j")
    return time.perf_counter() - start


def main() -> None:
    """Prints both figures beside their limits."""
    asked = options(__doc__)
    person = open_site()
    plan, cookies = plan_to_review(person), session_of(person)
    try:
        taken = in_browser(cookies, asked.rounds)
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        server_side(cookies, plan, asked.rounds)
        if taken is None:
            print("review page in a browser: left out, no chromium or front end not built")
            return
        median = statistics.median(taken)
        what, worst = "review page, click to usable", f"slowest {max(taken):.2f} s"
        report(what, f"{median:.2f} s", worst, f"{LIMIT} s", median <= LIMIT)
    finally:
        shutil.rmtree(DATA, ignore_errors=True)


if __name__ == "__main__":
    main()
