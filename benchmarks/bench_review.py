"""The review page of a plan of 60 duties, as text and as a PDF with the pictures of its pages: the server's
time for it against that of an almost empty page, and in a browser the time from the click to the first card
that answers the keyboard (`j`); what the making of a picture takes in the background, and what it weighs."""

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

from tools.make_samples import make_samples
from tools.sample_pdf import NoLibreOfficeError

from benchmarks.made_site import DATA, NEEDED, ROOT, open_site, plan_text, session_of
from benchmarks.material import FOLDER
from benchmarks.timing import alternate, options, report

DUTIES = 60
LIMIT = 1.5
"""Seconds from the click until the page can be used."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def plan_to_review(person: Any, data: bytes, name: str) -> Any:
    """The plan, uploaded and read."""
    from django.utils import timezone

    from sauro_web.accounts.models import Unit
    from sauro_web.plans.operations import upload_plan

    office = Unit.objects.get(name="Ủy ban nhân dân xã Suối Ngần")
    plan = upload_plan(data, name, office=office, by=person, now=timezone.now()).plan
    found = plan.suggestions.filter(kind="task").count()
    if found != DUTIES:
        raise RuntimeError(f"{found} duties were read, expected {DUTIES}")
    return plan


def printed_plan() -> bytes | None:
    """The plan as a PDF; None without LibreOffice."""
    text = FOLDER / "soat.txt"
    FOLDER.mkdir(parents=True, exist_ok=True)
    text.write_text(plan_text(DUTIES), encoding="utf-8")
    try:
        return make_samples([text], FOLDER, ["pdf"])["pdf"][0].read_bytes()
    except NoLibreOfficeError as error:
        print(f"review page with pictures: left out, {error}")
        return None


def draw(plan: Any) -> None:
    """Makes the pictures as the background work does."""
    from sauro_web.plans.operations import make_pictures

    start = time.perf_counter()
    make_pictures(plan.pk)
    taken = time.perf_counter() - start
    sizes = [page.file.size for page in plan.page_pictures.all()]
    weight = f"{sum(sizes) / len(sizes) / 1024:.0f} KB each"
    each = taken / len(sizes)
    report(f"pictures of {len(sizes)} pages", f"{each * 1000:.0f} ms each", weight, "1 s", each <= 1)


def server_side(cookies: dict[str, str], plan: Any, rounds: int, how: str) -> None:
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
    report(f"review page, {DUTIES} duties, {how}", f"{result.own * 1000:.0f} ms", against, "500 ms", held)


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


def in_browser(cookies: dict[str, str], plan: Any, rounds: int) -> list[float] | None:
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
        taken = [_click(page, address, plan) for _ in range(rounds + 1)]
        browser.close()
    return taken[1:]


def _click(page: Any, address: str, plan: Any) -> float:
    page.goto(f"{address}/ke-hoach/")
    link = page.locator(f'a[href$="/{plan.pk}/"], a[href$="/{plan.pk}/soat/"]').first
    start = time.perf_counter()
    link.click(no_wait_after=True)
    page.wait_for_selector("[data-card]")
    page.wait_for_load_state("domcontentloaded")
    while not page.evaluate("document.activeElement.hasAttribute('data-card')"):
        page.keyboard.press("j")
    return time.perf_counter() - start


def main() -> None:
    """Prints all figures beside their limits."""
    asked = options(__doc__)
    person = open_site()
    cookies, printed = session_of(person), printed_plan()
    try:
        plans = {"text": plan_to_review(person, plan_text(DUTIES).encode(), "ke-hoach.txt")}
        if printed is not None:
            plans["pictures"] = plan_to_review(person, printed, "ke-hoach.pdf")
            draw(plans["pictures"])
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        for how, plan in plans.items():
            taken = in_browser(cookies, plan, asked.rounds)
            server_side(cookies, plan, asked.rounds, how)
            if taken is None:
                print("review page in a browser: left out, no chromium or front end not built")
                continue
            median = statistics.median(taken)
            what, worst = f"review page, {how}, click to usable", f"slowest {max(taken):.2f} s"
            report(what, f"{median:.2f} s", worst, f"{LIMIT} s", median <= LIMIT)
    finally:
        shutil.rmtree(DATA, ignore_errors=True)


if __name__ == "__main__":
    main()
