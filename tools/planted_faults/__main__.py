"""Prints how many planted faults the checks find: `python -m tools.planted_faults [CODE …]`."""

from __future__ import annotations

import sys

from sauro.checks.registry import CHECKS
from tools.planted_faults.measuring import clean_of, score
from tools.planted_faults.notation import clean_documents
from tools.planted_faults.planters import PLANTERS


def main(codes: list[str]) -> int:
    """The table of all checks, or of those whose codes begin with one of these."""
    documents = clean_documents()
    clean = list(clean_of(documents))
    errors = sum(len(one.errors) for one in clean)
    print(f"clean samples {len(clean)}, false errors {errors}, a sample {errors / len(clean):.2f}")
    for one in clean:
        for finding in one.findings:
            print(
                f"  {one.document.name}/{one.form.name}: {finding.severity} {finding.code} {finding.message}"
            )
    for check in CHECKS:
        if check.code not in PLANTERS:
            print(f"no planter: {check.code}")
    asked = {code: one for code, one in PLANTERS.items() if not codes or code.startswith(tuple(codes))}
    totals = [0, 0, 0]
    for code, result in score(asked, documents):
        print(f"{code:32} planted {result.planted:3} found {result.found:3} in place {result.placed:3}")
        for line in result.missed:
            print(f"    {line}")
        totals = [totals[0] + result.planted, totals[1] + result.found, totals[2] + result.placed]
    planted, found, placed = totals
    if planted:
        print(f"all: {planted} planted, {found / planted:.1%} found, {placed / planted:.1%} in place")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
