"""A file with registers comes in: refused, or kept and counted; what its columns are is a person's to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import islice
from pathlib import PurePosixPath

from django.db import transaction

from sauro.reading.sheets import Row, Sheet
from sauro.registers.entries import secrets
from sauro.registers.model import Direction, Fault, Field, Layout
from sauro.registers.secrecy import bears_stamp
from sauro.registers.serial import layout_from_json, layout_to_json
from sauro.registers.survey import faults_of, survey
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_file
from sauro_web.documents.operations.entering import may_enter
from sauro_web.exchange.models import RegisterImport, RegisterSource, RunState
from sauro_web.exchange.operations.wiping_registers import wipe_register
from sauro_web.exchange.operations.writing_registers import count_register, write_register
from sauro_web.exchange.register_rows import SAMPLE, sheets_of

__all__ = [
    "Taken",
    "confirm_register",
    "discard_register",
    "go_on_writing",
    "set_columns",
    "take_register",
]

_LONGEST_NAME = 200
_CLASSIFIED = (
    "Tệp có {rows} dòng văn bản mật nên không nhận và không lưu lại gì. Hãy lọc bỏ các dòng đó khỏi tệp rồi "
    "tải lên lại; văn bản mật chỉ ghi số lượng theo tháng{months}."
)
_DOUBTFUL = (
    "Cột độ mật của tệp có {rows} dòng ghi khác “Thường” mà không rõ mức độ nên không nhận và không lưu lại "
    "gì. Hãy sửa cột đó rồi tải lên lại."
)
_NO_REGISTER = (
    "Không thấy bảng sổ văn bản trong tệp: cần một dòng tiêu đề có cột số, ký hiệu, ngày và trích yếu. Hãy "
    "kiểm tra lại tệp hoặc xuất lại từ phần mềm."
)
_CHANGED = "Lần nhập này vừa được người khác thay đổi; hãy tải lại trang."
_NOT_READY = "Lần nhập này đang được kiểm tra hoặc đã ghi; hãy tải lại trang."
_STOPPED = "Chưa ghi được: {why}"
_UNFIT = "Sổ còn {rows} dòng có lỗi; hãy sửa tệp rồi tải lên lại, hoặc chọn chỉ ghi những dòng đúng."
_NOTHING = "Không có dòng nào để ghi."
_WRITTEN = "Lần nhập này đã ghi một phần; hãy bấm “Hoàn tác” trước khi bỏ."
_WIPED = "Tệp đã giữ để kiểm tra và lần nhập này đã được xóa khỏi phần mềm."
_OF_SECRECY = {Field.CONFIDENTIALITY, Field.URGENCY_AND_CONFIDENTIALITY}
_DISCARDED = (RunState.READY, RunState.FAILED, RunState.UNDONE, RunState.COUNTING, RunState.STOPPED)
"""States of which nothing, or nothing yet, is in the books."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The runs of a file, one a sheet with a register; `hidden` sheets and those without a register were
    passed over."""

    runs: tuple[RegisterImport, ...]
    hidden: int
    others: int


def take_register(office: Unit, data: bytes, name: str, *, source: str, by: User, now: datetime) -> Taken:
    """Looks a file through and keeps it, once it is sure that it holds no classified document; counting goes
    on in the background.

    Raises NotAllowed; NotReady where it holds classified documents or no register; what the reader of
    spreadsheets raises.
    """
    may_enter(office, by=by, now=now)
    sheets = sheets_of(data)
    known = RegisterSource.objects.filter(office=office, name=_called(source)).first()
    chosen = {key: Field(value) for key, value in known.fields.items()} if known else {}
    laid_out = [_laid_out(sheet, name, chosen) for sheet in sheets]
    ends = _refuse_secrets(sheets, laid_out)
    found = [
        (place, sheet, layout)
        for place, (sheet, layout) in enumerate(zip(sheets, laid_out, strict=True))
        if layout is not None and not sheet.hidden
    ]
    if not found:
        raise NotReady(_NO_REGISTER)
    kept = keep_file(data, suffix=PurePosixPath(name).suffix.lower()[:6])
    with transaction.atomic():
        origin, _ = RegisterSource.objects.get_or_create(office=office, name=_called(source))
        runs = [
            RegisterImport.objects.create(
                office=office, source=origin, file=kept, file_name=_shown(name), size=len(data),
                digest=sha256(data).hexdigest(), sheet=place, sheet_name=sheet.name[:100],
                layout=layout_to_json(layout), state=RunState.COUNTING, by=by, at=now,
                rows_all=ends[place],
            )
            for place, sheet, layout in found
        ]  # fmt: skip
        for run in runs:
            enqueue(count_register, run.pk, key=f"register.count.{run.pk}.{run.version}")
        record("register.upload", runs[0], by=by, changes={"digest": ("", runs[0].digest)})
    hidden = sum(sheet.hidden for sheet in sheets)
    return Taken(tuple(runs), hidden, len(sheets) - hidden - len(runs))


def _laid_out(sheet: Sheet, name: str, chosen: Mapping[str, Field]) -> Layout | None:
    about = sheet.name or PurePosixPath(name).stem
    return survey(list(islice(sheet.rows(), SAMPLE)), name=about, merged=sheet.merged, chosen=chosen)


def _refuse_secrets(sheets: Sequence[Sheet], laid_out: Sequence[Layout | None]) -> list[int]:
    """Goes through all rows once; the last of each sheet.

    Raises NotReady where any sheet, hidden or not, has a row of a classified document.
    """
    ends = [0] * len(sheets)

    def rows(place: int) -> Iterator[Row]:
        for row in sheets[place].rows():
            ends[place] = row.number
            yield row

    months: dict[str, int] = {}
    found = doubtful = 0
    for place, (sheet, layout) in enumerate(zip(sheets, laid_out, strict=True)):
        if layout is None:
            found += sum(bears_stamp(cells) for _, cells in rows(place))
            continue
        for line in secrets(rows(place), layout, merged=sheet.merged):
            doubtful += line.doubtful
            found += not line.doubtful
            if line.month and not line.doubtful:
                months[line.month] = months.get(line.month, 0) + 1
    if found:
        said = ", ".join(f"tháng {month[5:]}/{month[:4]}: {count}" for month, count in sorted(months.items()))
        raise NotReady(_CLASSIFIED.format(rows=found, months=f" ({said})" if said else ""))
    if doubtful:
        raise NotReady(_DOUBTFUL.format(rows=doubtful))
    return ends


def set_columns(
    run: RegisterImport,
    chosen: Mapping[int, Field],
    *,
    direction: Direction | None,
    year: int | None,
    by: User,
    version: int,
    now: datetime,
) -> None:
    """Takes over what a person says of the columns, keeps it for the next file of the source, and counts
    anew. Where a column is said to be that of secrecy, the file is looked through again as when it came: with
    classified documents in it, it is wiped and forgotten, and nothing of what was said is kept.

    Raises NotAllowed; Conflict; NotReady.
    """
    may_enter(run.office, by=by, now=now)
    if _OF_SECRECY & set(chosen.values()):
        _look_again(run, chosen, version, now)
    with transaction.atomic():
        held = _held(run, version, (RunState.READY, RunState.FAILED))
        layout = layout_from_json(held.layout).choosing(chosen)
        layout = replace(layout, direction=direction, year=year, faults=_left(layout, direction))
        held.layout, held.state, held.fault = layout_to_json(layout), RunState.COUNTING, ""
        held.rows_done, held.totals, held.version = 0, {}, held.version + 1
        held.save()
        source = RegisterSource.objects.select_for_update(no_key=True).get(pk=held.source_id)
        source.fields |= {key: field.value for key, field in layout.choices.items()}
        source.save(update_fields=["fields"])
        enqueue(count_register, held.pk, key=f"register.count.{held.pk}.{held.version}")


def _look_again(run: RegisterImport, chosen: Mapping[int, Field], version: int, now: datetime) -> None:
    """With the columns as they are said to be.

    Raises Conflict; NotReady where the run cannot be changed now, or has classified documents: then it is
    gone.
    """
    with transaction.atomic():
        held = _held(run, version, (RunState.READY, RunState.FAILED))
    with held.file.open("rb") as file:
        sheet = sheets_of(file.read())[held.sheet]
    try:
        _refuse_secrets([sheet], [layout_from_json(held.layout).choosing(chosen)])
    except NotReady as refused:
        wipe_register(held, now=now)
        raise NotReady(f"{refused.sentence} {_WIPED}") from None


def _left(layout: Layout, direction: Direction | None) -> tuple[Fault, ...]:
    """What still stands in the way once a person has said what the columns are."""
    return faults_of(replace(layout, direction=direction))


def confirm_register(run: RegisterImport, *, only_fit: bool, by: User, version: int, now: datetime) -> None:
    """Lets the documents be written: all, or where a person said so those without a fault.

    Raises NotAllowed; Conflict; NotReady.
    """
    may_enter(run.office, by=by, now=now)
    with transaction.atomic():
        held = _held(run, version, (RunState.READY,))
        stops = [fault for fault in layout_from_json(held.layout).faults if fault.severity == "stop"]
        if stops:
            raise NotReady(_STOPPED.format(why=stops[0].message))
        if held.totals.get("unfit", 0) and not only_fit:
            raise NotReady(_UNFIT.format(rows=held.totals["unfit"]))
        if not held.totals.get("new", 0):
            raise NotReady(_NOTHING)
        held.state, held.only_fit, held.by, held.rows_done = RunState.WRITING, only_fit, by, 0
        held.version += 1
        held.save()
        enqueue(write_register, held.pk, key=f"register.write.{held.pk}.{held.version}")


def go_on_writing(run: RegisterImport, *, by: User, version: int, now: datetime) -> None:
    """Has the rest written of a run whose writing was broken off, behind the last row that was.

    Raises NotAllowed; Conflict; NotReady.
    """
    may_enter(run.office, by=by, now=now)
    with transaction.atomic():
        held = _held(run, version, (RunState.STOPPED,))
        held.state, held.fault, held.by, held.version = RunState.WRITING, "", by, held.version + 1
        held.save()
        enqueue(write_register, held.pk, key=f"register.write.{held.pk}.{held.version}")


def discard_register(run: RegisterImport, *, by: User, version: int, now: datetime) -> None:
    """Forgets a run of which nothing was written.

    Raises NotAllowed; Conflict; NotReady.
    """
    may_enter(run.office, by=by, now=now)
    with transaction.atomic():
        held = _held(run, version, _DISCARDED)
        if held.written:
            raise NotReady(_WRITTEN)
        record("register.discard", held, by=by, changes={"digest": (held.digest, "")})
        held.delete()


def _held(run: RegisterImport, version: int, states: Sequence[RunState]) -> RegisterImport:
    held = RegisterImport.objects.select_for_update(of=("self",), no_key=True).filter(pk=run.pk).first()
    if held is None or held.version != version:
        raise Conflict(_CHANGED)
    if held.state not in states:
        raise NotReady(_NOT_READY)
    return held


def _called(source: str) -> str:
    return " ".join(source.split())[:100]


def _shown(name: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())[
        -_LONGEST_NAME:
    ]
