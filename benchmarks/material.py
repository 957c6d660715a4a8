"""What is read in the benchmarks: a made-up plan, as 30 kB of text and as files of ten printed pages.

It is the made-up commune's plan of tests/samples/plans, its duties said again and again for one round of
work after the other, so that anybody can repeat the figures without the real plans of ../shared.
"""

from __future__ import annotations

import re
from pathlib import Path

from tools.make_samples import make_samples

__all__ = ["CORPUS", "FOLDER", "SAMPLE", "long_plan", "made"]

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "benchmarks"
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLE = ROOT / "tests" / "samples" / "plans" / "ubnd_xa.txt"
TEXT_TURNS = 8  # 30 kB of text
PRINT_TURNS = 6  # ten printed pages
_NUMBER = re.compile(r"^(\d+)(?=[.\t])")


def long_plan(turns: int = TEXT_TURNS) -> Path:
    """The text of the plan with its duties said `turns` times, as a file in build/benchmarks."""
    path = FOLDER / f"ke-hoach-{turns}.txt"
    text = _long_text(SAMPLE.read_text(encoding="utf-8"), turns)
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return path


def made(kind: str) -> Path:
    """The long plan as "docx", "pdf" or "scan"; raises NoLibreOfficeError where it cannot be made."""
    return make_samples([long_plan(PRINT_TURNS)], FOLDER, [kind])[kind][0]


def _long_text(text: str, turns: int) -> str:
    """The sample with its section of duties and its table rows repeated under running numbers."""
    before, duties, after = re.split(r"(?<=GIẢI PHÁP\n\n)|(?=\(Chi tiết phân công)", text)
    lines = after.rstrip("\n").split("\n")
    rows = [line for line in lines if _NUMBER.match(line) and "\t" in line]
    heads = [line for line in lines if line.startswith("TT\t")]
    ending = "\n".join(line for line in lines if line not in rows and line not in heads).rstrip()
    table = "\n".join([heads[0], *_repeated(rows, turns - 2)])
    return before + "\n".join(_repeated(duties.split("\n"), turns)) + ending + "\n\n" + table + "\n"


def _repeated(lines: list[str], times: int) -> list[str]:
    """The lines again and again, their numbers running on, each duty for another round of work."""
    count = 0
    repeated: list[str] = []
    for turn in range(1, times + 1):
        for line in lines:
            if _NUMBER.match(line):
                count += 1
                line = _NUMBER.sub(str(count), line)
            repeated.append(
                line.replace("họp", f"họp đợt {turn}", 1).replace("hồ sơ", f"hồ sơ đợt {turn}", 1)
            )
    return repeated
