#!/usr/bin/env python3
"""What moved, over all samples, between two versions of the rules.

    compare_extraction.py snapshot DIR     the JSON of every sample, one file each
    compare_extraction.py diff OLD NEW     what appeared, vanished or changed, file by file, and totals
    compare_extraction.py --against REV    the same between a git revision and the working tree

Samples: the made-up plans of tests/samples/plans and, where ../shared is there, its plans and other
documents. Snapshots hold words of real plans: keep them out of the repository (build/ is ignored).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Change", "diff_plans", "diff_snapshots", "snapshot"]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SOURCES = {
    "samples": ROOT / "tests" / "samples" / "plans",
    "texts": SHARED / "plan-reading" / "texts",
    "forms": SHARED / "plan-reading" / "samples",
    "plans": SHARED / "corpus" / "plans",
    "documents": SHARED / "corpus" / "documents",
}
SUFFIXES = frozenset({".txt", ".docx"})
TASK_FIELDS = ("path", "heading", "lead", "cooperating", "product", "due", "same_as")
KEYS = {
    "citations": ("number",),
    "targets": ("indicator", "comparator", "value", "quote"),
    "meeting_limits": ("kind",),
    "reporting": ("reporter", "period", "due_day", "raw"),
}
SHOWN = 90


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `what` ("task", "lead", "target" …), `how` ("+", "-", "~"), and the words that show
    it."""

    what: str
    how: str
    words: str

    def __str__(self) -> str:
        return f"{self.how} {self.what}: {self.words}"


@dataclass(slots=True)
class _Differences:
    changes: list[Change] = field(default_factory=list)

    def note(self, what: str, how: str, *words: object) -> None:
        self.changes.append(Change(what, how, " → ".join(_short(word) for word in words)))


def snapshot(folder: Path) -> int:
    """Writes the JSON of every sample to `folder`; how many samples were read."""
    import sauro
    from sauro.errors import SauroError
    from sauro.plan.serial import to_json

    read = 0
    for group, source in SOURCES.items():
        for path in sorted(source.iterdir()) if source.is_dir() else ():
            if path.suffix not in SUFFIXES:
                continue
            try:
                folio = sauro.read(path)
                result = to_json(sauro.extract_plan(folio), folio)
            except SauroError as error:
                result = {"refused": str(error)}
            except Exception as error:  # a crash is what this comparison has to show
                result = {"crash": f"{type(error).__name__}: {error}"}
            target = folder / group / f"{path.name}.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
            read += 1
    return read


def diff_plans(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """The differences between two readings of one file; spans and versions are left out of account."""
    found = _Differences()
    for name in ("refused", "crash"):
        if old.get(name) != new.get(name):
            found.note(name, "~", old.get(name), new.get(name))
    _diff_document(old.get("document") or {}, new.get("document") or {}, found)
    _diff_tasks(old.get("tasks") or [], new.get("tasks") or [], found)
    for name, keys in KEYS.items():
        _diff_rows(name, keys, old.get(name) or [], new.get(name) or [], found)
    _diff_findings(old.get("findings") or [], new.get("findings") or [], found)
    return found.changes


def _diff_document(old: dict[str, Any], new: dict[str, Any], found: _Differences) -> None:
    fields = ("type", "number", "symbol", "issuer", "place", "date", "subject", "signer", "recipients")
    for name in fields:
        before, after = _facts(old.get(name)), _facts(new.get(name))
        if before != after:
            found.note(f"document.{name}", "~", before, after)


def _diff_tasks(old: list[dict[str, Any]], new: list[dict[str, Any]], found: _Differences) -> None:
    for before, after in _pairs(old, new):
        if before is None and after is not None:
            found.note("task", "+", f"{after['path']} {after['text']}")
        elif after is None and before is not None:
            found.note("task", "-", f"{before['path']} {before['text']}")
        elif before is not None and after is not None:
            if before["text"] != after["text"]:
                found.note("text", "~", f"{after['path']} {before['text']}", after["text"])
            for name in TASK_FIELDS:
                if _facts(before.get(name)) != _facts(after.get(name)):
                    found.note(
                        name, "~", f"{after['path']} {_facts(before.get(name))}", _facts(after.get(name))
                    )


def _pairs(
    old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Tasks with the same words, then those left over with the same path, then each alone."""
    rest = list(old)
    unpaired: list[dict[str, Any]] = []
    for task in new:
        same = [other for other in rest if (other["source"], other["text"]) == (task["source"], task["text"])]
        twin = next((other for other in same if other["path"] == task["path"]), same[0] if same else None)
        if twin is None:
            unpaired.append(task)
            continue
        rest.remove(twin)
        yield twin, task
    for task in unpaired:
        twin = next((other for other in rest if other["path"] == task["path"]), None)
        if twin is not None:
            rest.remove(twin)
        yield twin, task
    for other in rest:
        yield other, None


def _diff_rows(
    name: str,
    keys: tuple[str, ...],
    old: list[dict[str, Any]],
    new: list[dict[str, Any]],
    found: _Differences,
) -> None:
    def keyed(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
        groups: dict[str, list[Any]] = {}
        for row in rows:
            key = json.dumps([row.get(key) for key in keys], ensure_ascii=False)
            groups.setdefault(key, []).append(_facts(row))
        return groups

    before, after = keyed(old), keyed(new)
    for key in before.keys() | after.keys():
        was, now = before.get(key, []), after.get(key, [])
        if len(was) < len(now):
            found.note(name, "+", key)
        elif len(was) > len(now):
            found.note(name, "-", key)
        elif was != now:
            found.note(name, "~", was, now)


def _diff_findings(old: list[dict[str, Any]], new: list[dict[str, Any]], found: _Differences) -> None:
    before, after = Counter(row["code"] for row in old), Counter(row["code"] for row in new)
    for code in sorted(before.keys() | after.keys()):
        if before[code] != after[code]:
            found.note("findings", "~", f"{code} {before[code]}", after[code])


def _facts(value: Any) -> Any:
    """A value without what only says where it was found."""
    if isinstance(value, dict):
        places = ("span", "spans", "rule", "confidence", "page", "places")
        return {key: _facts(inner) for key, inner in value.items() if key not in places}
    if isinstance(value, list):
        return [_facts(inner) for inner in value]
    return value


def _short(words: object) -> str:
    text = words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def diff_snapshots(old: Path, new: Path) -> Counter[str]:
    """Prints what moved file by file; the totals, by what and how."""
    totals: Counter[str] = Counter()
    names = {path.relative_to(folder) for folder in (old, new) for path in folder.rglob("*.json")}
    for name in sorted(names):
        if not (old / name).is_file() or not (new / name).is_file():
            print(f"{name}: only in {'the new' if (new / name).is_file() else 'the old'} snapshot")
            totals["files in one snapshot only"] += 1
            continue
        before, after = (json.loads((folder / name).read_text(encoding="utf-8")) for folder in (old, new))
        changes = diff_plans(before, after)
        if changes:
            print(f"\n{name}")
            totals["files changed"] += 1
        for change in sorted(changes, key=str):
            print(f"  {change}")
            totals[f"{change.how} {change.what}"] += 1
    print(f"\n{len(names)} files compared")
    for what, count in sorted(totals.items()):
        print(f"{count:6} {what}")
    return totals


def _compare_with(revision: str) -> None:
    """Checks `revision` out beside the working tree, reads all samples with both, prints the differences."""
    with tempfile.TemporaryDirectory(prefix="sauro-compare-") as name:
        tree, old, new = (Path(name) / part for part in ("tree", "old", "new"))
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--detach", str(tree), revision], check=True, capture_output=True)
        try:
            for package, folder in ((tree / "src", old), (ROOT / "src", new)):
                taken = subprocess.run(
                    [sys.executable, __file__, "snapshot", str(folder)],
                    check=False,
                    env=os.environ | {"PYTHONPATH": str(package)},
                )
                if taken.returncode:
                    raise SystemExit(f"the samples cannot be read with {package} of {revision} or later")
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True, capture_output=True)
        diff_snapshots(old, new)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--against", metavar="REV", help="compare a git revision with the working tree")
    commands = parser.add_subparsers(dest="command")
    taking = commands.add_parser("snapshot")
    taking.add_argument("folder", type=Path)
    comparing = commands.add_parser("diff")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "snapshot":
        print(f"{snapshot(arguments.folder)} samples read into {arguments.folder}")
    elif arguments.command == "diff":
        diff_snapshots(arguments.old, arguments.new)
    elif arguments.against:
        _compare_with(arguments.against)
    else:
        parser.error("snapshot, diff or --against")
    return 0


if __name__ == "__main__":
    sys.exit(main())
