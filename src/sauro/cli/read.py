"""`sauro read`: reads files and hands over what was read as table, JSON, workbook or page."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sauro.cli.arguments import Parser, UsageError
from sauro.cli.batch import Failure, Outcome, process_count, read_all, read_one
from sauro.cli.exit_codes import FAILED
from sauro.cli.files import ENDINGS, NamedFiles, files_of
from sauro.cli.output import check_target
from sauro.cli.progress import file_meter, page_meter
from sauro.cli.sinks import JsonSink, PageSink, Sink, TableSink, WorkbookSink
from sauro.cli.streams import OutputError, display_name, flush_out, is_debugging, say, write_out

__all__ = ["program_version", "run"]

_NAMES_SHOWN = 4
"""Names in the line on what was left out."""

_DESCRIPTION = """\
Đọc kế hoạch (Word, PDF, bản quét, ảnh, văn bản thuần) và cho biết: cơ quan
ban hành, văn bản viện dẫn, từng nhiệm vụ với đơn vị chủ trì, phối hợp, sản
phẩm, thời hạn, các chỉ tiêu, giới hạn thời gian họp và chế độ báo cáo. Mỗi
giá trị đi kèm lời văn làm căn cứ và vị trí của nó. Kết quả là đề xuất để
người dùng kiểm tra, không phải kết luận."""

_EPILOG = """\
Với --json: một tệp cho một đối tượng, nhiều tệp hoặc thư mục cho một mảng
theo thứ tự đã nêu (tệp không đọc được thì không có trong mảng). Các khóa:
file, document, citations, targets, meeting_limits, tasks, reporting,
findings, source, version; vị trí (span) tính theo ký tự của source.text.

Mã thoát: 0 đọc được tất cả; 2 có tệp không đọc được hoặc dòng lệnh sai;
70 lỗi của chương trình; 130 bị ngắt.

Ví dụ:
  sauro read ke-hoach.docx
  sauro read ke-hoach.pdf --html ke-hoach.html
  sauro read thu-muc-ke-hoach --xlsx tong-hop.xlsx
"""


def program_version() -> str:
    """The version installed."""
    from importlib.metadata import PackageNotFoundError, version  # seldom needed, slow to load

    try:
        return version("sauro")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0"


def run(arguments: Sequence[str]) -> int:
    """Runs `sauro read`; returns its exit code. Raises UsageError and OutputError."""
    options = _parser().parse(arguments)
    if options.version:
        write_out(f"sauro {program_version()}\n")
        return 0
    if not options.files:
        raise UsageError("Chưa nêu tệp cần đọc; hãy dùng: sauro read TỆP…")
    if "" in options.files:  # an unset variable of a script; as a path it would be the current folder
        raise UsageError("Có tên tệp để trống; hãy ghi rõ tên tệp hoặc thư mục cần đọc.")
    jobs = _count(options.jobs)
    named = files_of(options.files)
    sink = _sink(options, named)
    if named.is_single:
        return _read_single(named.files[0], sink, shown=not options.no_progress)
    return _read_many(named, sink, jobs, shown=not options.no_progress)


def _parser() -> Parser:
    parser = Parser("sauro read", _DESCRIPTION, _EPILOG)
    parser.usage = (
        "sauro read TỆP… [--json | --table | --xlsx TỆP_RA | --html TỆP_RA]\n"
        "                              [-j N] [--no-progress]"
    )
    add = parser.add_argument
    add(
        "files",
        nargs="*",
        metavar="TỆP",
        help="tệp hoặc thư mục cần đọc; trong thư mục (cả thư mục con) chỉ đọc các tệp .docx .doc .odt "
        ".rtf .pdf .txt .md .png .jpg .jpeg .tif .tiff, bỏ qua tệp ẩn và tệp README",
    )
    add("--table", action="store_true", help="in thành bảng trên màn hình (mặc định)")
    add("--json", action="store_true", help="in JSON, mỗi giá trị kèm trích dẫn và vị trí")
    add("--xlsx", metavar="TỆP_RA", help="ghi thành sổ tính Excel; nhiều tệp thì thêm cột “Tệp”")
    add(
        "--html",
        metavar="TỆP_RA",
        help="ghi thành trang HTML đặt nguyên văn cạnh kết quả; nhiều tệp thì TỆP_RA là thư mục, "
        "có index.html",
    )
    add("-j", "--jobs", metavar="N", help="số tiến trình chạy song song (mặc định: theo số nhân của máy)")
    add("--no-progress", action="store_true", help="không hiện tiến độ")
    add("--version", action="store_true", help="hiện phiên bản rồi thoát")
    return parser


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise UsageError("Tùy chọn -j cần một số nguyên từ 1 đến 256.")
    return int(text)


def _sink(options: Namespace, named: NamedFiles) -> Sink:
    wanted = [
        name for name in ("json", "table", "xlsx", "html") if getattr(options, name) not in (None, False)
    ]
    if len(wanted) > 1:
        raise UsageError(f"Chỉ chọn một trong các tùy chọn --{' và --'.join(wanted)}.")
    if options.json:
        return JsonSink(is_list=not named.is_single, places=named.files)
    if options.xlsx is not None:
        return WorkbookSink(_target(options.xlsx, named, ending=".xlsx"), with_file=not named.is_single)
    if options.html is not None:
        target = _target(options.html, named, ending=".html", is_folder=not named.is_single)
        return PageSink(target, named.files, is_folder=not named.is_single)
    return TableSink(is_list=not named.is_single)


def _target(name: str, named: NamedFiles, *, ending: str, is_folder: bool = False) -> Path:
    """Where to write. Raises OutputError where it cannot be, or where it is one of the files to read;
    UsageError where the name is that of a file to read: with `--xlsx *.docx` the shell puts the first plan in
    its place.
    """
    if not name:
        raise UsageError("Chưa nêu tên tệp cần ghi.")
    target = Path(name)
    if target.suffix.lower() in ENDINGS:
        wanted = "tên một thư mục" if is_folder else f"tên tệp có đuôi {ending}"
        raise UsageError(
            f"Nơi ghi kết quả “{display_name(target)}” có đuôi của tệp cần đọc; "
            f"hãy ghi {wanted} ngay sau tùy chọn."
        )
    for place in named.files:
        if os.path.exists(target) and os.path.exists(place) and target.samefile(place):
            raise OutputError(
                f"Tệp cần ghi “{display_name(target)}” chính là tệp cần đọc; hãy chọn tên khác."
            )
    if not is_folder:
        check_target(target)
    return target


def _read_single(place: Path, sink: Sink, *, shown: bool) -> int:
    with page_meter(shown=shown) as advance:
        outcome = read_one(place, sink.work, advance if shown else None)
    if outcome.failure:
        say(f"sauro: {display_name(place.name or place)}: {outcome.failure.message}")
        return FAILED
    sink.take(outcome)
    sink.close([])
    return 0


def _read_many(named: NamedFiles, sink: Sink, jobs: int | None, *, shown: bool) -> int:
    count = len(named.files)
    if not count:  # an array of nothing would look like an answer
        _summarise(named, [])
        return FAILED
    failed: list[tuple[Path, Failure]] = []
    # A bar and a table on one terminal would overwrite each other: the table waits until the bar is gone.
    held: list[Outcome[Any]] = []
    take = held.append if shown and sink.prints and sys.stdout.isatty() else sink.take
    with file_meter(shown=shown) as meter:
        advance = partial(_advance, meter, count)
        processes = process_count(named.files, jobs)
        with closing(read_all(named.files, sink.work, processes=processes, advance=advance)) as outcomes:
            for outcome in outcomes:
                if outcome.failure is None:
                    take(outcome)
                else:
                    failed.append((outcome.place, outcome.failure))
    for outcome in held:
        sink.take(outcome)
    sink.close(failed)
    flush_out()
    _summarise(named, failed)
    return FAILED if failed or named.faults else 0


def _advance(meter: Callable[[int, int], None], count: int, done: int) -> None:
    meter(done, count)


def _summarise(named: NamedFiles, failed: Sequence[tuple[Path, Failure]]) -> None:
    """How many were read, one line for each file or folder that could not be, and one for all that was left
    out."""
    count = len(named.files)
    for place, sentence in named.faults:
        say(f"sauro: {display_name(place)}: {sentence}")
    for place, failure in failed:
        say(f"sauro: {display_name(place)}: {failure.message}")
        if failure.trace and is_debugging():
            say(failure.trace)
    if named.left_out:
        shown = [f"{display_name(place.name)} ({why})" for place, why in named.left_out[:_NAMES_SHOWN]]
        more = len(named.left_out) - len(shown)
        others = f" và {more} mục khác" if more else ""
        say(f"Bỏ qua {len(named.left_out)} mục trong thư mục: {', '.join(shown)}{others}.")
    if count:
        rest = f"; {len(failed)} tệp không đọc được, lý do nêu ở trên" if failed else ""
        say(f"Đã đọc {count - len(failed)}/{count} tệp{rest}.")
