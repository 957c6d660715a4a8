"""`sauro review`: what there is to say of a plan, and what it makes of the plan of the office above."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from json import dumps
from pathlib import Path

import sauro
from sauro.checks.coverage import Coverage, cover
from sauro.checks.coverage.findings import coverage_findings
from sauro.checks.coverage.serial import to_json as coverage_json
from sauro.checks.gathering import gathered
from sauro.checks.levels import Standing, standing_of
from sauro.cli.arguments import Parser, UsageError
from sauro.cli.batch import Failure, read_one
from sauro.cli.exit_codes import FAILED
from sauro.cli.file_notes import say_of_file
from sauro.cli.files import ENDINGS
from sauro.cli.output import check_target, write_file
from sauro.cli.progress import page_meter
from sauro.cli.streams import OutputError, display_name, say, write_out
from sauro.folio.model import Folio
from sauro.folio.setting import Setting
from sauro.plan.model import Plan
from sauro.plan.serial import to_json

__all__ = ["run"]

_DESCRIPTION = """\
Soát một kế hoạch: thể thức, tính thống nhất, sự rõ ràng của từng nhiệm vụ.
Với --against, đặt kế hoạch cạnh kế hoạch của cơ quan cấp trên và cho biết
từng nhiệm vụ, chỉ tiêu cấp trên giao đã được đáp ứng, cao hơn, chưa đủ yêu
cầu, còn thiếu, sai cấp, và nội dung nào có thêm. Kết quả là đề xuất để
người soát xem lại, không phải kết luận."""
_EPILOG = """\
Mã thoát: 0 soát xong, kể cả khi có phát hiện; 2 có tệp không đọc được hoặc
dòng lệnh sai; 70 lỗi của chương trình; 130 bị ngắt.

Ví dụ:
  sauro review ke-hoach-xa.docx
  sauro review ke-hoach-xa.docx --against ke-hoach-tinh.pdf
  sauro review ke-hoach-xa.docx --against ke-hoach-tinh.pdf --docx phieu-gop-y.docx
"""
_OUTPUTS = ("json", "table", "html", "docx")
_PIPE_WIDTH = 120
_KEYS = ("file", "document", "findings", "source", "version")


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A plan with all its findings, and the plan above with what is made of it."""

    folio: Folio
    plan: Plan
    coverage: Coverage | None = None
    parent: Plan | None = None


def run(arguments: Sequence[str]) -> int:
    """Runs `sauro review`; returns its exit code. Raises UsageError and OutputError."""
    options = _parser().parse(arguments)
    place, against = _places(options)
    target = _target(options, [place, *([against] if against else [])])
    read: list[tuple[Path, Folio, Plan]] = []
    for path in (place, against):
        if path is None:
            continue
        with page_meter(shown=not options.no_progress) as advance:
            outcome = read_one(path, _taken, None if options.no_progress else advance)
        if outcome.failure or outcome.result is None:
            return _refused(path, outcome.failure)
        read.append(outcome.result)
    reviewed = _reviewed(read)
    if reviewed.parent is not None and (doubt := _doubtful_parent(reviewed.plan, reviewed.parent)):
        say(f"sauro: {doubt}")
    say_of_file(reviewed.folio, text_only=False)
    _hand_over(options, reviewed, target)
    if target is not None:
        write_out(f"Đã ghi {display_name(target)}\n")
    return 0


def _parser() -> Parser:
    parser = Parser("sauro review", _DESCRIPTION, _EPILOG)
    parser.usage = (
        "sauro review TỆP [--against TỆP_CẤP_TRÊN]\n"
        "                              [--table | --json | --html TỆP_RA | --docx TỆP_RA] [--no-progress]"
    )
    add = parser.add_argument
    add("files", nargs="*", metavar="TỆP", help="kế hoạch cần soát")
    add("--against", metavar="TỆP_CẤP_TRÊN", help="kế hoạch của cơ quan cấp trên để đối chiếu")
    add("--table", action="store_true", help="in thành bảng trên màn hình (mặc định)")
    add("--json", action="store_true", help="in JSON: phát hiện và từng dòng đối chiếu, kèm vị trí")
    add("--html", metavar="TỆP_RA", help="ghi thành một trang HTML, hai kế hoạch đặt cạnh nhau")
    add("--docx", metavar="TỆP_RA", help="ghi thành công văn góp ý (Word), có Phiếu góp ý kèm theo")
    add("--no-progress", action="store_true", help="không hiện tiến độ")
    return parser


def _places(options: Namespace) -> tuple[Path, Path | None]:
    if not options.files:
        raise UsageError("Chưa nêu kế hoạch cần soát; hãy dùng: sauro review TỆP")
    if len(options.files) > 1:
        raise UsageError("Mỗi lần chỉ soát một kế hoạch; kế hoạch cấp trên nêu sau --against.")
    if "" in (*options.files, options.against):
        raise UsageError("Có tên tệp để trống; hãy ghi rõ tên tệp.")
    place, against = Path(options.files[0]), Path(options.against) if options.against is not None else None
    if against is not None and place.exists() and against.exists() and place.samefile(against):
        raise UsageError(
            "Kế hoạch và kế hoạch cấp trên là cùng một tệp; hãy nêu kế hoạch cấp trên sau --against."
        )
    return place, against


def _target(options: Namespace, sources: Sequence[Path]) -> Path | None:
    wanted = [name for name in _OUTPUTS if getattr(options, name) not in (None, False)]
    if len(wanted) > 1:
        raise UsageError(f"Chỉ chọn một trong các tùy chọn --{' và --'.join(wanted)}.")
    name = options.html if options.html is not None else options.docx
    if name is None:
        return None
    if not name:
        raise UsageError("Chưa nêu tên tệp cần ghi.")
    target = Path(name)
    if any(target.exists() and place.exists() and target.samefile(place) for place in sources):
        raise OutputError(f"Tệp cần ghi “{display_name(target)}” chính là tệp cần đọc; hãy chọn tên khác.")
    wanted_ending = ".docx" if options.docx is not None else ".html"
    if target.suffix.lower() != wanted_ending and target.suffix.lower() in {*ENDINGS, ".html", ".htm"}:
        shown = display_name(target)
        raise UsageError(f"“{shown}” có đuôi của loại tệp khác; hãy ghi tên tệp có đuôi {wanted_ending}.")
    check_target(target)
    return target


def _doubtful_parent(plan: Plan, parent: Plan) -> str | None:
    """What to say where the names of the offices tell that the second is not above the first."""
    own, other = (one.document.issuer.value if one.document.issuer else None for one in (plan, parent))
    below, above = standing_of(own), standing_of(other)
    if below is None or above is None or list(Standing).index(above) < list(Standing).index(below):
        return None
    if above is below is Standing.DEPARTMENT:  # a division and its department
        return None
    return (
        f"Lưu ý: kế hoạch nêu sau --against là của {other}, không phải cấp trên của {own}; "
        "hãy xem có đổi chỗ hai tệp không."
    )


def _taken(place: Path, folio: Folio, plan: Plan) -> tuple[Path, Folio, Plan]:
    return place, folio, plan


def _refused(place: Path, failure: Failure | None) -> int:
    say(f"sauro: {display_name(place.name or place)}: {failure.message if failure else ''}")
    return FAILED


def _reviewed(read: Sequence[tuple[Path, Folio, Plan]]) -> _Reviewed:
    place, folio, plan = read[0]
    parent = read[1][2] if len(read) > 1 else None
    coverage = cover(plan, parent) if parent else None
    said = sauro.check(folio, setting=_setting(place))
    findings = gathered(plan.findings, said, coverage_findings(coverage) if coverage else ())
    return _Reviewed(folio, replace(plan, findings=findings), coverage, parent)


def _setting(place: Path) -> Setting | None:
    """How a Word file is set; None for other files, of which only the text can be looked at."""
    from sauro.reading.docx_setting import read_setting

    data = place.read_bytes()
    return read_setting(data) if place.suffix.lower() == ".docx" and data[:2] == b"PK" else None


def _hand_over(options: Namespace, reviewed: _Reviewed, target: Path | None) -> None:
    """Writes what was asked for; what draws a page or a letter is loaded where it is needed."""
    folio, plan, coverage = reviewed.folio, reviewed.plan, reviewed.coverage
    if target is not None and options.html is not None:
        from sauro.cli.page import page

        write_file(target, page(folio, plan, coverage=coverage).encode())
    elif target is not None:
        from sauro.reporting.opinions import letter_of_opinions
        from sauro.writing import write_docx

        write_file(target, write_docx(letter_of_opinions(plan, coverage, reviewed.parent, folio=folio)))
    elif options.json:
        whole = to_json(plan, folio)
        data = {key: whole[key] for key in _KEYS}
        data["coverage"] = coverage_json(coverage) if coverage else None
        write_out(dumps(data, ensure_ascii=False, indent=1) + "\n")
    else:
        from sauro.cli.review_table import review_text
        from sauro.cli.table import Canvas, canvas_of

        on_terminal = sys.stdout is not None and sys.stdout.isatty()
        write_out(
            review_text(folio, plan, coverage, canvas_of() if on_terminal else Canvas(_PIPE_WIDTH, None))
        )
