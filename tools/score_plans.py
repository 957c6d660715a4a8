#!/usr/bin/env python3
"""Scores what Sáu Rõ reads out of annotated plans, field by field, form by form (`make score`).

    score_plans.py [--scans] [--all-forms] [--misses N]

The three annotated plans of ../shared/plan-reading are read as text, as Word file, as text PDF and, with
--scans, as 300-dpi scans, all made by tools/make_samples.py; the plans of tests/annotations and the made-up
ones of tests/samples/plans are read as text, with --all-forms as Word file and PDF too. Counting is done by
../shared/plan-reading/score.py itself. Exit code 1 where a macro F1 is under its floor.

GUIDE.md lets a reader invent the name of any indicator outside its seven; two inventions never agree. So the
targets are counted a second time with all invented names taken as one, printed below the official fields.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sauro
from sauro.errors import SauroError
from sauro.plan.serial import to_json
from tools.annotations import MismatchError, unpack_all
from tools.make_samples import make_samples
from tools.sample_pdf import NoLibreOfficeError

__all__ = ["Annotated", "Result", "load_scorer", "score_form"]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = {"text": 0.98, "docx": 0.97, "pdf": 0.97, "scan": 0.90}
OWN_FLOOR = 1.0
AGREED_INDICATORS = frozenset(
    {
        "admin_documents_reduction",
        "meetings_reduction",
        "online_meetings_share",
        "digital_procedures_share",
        "digitised_documents_share",
        "electronic_exchange_share",
        "digital_skills_share",
    }
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A plan's text file and what is in it, in the format of GUIDE.md."""

    text: Path
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """Tallies by field, the targets counted with invented names as one, the differences, the macro average
    and the seconds that reading took."""

    fields: dict[str, Any]
    targets_alike: Any
    misses: list[str]
    macro: float
    seconds: float


def load_scorer(path: Path) -> ModuleType:
    """The scoring program as a module."""
    spec = importlib.util.spec_from_file_location("plan_scorer", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"not a Python file: {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_plan(path: Path) -> dict[str, Any]:
    """The JSON of a plan, read in this process; empty, with a line on standard error, where it cannot be
    read."""
    try:
        folio = sauro.read(path)
        plan = sauro.extract_plan(folio)
    except SauroError as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return {}
    result: dict[str, Any] = to_json(plan, folio)
    return result


def score_form(scorer: ModuleType, plans: Sequence[Annotated], files: Sequence[Path]) -> Result:
    """Reads each file and counts it against the annotation of its plan."""
    fields: dict[str, Any] = {}
    misses: list[str] = []
    alike: dict[str, Any] = {}
    seconds = 0.0
    for plan, path in zip(plans, files, strict=True):
        started = time.perf_counter()
        read = read_plan(path)
        seconds += time.perf_counter() - started
        scorer.score(plan.gold, read, fields, misses)
        scorer.score(_alike(plan.gold), _alike(read), alike, [])
    return Result(fields, alike.get("targets"), misses, _macro(fields), seconds)


def _alike(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with one name for every indicator that GUIDE.md does not name."""
    targets = [
        target if target["indicator"] in AGREED_INDICATORS else target | {"indicator": "another"}
        for target in plan.get("targets") or []
    ]
    return plan | {"targets": targets}


def _macro(fields: dict[str, Any]) -> float:
    return sum(tally.f1 for tally in fields.values()) / len(fields) if fields else 0.0


def _gold_plans() -> list[Annotated]:
    folder = SHARED / "plan-reading"
    found = []
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found.append(Annotated(folder / "texts" / gold["file"], gold))
    return found


def _packed_plans() -> list[Annotated]:
    return [Annotated(source, gold) for source, gold in unpack_all(ROOT / "tests" / "annotations", SHARED)]


def _own_plans() -> list[Annotated]:
    folder = ROOT / "tests" / "samples" / "plans"
    found = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found.append(Annotated(folder / gold["file"], gold))
    return found


@dataclass(slots=True)
class _Report:
    """Prints results and remembers whether one fell under its floor."""

    scorer: ModuleType
    misses: int
    failed: bool = False

    def form(self, name: str, plans: Sequence[Annotated], files: Sequence[Path], floor: float | None) -> None:
        result = score_form(self.scorer, plans, files)
        print(f"\n== {name}: {len(plans)} plans, {result.seconds:.2f} s")
        for line in result.misses[: self.misses]:
            print("  ", line)
        for field, tally in result.fields.items():
            print(f"{field:28} {tally}")
        print(f"{'(targets, invented names one)':28} {result.targets_alike}")
        verdict = ""
        if floor is not None:
            low = result.macro < floor
            self.failed = self.failed or low
            verdict = f"   floor {floor:.2f}: {'UNDER IT' if low else 'held'}"
        print(f"macro F1 {result.macro:.4f} over {len(result.fields)} fields{verdict}")

    def each(self, plans: Sequence[Annotated], files: Sequence[Path]) -> None:
        """One line a plan: its own macro average."""
        for plan, path in zip(plans, files, strict=True):
            result = score_form(self.scorer, [plan], [path])
            weak = [f"{field} {tally.f1:.2f}" for field, tally in result.fields.items() if tally.f1 < 0.95]
            print(f"  {result.macro:.4f} {plan.text.stem:32} {', '.join(weak)}")


def _score_all(report: _Report, *, scans: bool, all_forms: bool) -> None:
    samples = ROOT / "build" / "samples"
    groups: list[tuple[str, list[Annotated], dict[str, float | None]]] = [
        ("annotated", _gold_plans(), dict(FLOORS)),
        ("annotated here", _packed_plans(), {}),
        ("made up", _own_plans(), {"text": OWN_FLOOR}),
    ]
    for name, plans, floors in groups:
        texts = [plan.text for plan in plans]
        report.form(f"{name}, as text", plans, texts, floors.get("text"))
        report.each(plans, texts)
        kinds = ["docx", "pdf", *(["scan"] if scans else [])] if name == "annotated" else []
        kinds = kinds or (["docx", "pdf"] if all_forms else [])
        if not kinds:
            continue
        try:
            made = make_samples(texts, samples, kinds)
        except NoLibreOfficeError as error:
            print(f"\n== {name}: PDF and scan left out: {error}")
            made = make_samples(texts, samples, ["docx"])
        for kind, files in made.items():
            report.form(f"{name}, as {kind}", plans, files, floors.get(kind))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scans", action="store_true", help="scans too (about a minute)")
    parser.add_argument("--all-forms", action="store_true", help="Word and PDF of all annotated plans")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="print the first N differences a form"
    )
    arguments = parser.parse_args()
    program = SHARED / "plan-reading" / "score.py"
    if not program.is_file():
        print(f"{SHARED} is absent: the scores of real plans are left out")
        return 0
    report = _Report(load_scorer(program), arguments.misses)
    try:
        _score_all(report, scans=arguments.scans, all_forms=arguments.all_forms)
    except MismatchError as error:
        print(f"tests/annotations: {error}", file=sys.stderr)
        return 2
    return int(report.failed)


if __name__ == "__main__":
    sys.exit(main())
