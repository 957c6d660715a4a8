"""Whether all figures of indicators are the same on SQLite and on PostgreSQL, digit by digit: the same
made-up registers of a country are written into an empty site of each, and every figure is asked of both.

    python tools/compare_databases.py [--rows 20000] [--offices 60]

Prints how many figures were compared and each that differs; ends with 1 where one does.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

_SHOWN = 20


def _exactly(value: Any) -> str:
    """As it is reckoned with, not rounded."""
    return "—" if value is None else str(value)


def _of_office(office: Any, on: Any) -> Iterator[tuple[str, str]]:
    """Each figure of an office: what is counted, the value, the year before, what the year will come to."""
    from sauro_web.accounts.queries.reach import Reach
    from sauro_web.indicators.queries.asking import Asked
    from sauro_web.indicators.queries.measuring import measured
    from sauro_web.indicators.queries.trend import trend_of
    from sauro_web.indicators.queries.windows import REGISTERS

    asked = Asked(office, on.year, on, Reach((office,), (office,), ()))
    for one in measured(asked):
        name = f"{office.path} {one.indicator.code}"
        yield f"{name} tally", _exactly(one.tally)
        yield f"{name} value", _exactly(one.tally.value(one.indicator.shape) if one.tally else None)
        yield f"{name} before", _exactly(one.before)
        yield f"{name} end", _exactly(one.end)
        trend = trend_of(REGISTERS[one.indicator.code], asked)
        yield f"{name} months", _exactly([*trend.months, *trend.before])
        yield f"{name} days", _exactly(sorted(trend.days.items()))


def _figures(rows: int, offices: int) -> Iterator[tuple[str, str]]:
    """All that is asked of one database."""
    from benchmarks.made_registers import LAST_DAY, make_registers

    make_registers(rows)
    from sauro_web.accounts.models import Unit
    from sauro_web.documents.models import CountingRule
    from sauro_web.documents.operations.totalling import fold_totals
    from sauro_web.indicators.queries.totals import communes_of, standings_of, sums_of

    fold_totals()
    some = Unit.objects.filter(kind__in=("province", "commune"), valid_to=None).order_by("path")[:offices]
    for office in some:
        yield from _of_office(office, LAST_DAY)
    rule = CountingRule()
    for place in (None, *(one for one in some if one.kind == "province")):
        first = LAST_DAY.replace(month=1, day=1)
        yield f"sums {place.path if place else 'country'}", _exactly(sums_of(place, rule, first, LAST_DAY))
    standings = standings_of(list(communes_of(None, LAST_DAY)), rule, LAST_DAY.year)
    for one in sorted(standings, key=lambda one: one.unit.path):
        yield f"standing {one.unit.path}", _exactly((one.documents, one.digitised, one.exchanged, one.place))


def _print(rows: int, offices: int) -> None:
    """The figures of the database of the settings, in an empty site of its own."""
    import os

    from benchmarks.made_site import DATA, NEEDED

    os.environ |= NEEDED
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    json.dump(dict(_figures(rows, offices)), sys.stdout, ensure_ascii=False)
    shutil.rmtree(DATA, ignore_errors=True)


def _asked(before: list[str], said: argparse.Namespace) -> dict[str, str]:
    command = [
        *before,
        sys.executable,
        __file__,
        "--print",
        f"--rows={said.rows}",
        f"--offices={said.offices}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr[-2_000:])
    found: dict[str, str] = json.loads(done.stdout[done.stdout.index("{") :])
    return found


def main() -> int:
    """Compares; 0 where nothing differs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=20_000)
    options.add_argument("--offices", type=int, default=60)
    options.add_argument("--print", action="store_true", help="the figures of one database, as JSON")
    said = options.parse_args()
    if said.print:
        _print(said.rows, said.offices)
        return 0
    own = _asked([], said)
    other = _asked([sys.executable, str(ROOT / "tools" / "with_postgres.py")], said)
    differing = [name for name in own.keys() | other.keys() if own.get(name) != other.get(name)]
    for name in sorted(differing)[:_SHOWN]:
        print(f"{name}: SQLite {own.get(name)}, PostgreSQL {other.get(name)}")
    print(f"{len(own):,} figures of {said.rows:,} documents compared: {len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
