"""Pages of tasks over the whole country: 34 provinces, 3,321 communes and as many unit-tasks as asked for,
seen by the leaders of a province and of a commune and by the head of a unit of each, against the same pages
over 10,000 unit-tasks; the list besides against a bare Django page that draws the same rows of the table.

    python benchmarks/bench_scale.py [--parts 100000] [--one-office]                        on SQLite
    python tools/with_postgres.py python benchmarks/bench_scale.py --parts 1000000          on PostgreSQL

Served as `make run` does, asked over eight connections; `--in-process` asks without a server, one page after
another. The site of 10,000 unit-tasks is a copy that is served beside the full one, and each page is asked of
both in turn: a machine that is slower for a minute is so for both. `--one-office` gives all the work to the
office of one province. `--changes 10` changes a part of the province and one of the commune ten times a
second meanwhile: figures are seldom those of the last page then.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.made_site import DATA, open_site, session_of

SMALL = 10_000
CONNECTIONS = 8
BOUNDED = ("list", "my work", "dashboard", "plan page")
"""What the bounds are set for; the other pages stand beside them."""
BOUND_MS, BOUND_RATIO, BOUND_SHARE = 150.0, 1.5, 0.7
_WARM = 8
_COPY = "smaller"
_TURNS = 4
"""Rounds in which a page is asked of both sites."""
_SITE = "benchmarks.site_settings"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, and the cookies of whoever looks at it."""

    name: str
    address: str
    cookies: Mapping[str, str]

    @property
    def header(self) -> str:
        """The cookies as they are sent."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of one page, and how many of it are served in a second."""

    p50: float
    p95: float
    rate: float


def taken_of(times: Sequence[float], seconds: float) -> Taken:
    """From the time of each request."""
    ordered = sorted(times)
    return Taken(statistics.median(ordered), ordered[int(len(ordered) * 0.95)], len(ordered) / seconds)


def over_connections(port: int, page: Asked, number: int) -> tuple[list[float], float]:
    """That many requests, eight at a time: the time of each in milliseconds, and seconds in all."""
    left, lock = iter(range(number)), threading.Lock()
    times: list[float] = []

    def ask() -> None:
        while True:
            with lock:
                if next(left, None) is None:
                    return
            start = time.perf_counter()
            connection = HTTPConnection("127.0.0.1", port, timeout=120)
            connection.request("GET", page.address, headers={"Cookie": page.header})
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status != 200:
                raise RuntimeError(f"{page.address}: {answer.status}")
            times.append((time.perf_counter() - start) * 1_000)

    def run() -> float:
        start = time.perf_counter()
        threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - start

    taken = run()
    if len(times) < number:
        raise RuntimeError(f"{page.address}: {len(times)} of {number} answered")
    return times, taken


def in_process(page: Asked, number: int) -> Taken:
    """Without a server, one after the other."""
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    for name, value in page.cookies.items():
        client.cookies[name] = value
    times = []
    begun = time.perf_counter()
    for _ in range(number):
        start = time.perf_counter()
        answer = client.get(page.address)
        times.append((time.perf_counter() - start) * 1_000)
        if answer.status_code != 200:
            raise RuntimeError(f"{page.address}: {answer.status_code}")
    return taken_of(times, time.perf_counter() - begun)


@contextmanager
def served(settings: str, **other: str) -> Iterator[int]:
    """The site under these settings with the workers of `serve`, without its background work; its port.
    `other` are variables of its environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "sauro_web.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(2 * (os.cpu_count() or 1)), "--timeout", "120", "--log-level", "warning"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings} | other
    site = subprocess.Popen([*command, "--no-control-socket"], env=environment)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        site.terminate()
        site.wait(timeout=30)


def pages_of(country: Any) -> list[Asked]:
    """What is looked at, by whom: a province above a hundred communes, one of them, a unit of each."""
    from sauro_web.accounts.models import Role, User
    from sauro_web.plans.models import ImportedPlan

    province = country.provinces[0]
    commune = next(one for one in country.communes if one.office.province_id == province.office.pk)
    found = []
    for name, house in (("province", province), ("commune", commune)):
        leader = session_of(User.objects.get(pk=house.leader))
        head = session_of(User.objects.get(username=f"{Role.HEAD}.{house.units[0].pk}"))
        plan = ImportedPlan.objects.filter(office=house.office).order_by("pk").first()
        found += [
            Asked(f"list, {name}", "/nhiem-vu/?pham-vi=co-quan", leader),
            Asked(f"list, unit of the {name}", "/nhiem-vu/", head),
            Asked(f"my work, unit of the {name}", "/", head),
            Asked(f"dashboard, {name}", "/dieu-hanh/", leader),
            Asked(f"board, {name}", "/nhiem-vu/bang/?pham-vi=co-quan", leader),
            Asked(f"month, {name}", "/nhiem-vu/lich/?pham-vi=co-quan", leader),
            Asked(f"my work, {name}", "/", leader),
            Asked(f"unit page, {name}", f"/don-vi/{house.office.pk}/viec/", leader),
        ]
        if plan is not None:
            found.append(Asked(f"plan page, {name}", f"/ke-hoach/{plan.pk}/thuc-hien/", leader))
    return found


@contextmanager
def changing(country: Any, times_a_second: int) -> Iterator[None]:
    """Meanwhile parts that the pages count are written, one after the other."""
    if not times_a_second:
        yield
        return
    from django.db import connection

    from sauro_web.tasks.models import UnitTask

    province = country.provinces[0]
    commune = next(one for one in country.communes if one.office.province_id == province.office.pk)
    offices = [house.office.pk for house in (province, commune)]
    numbers = [
        list(UnitTask.objects.filter(office=office).order_by("pk").values_list("pk", flat=True))
        for office in offices
    ]
    over = threading.Event()

    def change() -> None:
        turn = 0
        while not over.wait(1 / times_a_second):
            turn += 1
            for parts in numbers:
                UnitTask.objects.filter(pk=parts[turn * 7 % len(parts)]).update(percent=turn % 100)
        connection.close()

    writer = threading.Thread(target=change)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()


def copied() -> dict[str, str]:
    """Keeps the site as it is now; the variables under which the copy is served."""
    from django.db import connection

    if connection.vendor == "postgresql":
        from django.conf import settings
        from psycopg import connect

        name, parameters = settings.DATABASES["default"]["NAME"], connection.get_connection_params()
        connection.close()
        with connect(
            host=parameters["host"],
            port=parameters["port"],
            user=parameters["user"],
            dbname="template1",
            autocommit=True,
        ) as beside:
            beside.execute(f"CREATE DATABASE {_COPY} TEMPLATE {name}")
        address = os.environ["SAURO_DATABASE_URL"]
        return {"SAURO_DATABASE_URL": f"{address.rpartition('/')[0]}/{_COPY}"}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copytree(DATA, DATA / _COPY)
    return {"SAURO_DATA": str(DATA / _COPY)}


def measured_beside(
    pages: Sequence[Asked], number: int, small: Mapping[str, str]
) -> tuple[dict[str, Taken], dict[str, Taken]]:
    """Each page of the small site and of the full one, asked in turn after both are warm."""
    kept: dict[str, list[tuple[list[float], float]]] = {}
    with served(_SITE, **small) as before, served(_SITE) as now:
        ports = {"small": before, "full": now}
        for page in pages:
            for port in ports.values():
                over_connections(port, page, _WARM)
        for page in pages:
            for _ in range(_TURNS):
                for which, port in ports.items():
                    taken = over_connections(port, page, -(-number // _TURNS))
                    kept.setdefault(f"{which} {page.name}", []).append(taken)
    together = {
        name: taken_of([one for times, _ in turns for one in times], sum(seconds for _, seconds in turns))
        for name, turns in kept.items()
    }
    first, second = (
        {page.name: together[f"{which} {page.name}"] for page in pages} for which in ("small", "full")
    )
    return first, second


def measured_here(pages: Sequence[Asked], number: int) -> dict[str, Taken]:
    """Each page without a server, warmed before."""
    for page in pages:
        in_process(page, 2)
    return {page.name: in_process(page, number) for page in pages}


def beside_bare(country: Any, number: int) -> float:
    """Requests in a second of the list, as a share of those of the bare page, in turn three times each; the
    median."""

    from sauro_web.accounts.models import User
    from sauro_web.tasks.models import UnitTask

    house = country.provinces[0]
    cookies = session_of(User.objects.get(pk=house.leader))
    ours = Asked("list", "/nhiem-vu/?pham-vi=co-quan", cookies)
    rows = min(40, UnitTask.objects.filter(office=house.office).count())
    bare = Asked("bare", f"/{house.office.pk}/{rows}/", cookies)
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    with served(_SITE) as own, served("benchmarks.bare_settings") as other:
        for _ in range(4):
            for name, port, page in (("ours", own, ours), ("bare", other, bare)):
                rates[name].append(taken_of(*over_connections(port, page, number)).rate)
    ours_rate, bare_rate = (statistics.median(rates[name][1:]) for name in ("ours", "bare"))
    share = ours_rate / bare_rate
    print(
        f"  list {ours_rate:.0f} requests/s, bare Django page of the same {rows} rows {bare_rate:.0f}: ",
        end="",
    )
    print(f"{share:.0%}, at least {BOUND_SHARE:.0%}: {'holds' if share >= BOUND_SHARE else 'DOES NOT HOLD'}")
    return share


def analyse() -> None:
    """The databases know the tables that have just been filled."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def shown(small: Mapping[str, Taken], full: Mapping[str, Taken]) -> bool:
    """Prints them side by side; whether both bounds hold."""
    fine = True
    print(f"  {'':28}{'p50':>8}{'p95':>8}   {'of 10,000':>9}{'ratio':>7}")
    for name, taken in full.items():
        before = small.get(name)
        ratio = taken.p50 / before.p50 if before else 0.0
        held = (taken.p95 <= BOUND_MS and ratio <= BOUND_RATIO) or not name.startswith(BOUNDED)
        fine = fine and held
        beside = f"{before.p50:9.1f}{ratio:7.2f}" if before else f"{'—':>9}{'—':>7}"
        print(f"  {name:28}{taken.p50:8.1f}{taken.p95:8.1f}   {beside}{'' if held else '   DOES NOT HOLD'}")
    print(
        f"  {', '.join(BOUNDED)}: p95 {BOUND_MS:.0f} ms, at most {BOUND_RATIO} times that of 10,000: ",
        end="",
    )
    print("hold" if fine else "DO NOT HOLD")
    return fine


def main() -> None:
    """Makes the country and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--parts", type=int, default=100_000)
    parser.add_argument("--one-office", action="store_true")
    parser.add_argument("--in-process", action="store_true")
    parser.add_argument("--number", type=int, default=160, help="requests of each page")
    parser.add_argument("--rounds", type=int, help="taken and left alone")
    parser.add_argument("--changes", type=int, default=0, help="of each office in a second, meanwhile")
    options = parser.parse_args()
    open_site()
    from django.db import connection

    from benchmarks.made_country import make_country, make_work

    try:
        from django.utils import timezone

        on, start = timezone.localdate(), time.perf_counter()
        country = make_country()
        first = country.provinces[0]
        beneath = [one for one in country.communes if one.office.province_id == first.office.pk]
        make_work(country, [first] if options.one_office else [first, *beneath], SMALL, on=on)
        analyse()
        pages = pages_of(country)
        if options.in_process:
            small = measured_here(pages, options.number)
        else:
            copy = copied()
        more = [first] if options.one_office else country.houses
        make_work(country, more, options.parts - SMALL, on=on)
        analyse()
        whose = "of one office" if options.one_office else "of 34 provinces and 3,321 communes"
        taken = time.perf_counter() - start
        print(f"{connection.vendor}: {options.parts:,} unit-tasks {whose} (made in {taken:.0f} s)")
        with changing(country, options.changes):
            if options.in_process:
                full = measured_here(pages, options.number)
            else:
                small, full = measured_beside(pages, options.number, copy)
        shown(small, full)
        if not options.in_process:
            beside_bare(country, 2 * options.number)
    finally:
        connection.close()
        shutil.rmtree(DATA, ignore_errors=True)


if __name__ == "__main__":
    main()
