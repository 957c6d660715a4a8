"""A register of 100,000 documents in a spreadsheet, from the file to its entries, against calamine reading
the bare cells of the same file; and the peak memory of both, each in a process of its own."""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import python_calamine
import xlsxwriter

from benchmarks.material import FOLDER
from benchmarks.timing import alternate, options, report
from sauro.reading.workbook import open_workbook
from sauro.registers.entries import entries
from sauro.registers.survey import survey
from sauro.registers.tally import Tally

ROWS = 100_000
TODAY = date(2026, 12, 31)
MOST_SECONDS = 20.0
"""A third of what the whole import may take; the rest is the database's."""
MOST_MEMORY = 400
"""Megabytes."""
SAMPLE = 2_000
_HEADINGS = (
    "STT", "Số đến", "Ngày đến", "Tác giả", "Số, ký hiệu", "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung", "Đơn vị hoặc người nhận", "Độ khẩn", "Độ mật", "Hạn xử lý", "Ghi chú",
)  # fmt: skip
_ISSUERS = tuple(f"UBND xã Mẫu {number}" for number in range(1, 167))
_KINDS = (("Kế hoạch", "KH-UBND"), ("Báo cáo", "BC-UBND"), ("Công văn", "UBND-VX"), ("Quyết định", "QĐ-UBND"))


def made_register(rows: int = ROWS, *, classified: bool = True) -> Path:
    """A made-up register of what arrived in a year, as file in build/benchmarks; days as days and as text,
    where `classified` every five-hundredth document is."""
    path = FOLDER / f"so-van-ban-den-{rows}{'-mat' if classified else ''}.xlsx"
    if path.is_file():
        return path
    FOLDER.mkdir(parents=True, exist_ok=True)
    dice = random.Random(7)  # noqa: S311
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("VB đến 2025")
    day_form = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2025"])
    sheet.write_row(2, 0, _HEADINGS)
    for number in range(1, rows + 1):
        arrived = date(2025, 1, 1) + timedelta(days=number * 360 // rows)
        kind, symbol = dice.choice(_KINDS)
        written = arrived - timedelta(days=dice.randrange(5))
        secrecy = "Mật" if classified and number % 500 == 0 else "Thường"
        sheet.write_row(number + 2, 0, [number, number])
        sheet.write_datetime(number + 2, 2, datetime(arrived.year, arrived.month, arrived.day), day_form)
        sheet.write_row(
            number + 2,
            3,
            [
                dice.choice(_ISSUERS), f"{dice.randrange(1, 3000)}/{symbol}", f"{written:%d/%m/%Y}",
                f"{kind} về việc thực hiện nhiệm vụ số {number} của năm", f"Phòng {number % 12}", "Thường",
                secrecy,
                f"{arrived + timedelta(days=7):%d/%m/%Y}", "",
            ],
        )  # fmt: skip
    book.close()
    return path


def read_register(data: bytes) -> Tally:
    """From the bytes to the last entry, nothing kept."""
    sheet = open_workbook(data).sheets[0]
    layout = survey(list(islice(sheet.rows(), SAMPLE)), name=sheet.name, merged=sheet.merged)
    if layout is None or layout.direction is None:
        raise SystemExit("the made-up register was not recognised")
    tally = Tally(layout.direction)
    for line in entries(
        sheet.rows(), layout, on=TODAY, merged=sheet.merged, without_value=sheet.without_value
    ):
        tally.takes(line)
    return tally


def read_bare(data: bytes) -> int:
    """Calamine alone, row by row."""
    return sum(1 for _ in python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).iter_rows())


def _peak(what: str, path: Path) -> float:
    """Megabytes at the highest in a fresh process."""
    program = [sys.executable, __file__, "--peak-of", what, str(path)]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Prints the figures."""
    if "--peak-of" in sys.argv:
        what, path = sys.argv[-2:]
        (read_register if what == "own" else read_bare)(Path(path).read_bytes())
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    asked = options(__doc__)
    path = asked.file or made_register()
    data = path.read_bytes()
    tally = read_register(data)
    found = alternate(lambda: read_register(data), lambda: read_bare(data), min(asked.rounds, 3))
    print(f"{tally.fit:,} documents, {tally.secret_rows} classified, {tally.repeated} repeated")
    report(
        "register of 100,000 rows → entries",
        f"{found.own:.1f} s",
        f"calamine's bare cells {found.other:.1f} s",
        f"at most {MOST_SECONDS:.0f} s",
        found.own <= MOST_SECONDS,
    )
    own, bare = _peak("own", path), _peak("bare", path)
    report(
        "peak memory",
        f"{own:.0f} MB",
        f"calamine's bare cells {bare:.0f} MB",
        f"at most {MOST_MEMORY} MB",
        own <= MOST_MEMORY,
    )


if __name__ == "__main__":
    main()
