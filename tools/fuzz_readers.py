"""Feeds damaged files to the readers and counts what happens.

python tools/fuzz_readers.py [--count N] [--reader plain|docx|pdf|image|kind] [--seeds FOLDER] [--seed S]

Each input is a sample (built here, or a file of --seeds) that was damaged in its bytes or in its structure
(parts and elements of .docx, tokens of PDF, lines and tabs of text). A reader may read it or refuse it with a
SauroError; any other exception, a crash of the process or more than --limit seconds is a failure: it is
printed with the number by which `--replay` makes the same input again, and the exit code is 1. Inputs run in
child processes, so that a crash in PDFium stops one batch only. No page is sent to Tesseract.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sauro.errors import SauroError
from sauro.reading.classified import bears_mark
from sauro.reading.docx import read_docx
from sauro.reading.file_kind import kind_of_file
from sauro.reading.limits import Limits
from sauro.reading.pdf import read_pdf
from sauro.reading.plain import read_plain
from sauro.reading.scan_pictures import opened_image
from tools.fuzz_damage import MUTATIONS, built_seeds

LIMITS = Limits(file_bytes=2**24, archive_free_bytes=2**24)
BATCH = 250


class TooSlowError(BaseException):
    """Raised by the alarm; no reader may catch it."""


@dataclass
class Tally:
    """What became of the inputs of one reader."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str]] = field(default_factory=list)


def read_marked(data: bytes) -> object:
    """Looks for a mark of secrecy in plain text."""
    return bears_mark(read_plain(data, name="x"))


def read_picture(data: bytes) -> object:
    """Opens the first pictures of an image."""
    with opened_image(data) as pictures:
        return [pictures.picture(index, 100) for index in range(min(3, len(pictures.numbers)))]


READERS: dict[str, Callable[[bytes], object]] = {
    "plain": read_marked,
    "docx": lambda data: bears_mark(read_docx(data, name="x")),
    "pdf": lambda data: bears_mark(read_pdf(data, name="x")),
    "image": read_picture,
    "kind": lambda data: kind_of_file(data, LIMITS),
}
ENDINGS = {
    "plain": (".txt", ".md"),
    "docx": (".docx",),
    "pdf": (".pdf",),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    "kind": (".docx", ".pdf", ".txt", ".odt", ".doc", ".rtf", ".png", ".tif"),
}


def make_input(reader: str, seeds: Sequence[bytes], seed: int, number: int) -> bytes:
    """Input `number`: always the same for the same seeds and `seed`."""
    rng = random.Random(f"{reader}/{seed}/{number}")  # noqa: S311 — for damage, not for secrets
    data = rng.choice(seeds)
    for _ in range(rng.choice((1, 1, 2))):
        data = rng.choice(MUTATIONS[reader])(rng, data, seeds)
    return data


def try_input(reader: str, data: bytes, limit: float) -> tuple[str, str]:
    """("read" | "refused" | "crashed" | "slow", the traceback of a failure)."""
    signal.signal(signal.SIGALRM, _on_alarm)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        READERS[reader](data)
    except SauroError as error:
        return ("refused", "") if "\n" not in str(error) else ("crashed", f"more than one line: {error!r}")
    except TooSlowError:
        return "slow", traceback.format_exc(limit=-6)
    except Exception:
        return "crashed", traceback.format_exc(limit=-6)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return "read", ""


def _on_alarm(_number: int, _frame: object) -> None:
    raise TooSlowError


def run_batch(
    reader: str, seeds: Sequence[bytes], numbers: range, options: argparse.Namespace
) -> Iterator[list[object]]:
    """The outcomes of a batch run in a child; where the child dies, the input it died of is "crashed"."""
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        faulthandler.enable(file=open(os.devnull, "w"))  # noqa: SIM115 — for the life of the child
        with os.fdopen(target, "w", buffering=1) as results:
            for number in numbers:
                data = make_input(reader, seeds, options.seed, number)
                faulthandler.dump_traceback_later(10 * options.limit, exit=True)
                outcome = try_input(reader, data, options.limit)
                print(json.dumps([number, *outcome]), file=results)
        os._exit(0)
    os.close(target)
    done = numbers.start
    with os.fdopen(source) as results:
        for line in results:
            yield json.loads(line)
            done += 1
    _, status = os.waitpid(child, 0)
    if done < numbers.stop:
        yield [done, "crashed", f"the process ended with status {status}"]
        yield from run_batch(reader, seeds, range(done + 1, numbers.stop), options)


def fuzz(reader: str, options: argparse.Namespace) -> Tally:
    """Gives a reader its damaged inputs, batch by batch, and counts what becomes of them."""
    seeds = gather_seeds(reader, options.seeds)
    tally = Tally()
    for start in range(0, options.count, BATCH):
        for number, outcome, details in run_batch(
            reader, seeds, range(start, min(start + BATCH, options.count)), options
        ):
            tally.outcomes[str(outcome)] += 1
            if outcome in ("crashed", "slow"):
                tally.failures.append((int(str(number)), str(details)))
    return tally


def gather_seeds(reader: str, folder: Path | None) -> list[bytes]:
    """The samples to damage: those built in, and those of a folder that the reader takes."""
    files = sorted(folder.rglob("*")) if folder else []
    found = [file.read_bytes() for file in files if file.suffix.lower() in ENDINGS[reader] and file.is_file()]
    return built_seeds(reader) + [data for data in found if 0 < len(data) < 2**20]


def report(reader: str, tally: Tally, seconds: float) -> None:
    """Prints what became of the inputs of a reader."""
    counts = tally.outcomes
    print(
        f"{reader:6} {counts.total():7} inputs: {counts['read']} read, {counts['refused']} refused, "
        f"{counts['crashed']} crashed, {counts['slow']} too slow ({seconds:.0f} s)"
    )
    shown: set[str] = set()
    for number, details in tally.failures:
        last = "\n".join(details.strip().splitlines()[-3:])
        if last not in shown:
            shown.add(last)
            print(f"--- {reader} input {number}\n{details}")


def main() -> int:
    """Runs the readers asked for; 1 where one crashed or was slow."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=2000, help="inputs for each reader")
    parser.add_argument("--reader", choices=sorted(READERS), action="append")
    parser.add_argument("--seeds", type=Path, help="a folder of samples besides those built in")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=5.0, help="seconds for one input")
    parser.add_argument("--replay", type=int, help="write this input to standard output and stop")
    options = parser.parse_args()
    readers = options.reader or sorted(READERS)
    if options.replay is not None:
        seeds = gather_seeds(readers[0], options.seeds)
        sys.stdout.buffer.write(make_input(readers[0], seeds, options.seed, options.replay))
        return 0
    failed = False
    for reader in readers:
        start = time.perf_counter()
        tally = fuzz(reader, options)
        report(reader, tally, time.perf_counter() - start)
        failed = failed or bool(tally.failures)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
