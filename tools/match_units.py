#!/usr/bin/env python3
"""Matches the unit names of the annotated plans with an organisation founded for each of them (the province
and commune of the data file, by the commands of the site), and prints how many are matched by themselves.

    match_units.py [--all] [--every]

The plans are those of ../shared/plan-reading; --all adds those of tests/annotations. What each settled name
means was looked at by a person and stands in tests/tools/unit_mentions.json; a match that means something
else is wrong. --every prints every match and writes that file anew, to be looked at. Exit code 1 where fewer
than 95 of 100 mentions of ../shared are settled, or one is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
SHARED = ROOT.parent / "shared" / "plan-reading"
OWN = ROOT / "tests" / "annotations"
RIGHT = ROOT / "tests" / "tools" / "unit_mentions.json"
WANTED = 0.95
DAY = date(2026, 6, 1)
COMMUNES = {"phường Nhân Hòa": "09253", "xã Hương Bình": "18523", "xã Cẩm Giàng": "02008"}
"""Communes of the plans by code: their names occur in several provinces."""


def mentions(plan: dict[str, Any]) -> Iterator[str]:
    """Every unit named in an annotated plan: leads, cooperating units, who reports to whom."""
    for task in plan["tasks"]:
        yield from task["lead"]
        yield from task["cooperating"]
    for report in plan["reporting"]:
        yield from report["reporter"]
        yield from report["receiver"]


def plans(everything: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """The annotated plans, by name."""
    five = [*SHARED.glob("gold/*.json"), *OWN.glob("00*.json")]
    for path in [
        *sorted(five, key=lambda path: path.name),
        *(sorted(OWN.glob("[!0]*.json")) if everything else ()),
    ]:
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))
    if everything:
        for path in sorted(OWN.glob("01*.json")):
            yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def organise(issuer: str, place: str | None) -> Any:
    """Founds the province or commune that issued a plan, and gives the issuing office."""
    from sauro_web.accounts.areas import areas
    from sauro_web.accounts.models import Unit
    from sauro_web.accounts.operations.founding import found_commune, found_province

    area = issuer.removeprefix("Ủy ban nhân dân ")
    if area in COMMUNES:
        return found_commune(COMMUNES[area])
    name = area.removeprefix("tỉnh ").removeprefix("thành phố ")
    known = {found.name: found.code for found in areas().values() if not found.parent}
    if name in known:
        return found_province(known[name])
    province = found_province(known[place or ""])
    return Unit.objects.get(province=province, name="Văn phòng Ủy ban nhân dân")


@dataclass(frozen=True, slots=True)
class Share:
    """How many mentions of a plan were settled, of how many, and how many of them wrongly."""

    settled: int
    total: int
    wrong: int


def meaning(match: Any) -> str:
    """What a settled match means, in words."""
    return match.unit.name if match.unit is not None else "; ".join(group.name for group in match.groups)


def measure(name: str, plan: dict[str, Any], right: dict[str, str], every: bool) -> Share:
    """Matches the mentions of a plan, prints the share, and what is not settled or not `right`."""
    from sauro_web.accounts.queries.matching import Matcher

    office = organise(plan["document"]["issuer"], plan["document"]["place"])
    counted = Counter(mentions(plan))
    found = Matcher(office, DAY).match_all(list(counted))
    settled = [match for match in found if match.is_settled]
    wrong = [match for match in settled if match.text in right and right[match.text] != meaning(match)]
    share = Share(*(sum(counted[match.text] for match in some) for some in (settled, found, wrong)))
    percent = f"{100 * share.settled / share.total:.1f}".replace(".", ",") if share.total else "—"
    print(f"{name[:24]:<25}{office.name[:40]:<42}{share.settled:>4}/{share.total:<5}{percent:>6} %", end="")
    print(f"{share.wrong:>5} sai")
    for match in found:
        if match in wrong or every or not match.is_settled:
            print(f"    {_line(match, counted[match.text])}{'  SAI' if match in wrong else ''}")
    if every:
        right.update((match.text, meaning(match)) for match in settled)
    return share


def _line(match: Any, times: int) -> str:
    asked = ", ".join(f"{near.unit} {near.closeness:.2f}" for near in match.candidates)
    related = "  (liên quan)" if match.related else ""
    return f"{match.state.value:<8}{times:>3}  {match.text}  →  {meaning(match) or asked or '—'}{related}"


def main() -> int:
    """Prints the share per plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--every", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.site_settings")
    django.setup()
    from django.db import connection
    from tests.migrated import fill

    settings.DATABASES["default"]["NAME"] = ":memory:"
    fill(connection)
    right = json.loads(RIGHT.read_text(encoding="utf-8")) if RIGHT.exists() else {}
    results = [
        (name, measure(name, plan, right.setdefault(name, {}), options.every))
        for name, plan in plans(options.all)
    ]
    if options.every:
        RIGHT.write_text(json.dumps(right, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    five = [share for name, share in results if name.startswith("00")]
    settled, total = sum(share.settled for share in five), sum(share.total for share in five)
    wrong = sum(share.wrong for _, share in results)
    print(f"{'five plans':<67}{settled:>4}/{total:<5}{100 * settled / total:>6.1f} %{wrong:>5} sai")
    return 0 if settled >= WANTED * total and not wrong else 1


if __name__ == "__main__":
    raise SystemExit(main())
