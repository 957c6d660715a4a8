"""`sauro compare`: a draft against its signed copy, as table, JSON or page."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import sauro
from sauro.checks.signed_copy.model import Comparison, Difference
from sauro.cli.arguments import Parser, UsageError
from sauro.cli.exit_codes import FAILED, FOUND
from sauro.cli.files import ENDINGS
from sauro.cli.output import check_target, write_file
from sauro.cli.progress import page_meter
from sauro.cli.streams import display_name, say, write_out
from sauro.errors import SauroError
from sauro.folio.model import Folio
from sauro.folio.span import Span

__all__ = ["run"]

_DESCRIPTION = """\
So dự thảo với bản đã ký (Word, PDF, bản quét, văn bản thuần; hai bản không
cần cùng loại tệp) và cho biết từng đoạn thêm, bớt, sửa, chuyển chỗ. Xuống
dòng, dấu cách, số trang, dấu và chữ ký không tính; số và ngày điền khi ký
được ghi riêng; chỗ bản quét đọc không chắc được đánh dấu để xem lại bản giấy,
không coi là sửa."""

_EPILOG = """\
Mã thoát: 0 hai bản như nhau; 1 có chỗ khác; 2 có tệp không đọc được hoặc dòng
lệnh sai; 70 lỗi của chương trình; 130 bị ngắt.

Ví dụ:
  sauro compare du-thao.docx ban-ky.pdf
  sauro compare du-thao.docx ban-ky.pdf --html so-sanh.html
"""
_USAGE = "sauro compare DỰ_THẢO BẢN_KÝ [--json | --table | --html TỆP_RA] [--no-progress]"
_NO_MEMORY = "Không đủ bộ nhớ để đọc tệp; hãy đóng bớt chương trình khác rồi thử lại."


def run(arguments: Sequence[str]) -> int:
    """Runs `sauro compare`; returns its exit code. Raises UsageError and OutputError."""
    options = _parser().parse(arguments)
    if len(options.files) != 2 or "" in options.files:
        raise UsageError(f"Cần đúng hai tệp, dự thảo trước, bản đã ký sau; hãy dùng: {_USAGE}")
    if sum((options.json, options.table, options.html is not None)) > 1:
        raise UsageError("Chỉ chọn một trong các tùy chọn --json, --table và --html.")
    target = None if options.html is None else _target(options.html, options.files)
    folios = [_read(Path(name), shown=not options.no_progress) for name in options.files]
    draft, signed = folios
    if draft is None or signed is None:
        return FAILED
    found = sauro.compare(draft, signed)
    if options.json:
        write_out(_json(draft, signed, found))
    elif target is not None:
        from sauro.cli.page_compare import page

        write_file(target, page(draft, signed, found).encode())
    else:
        write_out(_table(draft, signed, found))
    return FOUND if found.changes else 0


def _parser() -> Parser:
    parser = Parser("sauro compare", _DESCRIPTION, _EPILOG)
    parser.usage = _USAGE
    add = parser.add_argument
    add("files", nargs="*", metavar="TỆP", help="dự thảo, rồi bản đã ký")
    add("--table", action="store_true", help="in thành bảng trên màn hình (mặc định)")
    add("--json", action="store_true", help="in JSON, mỗi chỗ khác kèm vị trí ở cả hai bản")
    add("--html", metavar="TỆP_RA", help="ghi thành trang HTML đặt hai bản cạnh nhau")
    add("--no-progress", action="store_true", help="không hiện tiến độ")
    return parser


def _target(name: str, files: Sequence[str]) -> Path:
    if not name:
        raise UsageError("Chưa nêu tên tệp cần ghi.")
    target = Path(name)
    if any(target.exists() and Path(file).exists() and target.samefile(file) for file in files):
        raise UsageError("Tệp cần ghi chính là tệp cần đọc; hãy chọn tên khác.")
    if target.suffix.lower() in ENDINGS:
        raise UsageError(
            f"Tệp “{display_name(target)}” có đuôi của tệp cần đọc; hãy ghi tên tệp có đuôi .html."
        )
    check_target(target)
    return target


def _read(place: Path, *, shown: bool) -> Folio | None:
    """The Folio of a file; None where it cannot be read, which is said."""
    try:
        with page_meter(shown=shown) as advance:
            return sauro.read(place, progress=advance if shown else None)
    except SauroError as error:
        say(f"sauro: {display_name(place.name or place)}: {error}")
    except MemoryError:
        say(f"sauro: {display_name(place.name or place)}: {_NO_MEMORY}")
    return None


def _json(draft: Folio, signed: Folio, found: Comparison) -> str:
    data = {
        "draft": draft.source.name,
        "signed": signed.source.name,
        "same": round(found.same, 4),
        "differences": [_object(one) for one in found.differences],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _object(one: Difference) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "before": one.before,
        "draft": {"text": one.old_text, "span": _pair(one.old)},
        "signed": {"text": one.new_text, "span": _pair(one.new)},
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _table(draft: Folio, signed: Folio, found: Comparison) -> str:
    from sauro.cli.comparison_table import comparison_table  # rich is slow to load
    from sauro.cli.table import Canvas, canvas_of, drawn

    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    canvas = canvas_of() if is_terminal else Canvas(120, None)
    return drawn(comparison_table(draft, signed, found), canvas)
