#!/usr/bin/env python3
"""Kills the reminders of a day and the mail that follows them with SIGKILL at random instants, and starts
them again, until all is done; then counts whether anything was told twice or not at all.

    reminder_trial.py [--kills 200] [--parts 3000]
    with_postgres.py python tools/reminder_trial.py        on PostgreSQL

Days follow one another: reminders, digests, and letters to a server (`smtp_server.py`) that keeps what it
takes. Exit code 1 where anything is missing or doubled.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
# The worker finds the folder of the trial that started it.
DATA = Path(os.environ["SAURO_DATA"] if "--work" in sys.argv else tempfile.mkdtemp(prefix="sauro-reminders-"))
MAIL = DATA / "taken"
os.environ |= {
    "SAURO_DATA": str(DATA),
    "SAURO_DEMO": "true",
    "DJANGO_SETTINGS_MODULE": "sauro_web.settings",
    "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
}


def work(on: date) -> None:
    """The process that is killed: the reminders of a day, then its mail, until nothing waits."""
    import django

    django.setup()
    from django.core.cache import cache
    from django.utils import timezone

    from sauro_web.notices.models import Delivery, DeliveryState
    from sauro_web.notices.sending.mail import send_mail
    from sauro_web.tasks.operations import digests, reminding

    reminding._BATCH, digests._PEOPLE = 200, 40  # more seams to be cut at
    now = timezone.make_aware(datetime(on.year, on.month, on.day, 8))
    # Whoever was at it before is dead: this trial has one worker.
    cache.clear()
    print("ready", flush=True)
    reminding.remind(now=now, patience=timedelta(0))
    while Delivery.objects.filter(state=DeliveryState.WAITING).exists():
        send_mail(now=now)


def torment(on: date, kills: int, chance: random.Random) -> int:
    """Runs the day, killing it up to that many times, each time later than the last got; how many times it
    was killed."""
    killed = 0
    while True:
        command = [sys.executable, __file__, "--work", on.isoformat()]
        worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        if worker.stdout is not None:
            worker.stdout.readline()
        # Short enough that it is mostly hit, longer and longer so that it comes to an end.
        longest = 0.3 * 1.15 ** min(killed, 20)
        try:
            worker.wait(chance.uniform(0.0, longest) if killed < kills else None)
        except subprocess.TimeoutExpired:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            killed += 1
            continue
        if worker.returncode != 0:
            raise RuntimeError(f"the run of {on} failed")
        return killed


def expected(on: date) -> set[tuple[int, int, int]]:
    """Part, person and step of everything to be told, worked out anew row by row."""
    from sauro_web.tasks.ladder import Ladder
    from sauro_web.tasks.models import Reminder, UnitTask
    from sauro_web.tasks.queries.reminding import Hearers
    from sauro_web.tasks.timing import RUNNING
    from sauro_web.workdays.queries import calendar_of

    told = {
        (part, person, stage)
        for part, person, stage in Reminder.objects.filter(on__lt=on).values_list("part", "person", "stage")
    }
    hearers, ladder, wanted = Hearers(on), Ladder(), set()
    calendar = calendar_of(None)
    rows = UnitTask.objects.filter(state__in=RUNNING, ends_on__isnull=False, ended_at=None, goes_on=False)
    for part in rows.select_related("task"):
        step = ladder.step(part.ends_on, on=on, calendar=calendar)
        if step is None:
            continue
        hearers.look_up([part.unit_id, part.task.office_id], [part.officer_id] if part.officer_id else [])
        people = set(hearers.in_charge(part.unit_id, part.officer_id))
        people |= set(hearers.heads(part.unit_id)) if step.head else set()
        people |= set(hearers.heads(part.task.office_id)) if step.chair else set()
        people = people or set(hearers.heads(part.task.office_id))
        wanted |= {(part.pk, person, step.stage) for person in people}
    return wanted - told


def faults(on: date, wanted: set[tuple[int, int, int]], taken: list[dict[str, str]]) -> Iterator[str]:
    """Whatever was told twice, or not at all."""
    from sauro_web.notices.models import Delivery, DeliveryState, Notice
    from sauro_web.tasks.models import Reminder

    rows = list(Reminder.objects.filter(on=on).values_list("part", "person", "stage"))
    if Counter(rows) != Counter(wanted):
        missing, more = len(wanted - set(rows)), len(rows) - len(wanted & set(rows))
        yield f"{on}: {missing} reminders missing, {more} too many"
    people = {person for _, person, _ in wanted}
    key = f"digest.{on.isoformat()}"
    digests = list(Notice.objects.filter(key=key).values_list("person", flat=True))
    if Counter(digests) != Counter(people):
        yield f"{on}: {len(digests)} digests for {len(people)} people"
    letters = Delivery.objects.filter(key=key, channel="mail")
    if letters.count() != len(people):
        yield f"{on}: {letters.count()} letters kept for {len(people)} people"
    if waiting := letters.filter(state__in=(DeliveryState.WAITING, DeliveryState.SENDING)).count():
        yield f"{on}: {waiting} letters still wait"
    arrived = Counter(one["id"] for one in taken if one["id"].startswith(f"<{key}."))
    if doubled := [name for name, times in arrived.items() if times > 1]:
        yield f"{on}: {len(doubled)} letters arrived twice"
    sent = letters.filter(state=DeliveryState.SENT).count()
    doubt = letters.filter(state=DeliveryState.IN_DOUBT).count()
    if not sent <= len(arrived) <= sent + doubt:
        yield f"{on}: {len(arrived)} letters arrived, {sent} counted as sent, {doubt} in doubt"


def main() -> int:
    """Runs day after day until there were enough kills, and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--parts", type=int, default=3_000)
    parser.add_argument("--work", type=date.fromisoformat, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work)
        return 0
    command = [sys.executable, str(ROOT / "tools" / "smtp_server.py"), str(MAIL)]
    mail = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        port = int(mail.stdout.readline()) if mail.stdout else 0
        os.environ["SAURO_EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        found = trial(options.kills, options.parts)
    finally:
        mail.kill()
        mail.wait()
    shutil.rmtree(DATA, ignore_errors=True)
    return 1 if found else 0


def trial(kills: int, parts: int) -> list[str]:
    """The days of the trial; what went wrong."""
    import django

    django.setup()
    from benchmarks.made_work import MADE_ON, make_work
    from django.core.management import call_command

    from sauro_web.notices.models import Delivery, DeliveryState
    from sauro_web.tasks.models import Reminder

    call_command("migrate", verbosity=0)
    make_work(parts, communes=max(1, parts // 150))
    chance = random.Random(kills)  # noqa: S311
    on, killed, days, found = MADE_ON, 0, 0, []
    while killed < kills:
        wanted = expected(on)
        killed += torment(on, kills - killed, chance)
        days += 1
        lines = MAIL.read_text(encoding="utf-8").splitlines() if MAIL.exists() else []
        found += list(faults(on, wanted, [json.loads(line) for line in lines]))
        print(f"{killed} kills, day {days}: {len(wanted)} reminders", flush=True)
        on += timedelta(days=3 if on.isoweekday() == 5 else 1)
    doubt = Delivery.objects.filter(state=DeliveryState.IN_DOUBT).count()
    sent = Delivery.objects.filter(state=DeliveryState.SENT).count()
    print(
        f"{killed} kills over {days} days: {Reminder.objects.count()} reminders, {sent} letters sent, "
        f"{doubt} in doubt and not sent again; {len(found)} faults"
    )
    for fault in found:
        print("  " + fault)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
