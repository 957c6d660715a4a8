"""`sauro check`: says what is wrong with the form of a draft, as table, JSON or page."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sauro.cli.arguments import Parser, UsageError
from sauro.cli.exit_codes import FAILED, FOUND
from sauro.cli.file_notes import say_of_file
from sauro.cli.files import ENDINGS
from sauro.cli.output import check_target, write_file
from sauro.cli.streams import OutputError, display_name, say, write_out
from sauro.doctypes.kinds import ADMINISTRATIVE_KINDS, DocumentKind
from sauro.errors import SauroError, Unsupported
from sauro.findings import Finding, Severity

if TYPE_CHECKING:
    from sauro.folio.model import Folio
    from sauro.folio.setting import Setting

__all__ = ["Checked", "run"]

_DESCRIPTION = """\
Kiểm tra thể thức, kỹ thuật trình bày của dự thảo theo Nghị định số
30/2020/NĐ-CP: khổ giấy, lề, phông, cỡ và kiểu chữ từng thành phần, số và ký
hiệu, thẩm quyền ký, nơi nhận, đánh số, viện dẫn, viết hoa, phụ lục, đơn vị
không còn. Tệp Word được xem đủ; tệp khác chỉ xem phần thấy được từ chữ."""

_EPILOG = """\
Mỗi phát hiện nêu mức, mã, điều sai, vị trí và căn cứ; trang giải thích từng
mã nằm ở docs/kiem-tra/. Tệp kiểm tra không bị sửa. Với --fix, bản sửa được ghi
ra tệp .docx khác: cách trình bày được sửa ngay, chữ chỉ được sửa bằng thay đổi
có theo dõi (Track Changes) để người soạn chấp nhận hoặc từ chối từng chỗ.

Mã thoát: 0 không có lỗi; 1 có phát hiện mức lỗi; 2 tệp không đọc được hoặc
dòng lệnh sai; 70 lỗi của chương trình; 130 bị ngắt.

Ví dụ:
  sauro check du-thao.docx
  sauro check du-thao.docx --kind KH --html ket-qua.html
  sauro check du-thao.docx --fix du-thao-sua.docx
"""
_SETTLED_FIRST = (Severity.STOP, Severity.ERROR)
_ONLY_WORD = "Chỉ sửa được tệp .docx; hãy mở tệp bằng Word, lưu lại dạng .docx rồi thử lại."
_NO_MEMORY = "Không đủ bộ nhớ để đọc tệp; hãy đóng bớt chương trình hoặc tách tệp thành nhiều phần."


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked at: its name as it may be shown, its text, and what was found."""

    name: str
    folio: Folio
    findings: tuple[Finding, ...]
    setting: Setting | None = None


def run(arguments: Sequence[str]) -> int:
    """Runs `sauro check`; returns its exit code. Raises UsageError and OutputError."""
    options = _parser().parse(arguments)
    if not options.file:
        raise UsageError("Chưa nêu tệp cần kiểm tra; hãy dùng: sauro check TỆP")
    if options.json and options.html is not None:
        raise UsageError("Chỉ chọn một trong các tùy chọn --json và --html.")
    kind = _kind(options.kind)
    off = _codes(options.off)
    place = Path(options.file)
    target = _target(options.html, place)
    mended = _mended_target(options.fix, place)
    try:
        checked = _checked(place, kind, off)
        if mended is not None:
            _mend(place, checked, mended)
    except SauroError as error:
        say(f"sauro: {display_name(place.name or place)}: {error}")
        return FAILED
    except MemoryError:
        say(f"sauro: {display_name(place.name or place)}: {_NO_MEMORY}")
        return FAILED
    say_of_file(checked.folio, text_only=checked.setting is None)
    _hand_over(checked, options, target)
    return FOUND if any(one.severity in _SETTLED_FIRST for one in checked.findings) else 0


def _parser() -> Parser:
    parser = Parser("sauro check", _DESCRIPTION, _EPILOG)
    parser.usage = "sauro check TỆP [--kind KÝ_HIỆU] [--off MÃ,…] [--json | --html TỆP_RA] [--fix TỆP_RA]"
    add = parser.add_argument
    add("file", nargs="?", metavar="TỆP", help="dự thảo cần kiểm tra (tốt nhất là tệp .docx)")
    add("--kind", metavar="KÝ_HIỆU", help="loại văn bản: chữ viết tắt (KH, QĐ, TTr, CV …) hoặc tên loại")
    add("--off", metavar="MÃ,…", help="không chạy các phép kiểm tra có mã này, ví dụ F12.capitals")
    add("--json", action="store_true", help="in JSON, mỗi phát hiện kèm vị trí theo ký tự và cách sửa")
    add("--html", metavar="TỆP_RA", help="ghi thành trang HTML đặt nguyên văn cạnh các phát hiện")
    add("--fix", metavar="TỆP_RA", help="ghi bản đã sửa thành tệp .docx mới; chữ sửa bằng Track Changes")
    return parser


def _kind(asked: str | None) -> DocumentKind | None:
    if asked is None:
        return None
    wanted = " ".join(asked.split()).casefold()
    for kind in ADMINISTRATIVE_KINDS:
        names = (kind.name, *kind.abbreviations)
        if wanted in {name.casefold() for name in names}:
            return kind
    known = ", ".join(kind.abbreviation or "CV" for kind in ADMINISTRATIVE_KINDS[:18])
    raise UsageError(f"Không có loại văn bản “{display_name(asked)}”; hãy dùng chữ viết tắt như: {known}.")


def _codes(asked: str | None) -> Collection[str]:
    from sauro.checks.registry import CHECKS

    codes = {code.strip() for code in (asked or "").split(",") if code.strip()}
    unknown = codes - {check.code for check in CHECKS}
    if unknown:
        raise UsageError(
            f"Không có phép kiểm tra mã “{display_name(min(unknown))}”; xem các mã ở docs/kiem-tra/."
        )
    return codes


def _target(name: str | None, place: Path) -> Path | None:
    if name is None:
        return None
    if not name:
        raise UsageError("Chưa nêu tên tệp cần ghi.")
    target = Path(name)
    if target.suffix.lower() in ENDINGS:
        raise UsageError(
            f"Nơi ghi kết quả “{display_name(target)}” có đuôi của tệp cần đọc; "
            "hãy ghi tên tệp có đuôi .html."
        )
    if target.exists() and place.exists() and target.samefile(place):
        raise OutputError(f"Tệp cần ghi “{display_name(target)}” chính là tệp cần đọc; hãy chọn tên khác.")
    check_target(target)
    return target


def _checked(place: Path, kind: DocumentKind | None, off: Collection[str]) -> Checked:
    """Reads the file and looks through it. Raises SauroError where it cannot be read."""
    import sauro
    from sauro.checks.model import Family

    folio = sauro.read(place)
    setting = sauro.read_setting(place)
    findings = sauro.check(folio, setting=setting, kind=kind, families=(Family.FORM,), off=off)
    return Checked(display_name(place.name), folio, findings, setting)


def _mended_target(name: str | None, place: Path) -> Path | None:
    """Where the corrected copy goes: a Word file that is not the one to look at."""
    if name is None:
        return None
    target = Path(name)
    if target.suffix.lower() != ".docx":
        raise UsageError("Bản sửa là tệp Word; hãy ghi tên tệp có đuôi .docx ngay sau --fix.")
    if target.exists() and place.exists() and target.samefile(place):
        raise OutputError(f"Bản sửa không ghi đè lên “{display_name(place.name)}”; hãy chọn tên khác.")
    check_target(target)
    return target


def _mend(place: Path, checked: Checked, target: Path) -> None:
    """Writes the corrected copy and says what is left to do. Raises SauroError where the file is none that
    can be corrected."""
    import sauro

    if checked.setting is None:
        raise Unsupported(_ONLY_WORD)
    made = sauro.correct(
        place.read_bytes(),
        checked.folio,
        checked.findings,
        on=datetime.now().astimezone(),
        setting=checked.setting,
    )
    write_file(target, made.data)
    left = f"; còn {len(made.left)} phát hiện phải tự sửa" if made.left else ""
    say(f"Đã ghi {display_name(target)}: sửa {len(made.mended)} phát hiện{left}.")


def _hand_over(checked: Checked, options: Namespace, target: Path | None) -> None:
    if options.json:
        from sauro.cli.check_json import findings_json

        write_out(findings_json(checked.name, checked.folio, checked.findings) + "\n")
    elif target is not None:
        from sauro.cli.check_page import findings_page

        page = findings_page(checked.name, checked.folio, checked.findings)
        write_file(target, page.encode("utf-8", errors="replace"))
        write_out(f"Đã ghi {display_name(target)}\n")
    else:
        from sauro.cli.check_table import findings_table
        from sauro.cli.sinks import canvas

        write_out(findings_table(checked.folio, checked.findings, canvas()))
