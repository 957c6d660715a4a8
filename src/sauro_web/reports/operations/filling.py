"""Filling in a report: figures counted from the register, summed from the units below, typed, or stated to be
nothing; and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from sauro.reporting.figures import refused
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.notices.operations import tell_units
from sauro_web.reports.models import (
    AskedFigure,
    Came,
    Narrative,
    NarrativePart,
    Report,
    ReportFigure,
    Shaped,
)
from sauro_web.reports.operations.entries import (
    Entry,
    OwnPart,
    ask_not_nothing,
    entry_of,
    say_own_parts,
    sums_with_own,
)
from sauro_web.reports.operations.holding import Held, behalf_of, hold, keep_versions, successors_of
from sauro_web.reports.queries.checking import said_of, typed_in
from sauro_web.reports.queries.own_parts import OWN
from sauro_web.reports.queries.prefilling import prefilled

__all__ = ["Entry", "prefill", "save_report", "say_nothing", "set_figure"]

_VALUES = ("counted", "against", "came", "real_until", "estimate", "note")

_RETURN = ("returned_at", "returned_by", "return_until", "return_reason")


def save_report(
    report: Report,
    entries: Mapping[int, Entry],
    *,
    own: Mapping[int, OwnPart] | None = None,
    texts: Mapping[NarrativePart, str] | None = None,
    version: int,
    by: User,
    now: datetime,
) -> Report:
    """Saves figures by the number of their line, and the words that differ. Of a report that was sent only
    figures that were returned are mended. `own` are the parts that a unit which sums up others has itself:
    where one is said anew the figure becomes the sum with it, whatever its entry says.

    Raises NotAllowed; Conflict where somebody else saved it meanwhile; NotReady in a locked period, for a
    report that was sent, and for numbers that cannot be.
    """
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        held.ask_writer()
        held.ask_unlocked("sửa báo cáo")
        held.ask_version(version)
        figures = _figures(held, entries)
        said_anew = say_own_parts(held, figures, own or {}, by=by, now=now)
        said = {**entries, **sums_with_own(held, figures, entries, said_anew)}
        ask_not_nothing(held, figures, said)
        changed = [one for one in figures if set_figure(one, said[one.asked_id], held)]
        _ask_said(held, figures)
        words = _write_words(held.report, texts or {}, by, now) if held.report.is_open else 0
        mended = [one for one in figures if one.is_returned]
        if changed or words or mended or said_anew:
            rows = list({one.pk: one for one in (*changed, *mended)}.values())
            _keep(held, rows, by, now, words, own=said_anew)
            if changed and not held.report.is_open:
                _tell_mended(held, changed, now)
    return held.report


def _ask_said(held: Held, figures: Sequence[ReportFigure]) -> None:
    """Raises NotReady where a figure of a report that was sent would say nothing any more."""
    if not held.report.is_open and (names := [one.asked.name for one in figures if one.counted is None]):
        raise NotReady(
            f"Báo cáo đã gửi nên không bỏ trống số liệu: {'; '.join(names)}. Hãy ghi số, hoặc ghi “không "
            "phát sinh” nếu không có."
        )


def _tell_mended(held: Held, changed: Sequence[ReportFigure], now: datetime) -> None:
    """The unit, where somebody else wrote its figures in a report that it had sent."""
    units = successors_of(held.report.unit, held.on) or (held.report.unit,)
    if any(one in held.reach.own for one in units):
        return
    names = "; ".join(f"“{one.asked.name}” thành {one.counted}" for one in changed)
    tell_units(
        [(one, f"{held.period}: đầu mối theo dõi đã sửa số liệu {names}."[:400]) for one in units],
        link=reverse("reports:report", args=[held.report.pk]),
        key=f"reports.mended.{held.report.pk}.{held.report.version}", now=now,
    )  # fmt: skip


def say_nothing(
    report: Report, *, version: int, by: User, now: datetime, dropping_typed: bool = False
) -> Report:
    """States that nothing occurred in the whole period: every figure is nought, by statement; figures that
    people typed go only where that was asked (`dropping_typed`), and stay as versions. Raises as
    `save_report`; NotReady where a register has counted something, and by name for figures that would go."""
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        held.ask_writer()
        held.ask_unlocked("sửa báo cáo")
        held.ask_version(version)
        _ask_open(held)
        lines = prefilled(held.report, on=held.on, seen_by=held.reach)
        for line in lines.values():
            if line.counted:
                raise NotReady(
                    f"{line.name}: đã có {line.counted} trong sổ, trong báo cáo của đơn vị trực thuộc hoặc "
                    "trong phần tự ghi, nên không báo “không phát sinh” cho cả kỳ được."
                )
        if not dropping_typed and (names := [said_of(one) for one in typed_in(held.report)]):
            raise NotReady(
                f"Báo cáo đã có số nhập tay: {'; '.join(names)}. Hãy xem lại rồi xác nhận bỏ các số này."
            )
        rows = list(held.report.figures.select_related("asked"))
        # What is known of the year before, and of the whole of a share, stays: nothing against it.
        known = {number: line.against for number, line in lines.items()}
        entries = {one.asked_id: Entry(against=known.get(one.asked_id), nothing=True) for one in rows}
        changed = [one for one in rows if set_figure(one, entries[one.asked_id], held)]
        held.report.nothing = True
        _keep(held, changed, by, now, 0, nothing=True)
    return held.report


def prefill(report: Report, *, version: int, by: User, now: datetime) -> Report:
    """Fills in what is counted from the register, summed from accepted reports below, or reported to another
    regime for the same days; what was typed or stated stays. Raises as `save_report`."""
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        held.ask_writer()
        held.ask_unlocked("sửa báo cáo")
        held.ask_version(version)
        _ask_open(held)
        found = prefilled(held.report, on=held.on, seen_by=held.reach)
        changed = []
        for row in held.report.figures.select_related("asked"):
            line = found.get(row.asked_id)
            if line is None or line.counted is None or row.came in (Came.TYPED, Came.NOTHING):
                continue
            if set_figure(row, entry_of(line), held):
                changed.append(row)
        if changed:
            _keep(held, changed, by, now, 0)
    return held.report


def _ask_open(held: Held) -> None:
    if not held.report.is_open:
        raise Conflict(
            f"Báo cáo này {held.report.get_state_display()}; muốn sửa, hãy đề nghị nơi nhận trả lại báo cáo "
            "hoặc số liệu cần sửa."
        )


def _figures(held: Held, entries: Mapping[int, Entry]) -> Sequence[ReportFigure]:
    """Those that are to be changed and may be. Raises Conflict for others of a report that was sent."""
    rows = list(held.report.figures.filter(asked__in=list(entries)).select_related("asked"))
    if len(rows) < len(entries):
        raise NotReady("Mẫu báo cáo vừa thay đổi; hãy tải lại trang rồi nhập lại.")
    if not held.report.is_open and not all(one.is_returned for one in rows):
        _ask_open(held)
    if not held.report.is_open and not rows:
        _ask_open(held)
    return rows


def set_figure(row: ReportFigure, entry: Entry, held: Held) -> bool:
    """Whether it says anything new now. Raises NotReady for numbers that cannot be, and for a real-until day
    outside the window."""
    against = entry.against if row.asked.shape != Shaped.COUNT else None
    whole = against if row.asked.shape == Shaped.SHARE else None
    if entry.nothing and (entry.counted or entry.estimate):
        raise NotReady(f"{row.asked.name}: đã có số thì không ghi “không phát sinh”.")
    counted = 0 if entry.nothing else entry.counted
    if fault := refused(row.asked.name, counted, whole, entry.estimate):
        raise NotReady(fault)
    if against is not None and entry.counted is None and not entry.nothing:
        raise NotReady(f"{row.asked.name}: hãy ghi số đã thực hiện.")
    if row.asked.shape == Shaped.SHARE and entry.counted is not None and against is None:
        raise NotReady(f"{row.asked.name}: hãy ghi cả tổng số.")
    values = _values(row.asked, entry, against, held)
    if entry.came == Came.TYPED and not entry.nothing and _stands(row, values):
        values |= {"came": row.came, "note": values["note"] or row.note}
    new = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return new


def _stands(row: ReportFigure, values: Mapping[str, object]) -> bool:
    """Whether what was typed is what was counted or summed: then it stays that."""
    same = all(getattr(row, name) == values[name] for name in ("counted", "against"))
    return same and row.came in (Came.COUNTED, Came.SUMMED)


def _values(asked: AskedFigure, entry: Entry, against: int | None, held: Held) -> dict[str, object]:
    if entry.counted is None and not entry.nothing:
        return dict.fromkeys(_VALUES[:2]) | {
            "came": Came.SILENT, "real_until": None, "estimate": None, "note": "",
        }  # fmt: skip
    window = held.period.window
    until = entry.real_until or min(window.last, max(window.first, held.on))
    if until not in window:
        raise NotReady(
            f"{asked.name}: ngày số thực phải từ {window.first:%d/%m/%Y} đến {window.last:%d/%m/%Y}."
        )
    if entry.estimate is not None and until >= window.last:
        raise NotReady(f"{asked.name}: số liệu đã đủ cả kỳ nên không ghi số ước.")
    counted = 0 if entry.nothing else entry.counted
    if entry.nothing and asked.shape == Shaped.SHARE:
        against = against or 0
    return {
        "counted": counted, "against": against, "came": Came.NOTHING if entry.nothing else entry.came,
        "real_until": until, "estimate": entry.estimate, "note": entry.note.strip()[:300],
    }  # fmt: skip


def _keep(
    held: Held,
    changed: Sequence[ReportFigure],
    by: User,
    now: datetime,
    words: int,
    *,
    nothing: bool = False,
    own: Mapping[int, tuple[int | None, int | None]] | None = None,
) -> None:
    changes: dict[str, tuple[object, object]] = {"words": (0, words)} if words else {}
    changes |= {f"own.{number}": pair for number, pair in (own or {}).items()}
    for one in changed:
        one.version += 1
        last = one.versions.exclude(number=OWN).first()
        changes[one.asked.code] = (last.counted if last else None, one.counted)
    reason = "; ".join(one.return_reason for one in changed if one.is_returned)
    for one in changed:
        one.returned_at, one.returned_by, one.return_until, one.return_reason = None, None, None, ""
    ReportFigure.objects.bulk_update(changed, [*_VALUES, *_RETURN, "version"])
    keep_versions(changed, by=by, now=now, reason=reason)
    held.report.nothing = nothing
    held.report.version += 1
    held.report.save(update_fields=["nothing", "version"])
    behalf = behalf_of(by, held.report.unit, held.on)
    record("reports.fill", held.report, by=by, changes=changes, on_behalf_of=behalf)


def _write_words(report: Report, texts: Mapping[NarrativePart, str], by: User, now: datetime) -> int:
    """How many parts say something else now."""
    before = {one.part: one.text for one in report.narratives.order_by("pk")}
    new = [
        Narrative(report=report, part=part, text=text.strip(), by=by, at=now)
        for part, text in texts.items()
        if text.strip() != before.get(part, "")
    ]
    Narrative.objects.bulk_create(new)
    return len(new)
