#!/usr/bin/env python3
"""Plays a year of a made-up province through the operations of the site (documents, meetings, procedures,
courses; two communes merged, one silent, one late, one without anything to report, figures returned and
corrected), has its periodic reports sent and summed up, and counts every figure of them anew from the raw
rows.

    recount_year.py [--communes 60] [--pace 6] [--seed 226]
    with_postgres.py python tools/recount_year.py        on PostgreSQL

Prints a digest of all figures, the same on both databases. Exit code 1 where a figure differs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ |= {
    "SAURO_DATA": tempfile.mkdtemp(prefix="sauro-year-"),
    "DJANGO_SETTINGS_MODULE": "sauro_web.settings",
}


def main() -> int:
    """Plays, compares, prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--communes", type=int, default=60, help="a province has 98 on average")
    parser.add_argument("--pace", type=int, default=6, help="documents of an office in a month")
    parser.add_argument("--seed", type=int, default=226)
    asked = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", verbosity=0)
    from tools.province_year.playing import play

    begun = time.perf_counter()
    with transaction.atomic():
        played = play(communes=asked.communes, pace=asked.pace, seed=asked.seed)
    took = time.perf_counter() - begun
    print(
        f"{connection.vendor}: {asked.communes} communes, {played.documents} documents, "
        f"{played.reports} reports, {took:.0f} s"
    )
    print(f"{played.figures} figures recounted, {len(played.differing)} differ, digest {played.digest}")
    for one in played.differing:
        print(f"  {one}")
    return 1 if played.differing else 0


if __name__ == "__main__":
    sys.exit(main())
