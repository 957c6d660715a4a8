"""A plan on the terminal: facts, duties, targets, limits, reports, citations, findings."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sauro.cli.wording import (
    NOTHING,
    SEVERITIES,
    basis_words,
    citation_words,
    dated_words,
    indicator_words,
    kind_words,
    level_words,
    number_words,
    period_words,
    place_words,
    printable,
    report_due_words,
    task_due_words,
    title_words,
    written_date,
)
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio
from sauro.plan.model import Plan, ReportingDuty, Task, Value
from sauro.plan.serial import Places, findings_of

__all__ = [
    "SEVERITY_COLOURS",
    "Canvas",
    "canvas_of",
    "cell",
    "cut",
    "drawn",
    "facts_grid",
    "findings_table",
    "table_text",
    "titled",
    "untitled_table",
]

Colours = Literal["standard", "256", "truecolor"]

_WIDE = 110  # columns from which cooperating units and products get a column of their own
_LINES = 3  # of a duty's text; the whole of it is in the other outputs
_GAP = 2  # between columns
_ALIKE = 5  # findings of one kind that are told one by one
_CODINGS: dict[str, Colours] = {"standard": "standard", "256": "256", "truecolor": "truecolor"}
SEVERITY_COLOURS = {
    Severity.STOP: "bold red",
    Severity.ERROR: "red",
    Severity.WARN: "yellow",
    Severity.ASK: "cyan",
    Severity.NOTE: "dim",
}
"""How the level of a finding is printed."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is drawn on: so many columns, and how colours are coded (None: without)."""

    width: int
    colours: Colours | None


def canvas_of() -> Canvas:
    """The terminal that standard output is."""
    console = Console()
    coding = None if console.no_color or console.legacy_windows else console.color_system
    return Canvas(max(40, console.width), _CODINGS.get(coding or ""))


def table_text(folio: Folio, plan: Plan, canvas: Canvas, *, file: str | None = None) -> str:
    """The plan drawn on `canvas`; under the file's name where one is given."""
    return drawn(_parts(folio, plan, canvas.width), canvas, file=file)


def drawn(parts: Iterable[RenderableType], canvas: Canvas, *, file: str | None = None) -> str:
    """These parts on `canvas`, one below the other."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=canvas.width,
        force_terminal=canvas.colours is not None,
        color_system=canvas.colours,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    if file is not None:
        console.rule(Text(file, style="bold"), align="left")
    for part in parts:
        console.print(part)
    # Tables are filled up with blanks to their width.
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _parts(folio: Folio, plan: Plan, width: int) -> Iterable[RenderableType]:
    yield facts_grid(folio, plan, width)
    yield from titled("Nhiệm vụ", len(plan.tasks), _tasks(plan.tasks, width))
    yield from titled("Chỉ tiêu", len(plan.targets), _targets(plan))
    yield from titled("Thời gian họp", len(plan.meeting_limits), _limits(plan))
    yield from titled("Báo cáo", len(plan.reporting), _reports(plan.reporting))
    yield from titled("Viện dẫn", len(plan.citations), _citations(plan))
    findings = findings_of(plan, folio)
    yield from titled("Phát hiện", len(findings), findings_table(findings, folio))


def titled(title: str, count: int, table: Table) -> Iterable[RenderableType]:
    """A table under its title and the number of its rows; "—" where it has none."""
    yield Text("\n") + Text(title.upper(), style="bold") + Text(f" ({count})" if count else f": {NOTHING}")
    if count:
        yield table


def facts_grid(folio: Folio, plan: Plan, width: int) -> RenderableType:
    """What the head and foot of a plan say."""
    facts = plan.document
    signer = facts.signer
    position = " / ".join(value.value for value in (signer.authority, signer.position) if value)
    name = signer.name.value if signer.name else NOTHING
    source = folio.source
    read_from = f"{source.name} ({kind_words(source)}{f', {source.pages} trang' if source.pages else ''})"
    grid = Table.grid(padding=(0, _GAP))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    rows = (
        ("Văn bản", title_words(plan)),
        ("Trích yếu", _of(facts.subject)),
        ("Cơ quan ban hành", _of(facts.issuer)),
        ("Nơi, ngày", _place_and_date(plan)),
        ("Người ký", f"{name}, {position}" if position else name),
        ("Nơi nhận", _list(facts.recipients)),
        ("Nguồn", read_from),
    )
    for label, words in rows:
        grid.add_row(label, cell(cut(words, 3 * (width - 20))))
    return grid


def _place_and_date(plan: Plan) -> str:
    place, day = plan.document.place, plan.document.date
    parts = [place.value] if place else []
    if day:
        parts.append(dated_words(day.value).removeprefix("ngày "))
    return ", ".join(parts) or NOTHING


def _tasks(tasks: Sequence[Task], width: int) -> Table:
    table = untitled_table()
    path = min(max((len(task.path) for task in tasks), default=4), 12)
    due = 13
    if width < _WIDE:
        lead = max(14, (width - path - due) * 3 // 10)
        text = width - path - due - lead - 3 * _GAP - 1
        columns = {"Mục": path, "Nhiệm vụ": text, "Chủ trì": lead, "Thời hạn": due}
    else:
        rest = width - path - due - 5 * _GAP - 1
        text, lead, other = rest * 40 // 100, rest * 22 // 100, rest * 19 // 100
        columns = {"Mục": path, "Nhiệm vụ": text, "Chủ trì": lead}
        columns |= {"Phối hợp": other, "Sản phẩm": other, "Thời hạn": due}
    for title, breadth in columns.items():
        table.add_column(title, width=breadth, overflow="fold")
    group: str | None = None
    for task in tasks:
        if task.group and task.group != group:
            table.add_row("", Text(printable(task.group), style="bold"))
        group = task.group
        cells = [_duty_text(task, text, is_wide=width >= _WIDE), cell(_list(task.lead))]
        if width >= _WIDE:
            cells += [cell(_list(task.cooperating)), cell(_of(task.product))]
        table.add_row(cell(task.path), *cells, cell(task_due_words(task)))
    return table


def _duty_text(task: Task, width: int, *, is_wide: bool) -> Text:
    """The duty; where the terminal is narrow, with those who cooperate and the product below."""
    words = cell(cut(task.text.value, _LINES * width - width // 4))
    if is_wide:
        return words
    if task.cooperating:
        words += Text(f"\nPhối hợp: {printable(_list(task.cooperating))}", style="dim")
    if task.product:
        words += Text(f"\nSản phẩm: {printable(_of(task.product))}", style="dim")
    return words


def _targets(plan: Plan) -> Table:
    table = untitled_table("Chỉ tiêu", "Mức", "Cơ sở tính", "Đến")
    table.columns[1].no_wrap = True
    for target in plan.targets:
        until = written_date(target.by) if target.by else NOTHING
        cells = (indicator_words(target), level_words(target), basis_words(target.basis), until)
        table.add_row(*map(cell, cells))
    return table


def _limits(plan: Plan) -> Table:
    table = untitled_table("Loại cuộc họp", "Không quá")
    for limit in plan.meeting_limits:
        table.add_row(cell(limit.kind), cell(f"{number_words(limit.max_days)} ngày"))
    return table


def _reports(duties: Sequence[ReportingDuty]) -> Table:
    table = untitled_table("Báo cáo", "Hạn", "Đơn vị báo cáo", "Nơi nhận", "Mục")
    for duty in duties:
        units = ("; ".join(duty.reporter) or NOTHING, "; ".join(duty.receiver) or NOTHING)
        cells = (period_words(duty.period), report_due_words(duty), *units, duty.task or NOTHING)
        table.add_row(*map(cell, cells))
    return table


def _citations(plan: Plan) -> Table:
    table = untitled_table("Văn bản", "Số lần")
    table.columns[1].justify = "right"
    for citation in plan.citations:
        table.add_row(cell(citation_words(citation)), cell(str(citation.mentions)))
    return table


def findings_table(findings: Sequence[Finding], folio: Folio) -> Table:
    """The findings, the gravest first; of many of one kind the first few and how many more there are."""
    table = untitled_table("Mức", "Phát hiện", "Vị trí")
    places = Places(folio)
    told: dict[str, int] = {}
    for finding in findings:
        told[finding.code] = told.get(finding.code, 0) + 1
    seen: dict[str, int] = {}
    order = list(Severity)
    for finding in sorted(findings, key=lambda one: order.index(one.severity)):
        seen[finding.code] = seen.get(finding.code, 0) + 1
        if seen[finding.code] > _ALIKE:
            continue
        message = finding.message + (f" Sửa thành: {finding.proposal}." if finding.proposal else "")
        if seen[finding.code] == _ALIKE and told[finding.code] > _ALIKE:
            message += f" Và {told[finding.code] - _ALIKE} phát hiện khác cùng loại."
        where = place_words(places, finding.spans[0]) if finding.spans else NOTHING
        severity = Text(SEVERITIES[finding.severity], style=SEVERITY_COLOURS[finding.severity])
        table.add_row(severity, cell(message), cell(where))
    return table


def untitled_table(*titles: str) -> Table:
    """A table with these heads of columns and no rows yet."""
    table = Table(
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold"
    )
    for title in titles:
        table.add_column(title, overflow="fold")
    return table


def cell(words: str) -> Text:
    """Words as they may be shown on a terminal."""
    return Text(printable(words))


def _of(value: Value[str] | None) -> str:
    return value.value if value else NOTHING


def _list(values: Sequence[Value[str]]) -> str:
    return "; ".join(value.value for value in values) or NOTHING


def cut(text: str, length: int) -> str:
    """At most `length` characters, cut between words."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return head[: head.rfind(" ") if " " in head[length // 2 :] else None].rstrip(" ,;.:-–") + "…"
