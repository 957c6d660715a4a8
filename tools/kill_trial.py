#!/usr/bin/env python3
"""Kills the site and its background work with SIGKILL at random instants, during uploads, confirmations and
issues that come by HTTP, and then looks whether all that was answered is there, and nothing twice or by half.

    kill_trial.py [--kills 200] [--clients 3] [--minutes 120]
    with_postgres.py python tools/kill_trial.py        on PostgreSQL

The site is started as `python -m sauro_web serve` in a data folder of its own. Exit code 1 where anything is
lost, doubled, half done or stuck.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.own_folder import own_folder  # noqa: E402

os.environ |= {
    "SAURO_DATA": own_folder("sauro-kill-"),
    "SAURO_DEMO": "true",
    "DJANGO_SETTINGS_MODULE": "sauro_web.settings",
    "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
}
DATA = Path(os.environ["SAURO_DATA"])
LONG_ENOUGH = 180.0
TASKS, PARTS, CARDS = 3, 7, 5
"""What comes of one plan: three duties, seven parts of units, five cards (the document and a target too)."""

PLAN = """\
ỦY BAN NHÂN DÂN
XÃ SUỐI NGẦN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: /KH-UBND
Suối Ngần, ngày tháng 6 năm 2026
KẾ HOẠCH
Rút gọn giấy tờ và hội họp của xã, lần thứ {number}
I. MỤC TIÊU
1. Giảm tối thiểu 15% số lượng văn bản hành chính so với năm 2025.
II. NHIỆM VỤ
1. Rà soát các loại báo cáo đang yêu cầu thôn gửi về xã
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội
- Đơn vị phối hợp: Phòng Kinh tế; các thôn
- Thời gian hoàn thành: Trước ngày 30/7/2026
- Sản phẩm: Danh mục báo cáo được bãi bỏ
2. Niêm yết quy trình tiếp công dân tại trụ sở
- Đơn vị chủ trì: Phòng Kinh tế
- Thời gian hoàn thành: Tháng 8/2026
- Sản phẩm: Bảng niêm yết
3. Gộp các cuộc họp giao ban trong tuần thành một cuộc
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội
- Thời gian hoàn thành: Quý III/2026
- Sản phẩm: Lịch họp
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


@dataclass
class Ledger:
    """What the site has answered, and how many requests it never answered."""

    before: frozenset[int] = frozenset()
    """Plans that the made-up office had already; nobody touches them."""
    uploads: dict[int, str] = field(default_factory=dict)
    confirmed: set[int] = field(default_factory=set)
    issued: set[int] = field(default_factory=set)
    slow: set[str] = field(default_factory=set)
    cut: int = 0
    refused: list[str] = field(default_factory=list)


class Site:
    """The server and its background work: started, and killed with all that they started."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    def start(self) -> None:
        """Starts both, without waiting."""
        command = [sys.executable, "-m", "sauro_web", "serve", "--port", str(self.port), "--workers", "2"]
        log = (DATA / "log").open("ab")
        subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)

    def answers(self) -> bool:
        """Whether it answers requests."""
        try:
            caller = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            caller.request("GET", "/ke-hoach/")
            return caller.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False

    def wait(self) -> None:
        """Until it takes requests."""
        until = time.monotonic() + LONG_ENOUGH
        while not self.answers():
            if time.monotonic() > until:
                raise TimeoutError(f"the site did not start; see {DATA / 'log'}")
            time.sleep(0.05)

    def kill(self) -> int:
        """SIGKILL to every process that works on the data folder, until none is left; how many there were."""
        killed = 0
        while found := [pid for pid in relatives() if pid != os.getpid()]:
            for pid in found:
                try:
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    continue
            time.sleep(0.01)
        return killed


def relatives() -> Iterator[int]:
    """Processes of this trial, by the data folder in their environment."""
    mark = f"SAURO_DATA={DATA}".encode()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state = (place / "stat").read_text().rsplit(")", 1)[1].split()[0]
            if state not in "ZX" and mark in (place / "environ").read_bytes().split(b"\0"):
                yield int(place.name)
        except OSError:
            continue


class Client(threading.Thread):
    """Somebody at work: uploads a plan, confirms every card, issues it, and begins the next. What is not
    answered is asked again, as a person would."""

    def __init__(self, site: Site, ledger: Ledger, cookies: dict[str, str], name: int) -> None:
        super().__init__(daemon=True)
        self.site, self.ledger, self.cookies, self.number = site, ledger, cookies, name
        self.ended = threading.Event()
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Journey after journey, until told to end."""
        lap = 0
        try:
            while not self.ended.is_set():
                lap += 1
                self._journey(f"{self.number}.{lap}", slow=lap % 8 == 2 and self.number == 0)
        except BaseException as error:
            self.fault = error
            raise

    def _journey(self, name: str, slow: bool) -> None:
        from django.db import connection

        data = _rtf(name) if slow else PLAN.format(number=name).encode()
        plan = self._upload(data, f"ke-hoach-{name}.{'rtf' if slow else 'txt'}")
        if slow:
            # Read in the background; nobody waits for it.
            if plan is not None:
                self.ledger.slow.add(sha256(data).hexdigest())
            return
        if plan is None or not self._confirm(plan):
            return
        form = f"number={plan}&issued_on=02/06/2026&version=0".encode()
        answer = self._post(f"/ke-hoach/{plan}/giao-viec/", form, "application/x-www-form-urlencoded")
        # Led back to the page itself, it was refused.
        if answer is not None and answer[0] == 302 and "giao-viec" not in answer[1]:
            self.ledger.issued.add(plan)
        connection.close()

    def _upload(self, data: bytes, name: str) -> int | None:
        border = "----trial"
        body = (
            f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + data + f"\r\n--{border}--\r\n".encode()  # fmt: skip
        while not self.ended.is_set():
            answer = self._post("/ke-hoach/tai-len/", body, f"multipart/form-data; boundary={border}")
            if answer is not None:
                found = re.fullmatch(r"/ke-hoach/(\d+)/(?:soat/)?", answer[1])
                if found is None:
                    self.ledger.refused.append(f"upload {name}: {answer}")
                    return None
                self.ledger.uploads[int(found[1])] = sha256(data).hexdigest()
                return int(found[1])
        return None

    def _confirm(self, plan: int) -> bool:
        from sauro_web.plans.models import Suggestion

        while not self.ended.is_set():
            cards = Suggestion.objects.filter(plan=plan, twin_of=None, state="open")
            left = list(cards.values_list("pk", "version"))
            if not left:
                return True
            for card, version in left:
                form = f"state=confirmed&version={version}".encode()
                answer = self._post(
                    f"/ke-hoach/soat/{card}/quyet-dinh/", form, "application/x-www-form-urlencoded"
                )
                if answer is not None and answer[0] == 302:
                    self.ledger.confirmed.add(card)
                elif answer is not None and answer[0] != 409:
                    self.ledger.refused.append(f"confirmation of {card}: {answer}")
                    return False
        return False

    def _post(self, path: str, body: bytes, kind: str) -> tuple[int, str] | None:
        """Status and where it leads; None where no answer came."""
        headers = {
            "Content-Type": kind,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies["csrftoken"],
        }
        try:
            caller = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
            caller.request("POST", path, body, headers)
            answer = caller.getresponse()
            answer.read()
            return answer.status, answer.headers.get("Location", "")
        except (OSError, http.client.HTTPException):
            self.ledger.cut += 1
            time.sleep(0.1)
            return None


def _rtf(name: str) -> bytes:
    """The plan as LibreOffice converts it, which takes seconds."""
    text = PLAN.format(number=name)
    coded = "".join(f"\\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in text)
    return ("{\\rtf1\\ansi " + coded.replace("\n", "\\par ") + "}").encode()


def prepare() -> dict[str, str]:
    """An empty site with the made-up commune; the cookies of whoever follows its plans."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.middleware.csrf import _get_new_csrf_string

    from sauro_web.accounts.models import User

    call_command("migrate", verbosity=0)
    call_command("demo", no_past=True, verbosity=0, stdout=(DATA / "people").open("w"))
    person = User.objects.get(username="vanphong")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return {
        settings.SESSION_COOKIE_NAME: str(session.session_key),
        "csrftoken": _get_new_csrf_string(),
    }


def settled(site: Site) -> bool:
    """Lets the site come to rest: nothing waits, nothing is being read."""
    from django_q.models import OrmQ

    from sauro_web.plans.models import ImportedPlan

    site.wait()
    until = time.monotonic() + LONG_ENOUGH
    while time.monotonic() < until:
        waiting = ImportedPlan.objects.filter(state__in=("queued", "reading"))
        if not waiting.exists() and not OrmQ.objects.exists():
            return True
        time.sleep(0.5)
    return False


def plans_given() -> frozenset[int]:
    """The plans that are there before the trial."""
    from sauro_web.plans.models import ImportedPlan

    return frozenset(ImportedPlan.objects.values_list("pk", flat=True))


def faults(ledger: Ledger) -> Iterator[str]:
    """Whatever is lost, doubled or half done."""
    from django.conf import settings

    from sauro_web.audit.models import Entry
    from sauro_web.audit.queries import verify
    from sauro_web.plans.models import ImportedPlan, Reading, Suggestion

    yield from (f"refused: {what}" for what in ledger.refused)
    plans = ImportedPlan.objects.in_bulk()
    for number, digest in ledger.uploads.items():
        if number not in plans or plans[number].digest != digest:
            yield f"plan {number} was answered and is not there"
    for plan in plans.values():
        with plan.file.open("rb") as file:
            if sha256(file.read()).hexdigest() != plan.digest:
                yield f"the file of plan {plan.pk} is not what was uploaded"
        yield from _faults_of(plan, given=plan.pk in ledger.before)
    states = dict(Suggestion.objects.filter(pk__in=ledger.confirmed).values_list("pk", "state"))
    lost = [card for card in ledger.confirmed if states.get(card) != "confirmed"]
    yield from (f"card {card} was confirmed and is not" for card in lost)
    yield from (f"plan {pk} was issued and is not" for pk in ledger.issued if plans[pk].state != "issued")
    for path in Path(settings.MEDIA_ROOT).glob("*/[!.]*"):
        if not path.name.startswith(sha256(path.read_bytes()).hexdigest()):
            yield f"a partial file is taken for whole: {path.name}"
    for action, expected in (("plan.upload", len(plans)), ("plan.read", len(ledger.slow))):
        if (found := Entry.objects.filter(action=action).count()) < expected:
            yield f"{found} entries of {action}, expected {expected}"
    if Reading.objects.count() != len(plans):
        yield f"{Reading.objects.count()} readings of {len(plans)} plans"
    if (verdict := verify()).broken_at is not None:
        yield f"the audit trail is broken at {verdict.broken_at}: {verdict.fault}"


def _faults_of(plan: Any, *, given: bool) -> Iterator[str]:
    from sauro_web.audit.models import Entry
    from sauro_web.tasks.models import UnitTask

    done = Entry.objects.filter(object_type=plan._meta.label_lower, object_id=str(plan.pk))
    for action in ("plan.upload", "plan.read", "plan.issue"):
        if (times := done.filter(action=action).count()) > 1:
            yield f"{action} of plan {plan.pk} was done {times} times"
    if plan.state not in ("review", "issued"):
        yield f"plan {plan.pk} is {plan.state}: {plan.fault}"
    if given:
        return
    if (cards := plan.suggestions.count()) != CARDS:
        yield f"plan {plan.pk} has {cards} cards, expected {CARDS}"
    expected = (TASKS, PARTS) if plan.state == "issued" else (0, 0)
    found = plan.tasks.count(), UnitTask.objects.filter(task__plan=plan).count()
    if found != expected:
        yield f"plan {plan.pk} ({plan.state}) has {found} tasks and parts, expected {expected}"


def torment(site: Site, ledger: Ledger, people: list[Client], kills: int, until: float) -> int:
    """Clients at work while the site is killed and started again; every fourth kill hits it while it starts.
    How many kills there were."""
    chance = random.Random(kills)  # noqa: S311
    lap = 0
    for person in people:
        person.start()
    while lap < kills and time.monotonic() < until:
        lap += 1
        site.start()
        if lap % 4:
            site.wait()
            time.sleep(chance.uniform(0.0, 1.5))
        else:
            time.sleep(chance.uniform(0.1, 3.0))
        site.kill()
        if lap % 10 == 0:
            print(f"{lap} kills, {len(ledger.uploads)} uploads, {len(ledger.issued)} issued", flush=True)
    site.start()
    site.wait()
    time.sleep(1.0)
    for person in people:
        person.ended.set()
    for person in people:
        person.join(60)
        if person.fault is not None:
            ledger.refused.append(f"client: {person.fault!r}")
    return lap


def main() -> int:
    """Runs the trial and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--clients", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=120.0, help="no further kill after so many")
    options = parser.parse_args()
    cookies = prepare()
    site, ledger = Site(), Ledger(before=plans_given())
    try:
        people = [Client(site, ledger, cookies, number) for number in range(options.clients)]
        kills = torment(site, ledger, people, options.kills, time.monotonic() + 60 * options.minutes)
        at_rest = settled(site)
        site.kill()
        found = [*faults(ledger), *([] if at_rest else ["jobs or plans still wait"])]
    finally:
        site.kill()
    print(
        f"{kills} kills: {len(ledger.uploads)} uploads ({len(ledger.slow)} read in the background), "
        f"{len(ledger.confirmed)} confirmations, {len(ledger.issued)} issues answered; {ledger.cut} requests "
        f"without an answer; {len(found)} faults"
    )
    for fault in found:
        print("  " + fault)
    if found:
        print(f"kept for a look: {DATA}")
    else:
        shutil.rmtree(DATA, ignore_errors=True)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
