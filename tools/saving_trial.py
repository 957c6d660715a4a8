#!/usr/bin/env python3
"""Many people save at once, by HTTP, on the site as an office runs it; then it is counted whether all that
was answered is there, once, and whether anybody was overwritten.

    saving_trial.py [--people 20] [--saves 60]
    with_postgres.py python tools/saving_trial.py --people 100

Each person has work of his own and shares some with the others of his division: notes with a percent, the
officer in charge, results handed in and drawn back. Whoever saves after another changed the same part is told
so, and must find in the form that comes back what he typed; he then sends it again. Exit code 1 where
anything is lost, doubled, overwritten, or answered by an error.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import secrets
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "src")]

from tools.kill_trial import DATA, Site  # noqa: E402

SHARED = 5
"""So many people share a part."""
_VERSION = re.compile(r'name="version" value="(\d+)"')
_MOST_TRIES = 12


@dataclass
class Ledger:
    """What was answered."""

    notes: list[str] = field(default_factory=list)
    changes: Counter[int] = field(default_factory=Counter)
    """Saves of each part that were answered as done."""
    conflicts: int = 0
    forgotten: list[str] = field(default_factory=list)
    """Conflicts whose page did not have what was typed."""
    errors: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Person:
    """Who saves, with his cookies, and the parts that are his."""

    number: int
    pk: int
    cookies: Mapping[str, str]
    own: tuple[int, int]
    """Task and part."""
    shared: tuple[int, int]


class Saver(threading.Thread):
    """Somebody at work."""

    def __init__(self, site: Site, ledger: Ledger, person: Person, saves: int) -> None:
        super().__init__(daemon=True)
        self.site, self.ledger, self.person, self.saves = site, ledger, person, saves
        self.rng = random.Random(person.number)  # noqa: S311 (nothing secret)
        self.handed_in = False

    def run(self) -> None:
        """Saves so many times."""
        try:
            for number in range(self.saves):
                self._save(number)
        except Exception as error:
            self._fault(f"person {self.person.number}: {error!r}")

    def _fault(self, words: str) -> None:
        with self.ledger.lock:
            self.ledger.errors.append(words)

    def _save(self, number: int) -> None:
        task, part = self.person.shared if number % 2 else self.person.own
        words = f"Người {self.person.number} ghi lần {number}, {secrets.token_hex(4)}"
        if number % 2 == 0 and self.rng.random() < 0.3:
            slug = "rut-lai-de-sua" if self.handed_in else "trinh-ket-qua"
            said = {} if self.handed_in else {"product": words}
            if self._form(task, part, f"buoc/{slug}", said):
                self.handed_in = not self.handed_in
        elif self.rng.random() < 0.25:
            self._form(task, part, "thu-ly", {"officer": str(self.person.pk)})
        elif number % 2 or not self.handed_in:
            said = {"text": words, "percent": str(self.rng.randrange(1, 99))}
            if self._form(task, part, "tien-do", said):
                with self.ledger.lock:
                    self.ledger.notes.append(words)

    def _form(self, task: int, part: int, what: str, said: Mapping[str, str]) -> bool:
        """Opens the form and sends it, again where another was first; whether it was kept."""
        address = f"/nhiem-vu/phan-viec/{part}/{what}/"
        status, page, _ = self._ask("GET", address)
        found = _VERSION.search(page)
        if status != 200 or found is None:
            self._fault(f"GET {address}: {status}")
            return False
        version = found[1]
        for _ in range(_MOST_TRIES):
            if self.rng.random() < 0.5:
                time.sleep(self.rng.random() * 0.2)  # somebody types
            begun = time.perf_counter()
            status, page, where = self._ask("POST", address, {**said, "version": version})
            with self.ledger.lock:
                self.ledger.seconds.append(time.perf_counter() - begun)
            if status == 302 and where.startswith(f"/nhiem-vu/{task}/"):
                with self.ledger.lock:
                    self.ledger.changes[part] += 1
                return True
            found = _VERSION.search(page)
            if status != 409 or found is None:
                self._fault(f"POST {address}: {status} {where}")
                return False
            self._conflict(address, said, page)
            version = found[1]
        self._fault(f"POST {address}: refused {_MOST_TRIES} times")
        return False

    def _conflict(self, address: str, said: Mapping[str, str], page: str) -> None:
        words = unescape(page)
        lost = [name for name, value in said.items() if name in ("text", "product") and value not in words]
        if "percent" in said and f'value="{said["percent"]}"' not in page:
            lost.append("percent")
        if "officer" in said and not re.search(rf'value="{said["officer"]}"[^>]* selected', page):
            lost.append("officer")
        with self.ledger.lock:
            self.ledger.conflicts += 1
            self.ledger.forgotten.extend(f"{address}: {name}" for name in lost)

    def _ask(self, verb: str, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.person.cookies.items()),
            "X-CSRFToken": self.person.cookies["csrftoken"],
        }
        caller = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=120)
        caller.request(verb, path, urlencode(form).encode() if form else None, headers)
        answer = caller.getresponse()
        page = answer.read().decode()
        caller.close()
        return answer.status, page, answer.headers.get("Location", "")


def prepare(people: int) -> list[Person]:
    """The made-up commune with so many people in one division, who have taken up what they will do."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from sauro_web.accounts.models import Membership, Role, Unit, User
    from sauro_web.tasks.models import UnitTask
    from sauro_web.tasks.operations.giving import NewTask, give_task
    from sauro_web.tasks.operations.taking_up import take_up

    call_command("migrate", verbosity=0)
    call_command("demo", no_past=True, verbosity=0, stdout=(DATA / "people").open("w"))
    giver = User.objects.get(username="vanphong")
    unit = Unit.objects.get(name="Phòng Kinh tế", commune__name="Ủy ban nhân dân xã Suối Ngần")
    mark = secrets.token_hex(3)
    made = User.objects.bulk_create(
        User(username=f"nguoi{mark}.{number}", full_name=f"Người {mark} {number}", password="!")  # noqa: S106
        for number in range(people)
    )
    Membership.objects.bulk_create(Membership(user=user, unit=unit, role=Role.OFFICER) for user in made)

    def part(name: str) -> tuple[int, int]:
        new = NewTask(text=f"Việc {mark} {name}", lead=unit, due_text="", due=None)
        task = give_task(unit.commune, new, by=giver, now=timezone.now())
        row = UnitTask.objects.get(task=task)
        take_up(row, by=made[0], now=timezone.now())
        return task.pk, row.pk

    shared = [part(f"chung {number}") for number in range((people + SHARED - 1) // SHARED)]
    return [
        Person(number, user.pk, _cookies(user), part(f"riêng {number}"), shared[number // SHARED])
        for number, user in enumerate(made)
    ]


def _cookies(person: object) -> dict[str, str]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.middleware.csrf import _get_new_csrf_string

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()  # type: ignore[attr-defined]
    session.save()
    key = str(session.session_key)
    return {settings.SESSION_COOKIE_NAME: key, "csrftoken": _get_new_csrf_string()}


def faults(ledger: Ledger, people: list[Person], begun: Mapping[int, int]) -> Iterator[str]:
    """Whatever is lost, doubled, overwritten or answered by an error."""
    from sauro_web.audit.queries import verify
    from sauro_web.tasks.models import ProgressNote, UnitTask

    yield from ledger.errors
    yield from (f"what was typed is not in the form that came back: {one}" for one in ledger.forgotten)
    parts = {one for person in people for one in (person.own[1], person.shared[1])}
    texts = ProgressNote.objects.filter(part__in=parts).values_list("text", flat=True)
    there = Counter(texts.exclude(text__startswith="Trình kết quả"))
    for words, times in Counter(ledger.notes).items():
        if there[words] != times:
            yield f"a note that was answered {times} times stands {there[words]} times: {words}"
    for words in there.keys() - set(ledger.notes):
        yield f"a note that was not answered is there: {words}"
    for row in UnitTask.objects.filter(pk__in=parts):
        if row.version - begun[row.pk] != ledger.changes[row.pk]:
            changed = row.version - begun[row.pk]
            yield f"part {row.pk} was changed {changed} times, {ledger.changes[row.pk]} were answered"
    if (verdict := verify()).broken_at is not None:
        yield f"the audit trail is broken at {verdict.broken_at}: {verdict.fault}"


def main() -> int:
    """Prints what was saved, how long it took, and every fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--saves", type=int, default=60)
    said = parser.parse_args()
    people = prepare(said.people)
    from django.db import connection

    from sauro_web.tasks.models import UnitTask

    begun = dict(UnitTask.objects.values_list("pk", "version"))
    connection.close()
    site, ledger = Site(), Ledger()
    site.start()
    try:
        site.wait()
        savers = [Saver(site, ledger, person, said.saves) for person in people]
        since = time.perf_counter()
        for one in savers:
            one.start()
        for one in savers:
            one.join()
        passed = time.perf_counter() - since
    finally:
        site.kill()
    found = list(faults(ledger, people, begun))
    times = sorted(ledger.seconds) or [0.0]
    print(
        json.dumps(
            {
                "database": connection.vendor,
                "people": said.people,
                "saved": sum(ledger.changes.values()),
                "conflicts": ledger.conflicts,
                "seconds": round(passed, 1),
                "p50_ms": round(times[len(times) // 2] * 1000),
                "p95_ms": round(times[int(len(times) * 0.95)] * 1000),
                "worst_ms": round(times[-1] * 1000),
            }
        )
    )
    for fault in found[:40]:
        print(fault)
    print(f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
