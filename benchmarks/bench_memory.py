#!/usr/bin/env python3
"""Peak memory of a fresh process that reads one file to JSON, its child processes included: at most 300
MB."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import time

from tools.sample_pdf import NoLibreOfficeError

from benchmarks.material import long_plan, made
from benchmarks.timing import options, report

BOUND_MB = 300
SAMPLE_EVERY_SECONDS = 0.01
PROBE = """
import sys
from pathlib import Path
from benchmarks.reading import read_to_json
read_to_json(Path(sys.argv[1]))
"""


def peak_memory(path: Path) -> float:
    """The highest sum of the memory of the process and its descendants, in MB, shared pages counted once; at
    least what the kernel has noted as the highest of the process itself, which looks cannot miss."""
    root = Path(__file__).resolve().parents[1]
    process = subprocess.Popen([sys.executable, "-c", PROBE, str(path.resolve())], cwd=root)
    peak = 0.0
    while process.poll() is None:
        together = sum(_megabytes(pid, "smaps_rollup", "Pss:") for pid in _family(process.pid))
        peak = max(peak, together, _megabytes(process.pid, "status", "VmHWM:"))
        time.sleep(SAMPLE_EVERY_SECONDS)
    if process.returncode:
        raise SystemExit(f"{path.name}: the reader ended with exit code {process.returncode}")
    return peak


def _family(pid: int) -> list[int]:
    """The process and all its descendants. A child that has not begun its own program yet is left out: until
    then it runs in the memory of its parent (vfork), which would be counted a second time."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                children = [int(child) for child in task.read_text().split()]
                found += [child for child in children if _program(child) != _program(parent)]
            except OSError:
                continue  # it ended between the two looks
    return found


def _program(pid: int) -> Path:
    return Path(f"/proc/{pid}/exe").readlink()


def _megabytes(pid: int, file: str, field: str) -> float:
    """A figure of /proc in MB; 0 of a process that has ended."""
    try:
        for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) / 1024
    except OSError:
        return 0.0
    return 0.0


def main() -> None:
    """Measures, and prints the figure beside its bound."""
    asked = options(__doc__)
    if asked.file:
        _measure(asked.file.suffix, asked.file, asked.rounds)
        return
    files = {"text": long_plan(), "Word file": made("docx")}
    try:
        files["text PDF"] = made("pdf")
        if shutil.which("tesseract"):
            files["scan"] = made("scan")
    except NoLibreOfficeError as error:
        print(f"PDF and scan left out: {error}")
    for what, path in files.items():
        _measure(what, path, asked.rounds)


def _measure(what: str, path: Path, rounds: int) -> None:
    peaks = [peak_memory(path) for _ in range(rounds)]
    peak = statistics.median(peaks)
    report(
        f"peak memory, {what}",
        f"{peak:.0f} MB",
        f"highest of {rounds} runs {max(peaks):.0f} MB",
        f"{BOUND_MB} MB",
        peak <= BOUND_MB,
    )


if __name__ == "__main__":
    main()
