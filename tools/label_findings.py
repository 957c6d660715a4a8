"""What the checks call an error in real, issued documents, against a list in which a person has said of each
whether it is one.

    python -m tools.label_findings            # figures, and what is not in the list yet
    python -m tools.label_findings --add      # puts what is not in the list yet at its end, without a verdict

The documents are those of the folder beside the repository; 60 are drawn by a fixed seed. A row of the list
(tests/labels/error_findings.csv) is a finding: document, code, the first words at its place, the verdict
("right", "wrong") and why. A wrong one is mended in the check, or the check is lowered; its row stays.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

import sauro
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
LIST = ROOT / "tests" / "labels" / "error_findings.csv"
DRAWN = 60
SEED = 30_2020
FIELDS = ("document", "code", "words", "verdict", "why")
VERDICTS = ("right", "wrong")
_FIRST_WORDS = 8
_LONGEST = 60


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """An error in a document: its code and the first words at its place, empty for the whole document."""

    document: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A document that was looked through: its name, its errors, and the number of findings of each level."""

    document: str
    errors: tuple[Place, ...]
    levels: Counter[Severity]


def drawn(corpus: Path = CORPUS) -> list[Path]:
    """The documents that are looked at, drawn by the seed from all of the folder."""
    every = sorted(corpus.glob("*/*.txt"), key=lambda path: path.name)
    return sorted(Random(SEED).sample(every, DRAWN), key=lambda path: path.name)  # noqa: S311 - no secret


def look(path: Path) -> Looked:
    """The findings of all checks on one document."""
    folio = sauro.read(path)
    findings = sauro.check(folio)
    errors = tuple(
        Place(path.stem, finding.code, _words(finding, folio))
        for finding in findings
        if finding.severity is Severity.ERROR
    )
    return Looked(path.stem, errors, Counter(finding.severity for finding in findings))


def _words(finding: Finding, folio: Folio) -> str:
    said = " ".join(finding.spans[0].of(folio.text).split()[:_FIRST_WORDS]) if finding.spans else ""
    return said[:_LONGEST].rstrip()


def verdicts(path: Path = LIST) -> dict[Place, str]:
    """The list: each error with its verdict, empty where none was given yet."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {Place(row["document"], row["code"], row["words"]): row["verdict"] for row in rows}


def share_right(errors: Iterable[Place], told: dict[Place, str]) -> float:
    """How many of the errors are right, of 1; 1 where there is none."""
    judged = [told.get(error, "") == "right" for error in errors]
    return sum(judged) / len(judged) if judged else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 where an error has no verdict."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--add", action="store_true", help="put new errors at the end of the list")
    asked = parser.parse_args(arguments)
    if not CORPUS.is_dir():
        print(f"the folder {CORPUS} is absent", file=sys.stderr)
        return 2
    looked = [look(path) for path in drawn()]
    told = verdicts() if LIST.exists() else {}
    errors = [error for one in looked for error in one.errors]
    unjudged = [error for error in dict.fromkeys(errors) if told.get(error) not in VERDICTS]
    _print_figures(looked, errors, told)
    for error in unjudged:
        print(f"no verdict: {error.document} {error.code} “{error.words}”")
    if asked.add:
        _append([error for error in unjudged if error not in told])
    return 1 if unjudged else 0


def _print_figures(looked: Sequence[Looked], errors: Sequence[Place], told: dict[Place, str]) -> None:
    for level in Severity:
        counts = [one.levels[level] for one in looked]
        mean = sum(counts) / len(counts)
        print(f"{level.value:6} {sum(counts):6}  a document: mean {mean:.2f}, median {median(counts):g}")
    for code, count in sorted(Counter(error.code for error in errors).items()):
        own = [error for error in errors if error.code == code]
        print(f"  {code:28} {count:5}  right {share_right(own, told):.1%}")
    print(f"errors {len(errors)}, right {share_right(errors, told):.1%}, in {len(looked)} documents")


def _append(errors: Sequence[Place]) -> None:
    LIST.parent.mkdir(parents=True, exist_ok=True)
    new = not LIST.exists()
    with LIST.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(FIELDS)
        writer.writerows((error.document, error.code, error.words, "", "") for error in errors)


if __name__ == "__main__":
    sys.exit(main())
