#!/usr/bin/env python3
"""Matches the unit names of the annotated plans with an organisation founded for each of them (the province
and commune of the data file, by the commands of the site), and prints how many are matched by themselves.

    match_units.py [--all] [--every]

The plans are those of ../shared/plan-reading; --all adds those of tests/annotations. --every prints every
match, for looking at. Exit code 1 where fewer than 95 of 100 mentions of ../shared are settled.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
SHARED = ROOT.parent / "shared" / "plan-reading"
OWN = ROOT / "tests" / "annotations"
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


def measure(name: str, plan: dict[str, Any], every: bool) -> tuple[int, int]:
    """How many mentions of a plan are settled, and of how many."""
    from sauro_web.accounts.queries.matching import Matcher

    office = organise(plan["document"]["issuer"], plan["document"]["place"])
    counted = Counter(mentions(plan))
    found = Matcher(office, DAY).match_all(list(counted))
    settled = sum(counted[match.text] for match in found if match.is_settled)
    total = sum(counted.values())
    share = f"{100 * settled / total:.1f}".replace(".", ",") if total else "—"
    print(f"{name[:24]:<25}{office.name[:40]:<42}{settled:>4}/{total:<5}{share:>6} %")
    for match in found:
        if every or not match.is_settled:
            meant = match.unit or "; ".join(map(str, match.groups))
            asked = ", ".join(f"{near.unit} {near.closeness:.2f}" for near in match.candidates)
            related = "  (liên quan)" if match.related else ""
            line = f"{match.state.value:<8}{counted[match.text]:>3}  {match.text}  →  {meant or asked or '—'}"
            print(f"    {line}{related}")
    return settled, total


def main() -> int:
    """Prints the share per plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--every", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.site_settings")
    django.setup()
    from django.core.management import call_command

    settings.DATABASES["default"]["NAME"] = ":memory:"
    call_command("migrate", verbosity=0)
    results = [(name, measure(name, plan, options.every)) for name, plan in plans(options.all)]
    five = [result for name, result in results if name.startswith("00")]
    settled, total = (sum(column) for column in zip(*five, strict=True))
    print(f"{'five plans':<67}{settled:>4}/{total:<5}{100 * settled / total:>6.1f} %")
    return 0 if settled >= WANTED * total else 1


if __name__ == "__main__":
    raise SystemExit(main())
