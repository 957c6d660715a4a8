"""Faults planted into clean documents of our own, 20 for each check, typed by two hands and as text: how many
are found, how many of them where they are, and how many findings of level error a clean document has."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.planted_faults.measuring import clean_of, score
from tools.planted_faults.notation import clean_documents
from tools.planted_faults.planters import PLANTERS

LEAST = 0.97
"""Share of the planted faults that has to be found, at the right place."""
MOST = 0.2
"""False findings of level error in a clean document at most."""


def main() -> int:
    """Prints the two figures, and every check that misses some; 1 where a bound is not kept."""
    documents = clean_documents()
    clean = list(clean_of(documents))
    errors = sum(len(one.errors) for one in clean) / len(clean)
    planted = placed = 0
    for code, result in score(PLANTERS, documents):
        planted, placed = planted + result.planted, placed + result.placed
        if result.placed < result.planted:
            print(f"  {code}: {result.placed} of {result.planted}")
    share = placed / planted
    print(f"planted faults of {len(PLANTERS)} checks: {planted}")
    print(f"found in place: {share:.1%} (at least {LEAST:.0%})")
    print(f"clean documents: {len(clean)}; false errors in each: {errors:.2f} (at most {MOST})")
    return 0 if share >= LEAST and errors <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
