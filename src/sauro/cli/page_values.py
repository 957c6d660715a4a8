"""The right side of the page: what was read, each value linked to its words in the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sauro.cli.page_marks import TASK, Marks, safe
from sauro.cli.wording import (
    NOTHING,
    SEVERITIES,
    SOURCES,
    basis_words,
    citation_words,
    indicator_words,
    level_words,
    number_words,
    period_words,
    report_due_words,
    task_due_words,
    written_date,
)
from sauro.dates.explain import explain
from sauro.findings import Finding, Severity, short_quote
from sauro.folio.model import Folio
from sauro.folio.span import Span
from sauro.plan.model import DocumentFacts, Plan, Source, Task, Value
from sauro.plan.serial import findings_of

__all__ = ["SECTIONS", "Values"]

SECTIONS = (
    ("facts", "Văn bản"),
    ("findings", "Phát hiện"),
    ("tasks", "Nhiệm vụ"),
    ("targets", "Chỉ tiêu"),
    ("limits", "Thời gian họp"),
    ("reports", "Báo cáo"),
    ("citations", "Viện dẫn"),
)
"""The sections in their order: anchor and title."""

_NOTHING = f'<span class="soft">{NOTHING}</span>'
_FACTS = (
    ("Loại", "type"),
    ("Số", "number"),
    ("Cơ quan ban hành", "issuer"),
    ("Địa danh", "place"),
    ("Ngày", "date"),
    ("Trích yếu", "subject"),
)


class Values:
    """Writes the sections of one plan and asks `marks` for the places of its values."""

    def __init__(self, folio: Folio, plan: Plan, marks: Marks) -> None:
        self._folio = folio
        self._plan = plan
        self._marks = marks
        self._findings = findings_of(plan, folio)
        self._paths = {task.path: f"task-{number}" for number, task in enumerate(plan.tasks, start=1)}
        self._doubts: dict[Span, list[int]] = {}
        for number, finding in enumerate(self._findings, start=1):
            if finding.spans:
                self._doubts.setdefault(finding.spans[0], []).append(number)

    def counts(self) -> dict[str, int]:
        """How many entries each section but the first has."""
        plan = self._plan
        return {
            "findings": len(self._findings),
            "tasks": len(plan.tasks),
            "targets": len(plan.targets),
            "limits": len(plan.meeting_limits),
            "reports": len(plan.reporting),
            "citations": len(plan.citations),
        }

    def html(self) -> str:
        """All sections. Findings are written last: they use the marks of the values they speak of."""
        bodies = {
            "facts": self._facts(self._plan.document),
            "tasks": "\n".join(map(self._task, self._plan.tasks)),
            "targets": self._targets(),
            "limits": self._limits(),
            "reports": self._reports(),
            "citations": self._citations(),
        }
        bodies["findings"] = self._findings_list()
        counts = self.counts()
        return "\n".join(
            f'<section id="{anchor}"><h2>{title}{_count(counts.get(anchor))}</h2>\n'
            f"{bodies[anchor] or f'<p>{_NOTHING}</p>'}</section>"
            for anchor, title in SECTIONS
        )

    def _link(self, kind: str, span: Span, words: str, label: str | None = None) -> str:
        """`words` (already safe) as link to their place in the source."""
        number = self._marks.add(kind, span, label)
        if number is None:
            return f"<span>{words}</span>"
        anchor = self._marks.value_id(number)
        return f'<a class="v k-{kind}" id="{anchor}" data-n="{number}" href="#s{number}">{words}</a>'

    def _value(self, kind: str, value: Value[str] | None) -> str:
        return _NOTHING if value is None else self._link(kind, value.span, safe(value.value))

    def _list(self, kind: str, values: Sequence[Value[str]]) -> str:
        return "<br>".join(self._value(kind, value) for value in values) or _NOTHING

    def _facts(self, facts: DocumentFacts) -> str:
        rows: list[tuple[str, str]] = []
        for title, name in _FACTS:
            value: Value[str] | None = getattr(facts, name)
            if value and name == "date":
                rows.append((title, self._link("fact", value.span, safe(written_date(value.value)))))
            else:
                rows.append((title, self._value("fact", value)))
        signer = facts.signer
        rows.append(("Người ký", self._value("fact", signer.name)))
        position = [self._value("fact", value) for value in (signer.authority, signer.position) if value]
        rows.append(("Chức vụ", "<br>".join(position) or _NOTHING))
        rows.append(("Nơi nhận", self._list("fact", facts.recipients)))
        return f'<div class="card">{_pairs(rows)}</div>'

    def _task(self, task: Task) -> str:
        rows = [("Chủ trì", self._list("lead", task.lead))]
        if task.cooperating:
            rows.append(("Phối hợp", self._list("coop", task.cooperating)))
        if task.product:
            rows.append(("Sản phẩm", self._value("product", task.product)))
        rows.append(("Thời hạn", self._due(task)))
        if task.same_as:
            rows.append(("Trùng với", ", ".join(map(self._path, task.same_as))))
        origin = [SOURCES[task.source]] if task.source is Source.APPENDIX else []
        words = " · ".join([*origin, *map(safe, _above(task))])
        source = f'<span class="soft">{words}</span>'
        text = self._link(TASK, task.text.span, safe(task.text.value), task.path)
        times = [value.span for value in (task.due, task.unread_due) if value]
        doubts = self._chips(task.text.span, *times)
        return (
            f'<article class="card" id="{self._paths[task.path]}"><p class="top"><b>{safe(task.path)}</b>'
            f' {source}</p><p class="text">{text}</p>{_pairs(rows)}{doubts}</article>'
        )

    def _path(self, path: str) -> str:
        anchor = self._paths.get(path)
        return f'<a href="#{anchor}">{safe(path)}</a>' if anchor else safe(path)

    def _chips(self, *spans: Span) -> str:
        """Links to the findings that speak of these places."""
        chips = [
            f'<a class="chip {self._findings[number - 1].severity.value}" href="#f{number}">'
            f"{SEVERITIES[self._findings[number - 1].severity]}</a>"
            for span in dict.fromkeys(spans)
            for number in self._doubts.get(span, [])
        ]
        return f'<p class="chips">{" ".join(chips)}</p>' if chips else ""

    def _due(self, task: Task) -> str:
        due = task.due
        if due is None:
            unread = task.unread_due
            return self._link("due", unread.span, safe(task_due_words(task))) if unread else _NOTHING
        link = self._link("due", due.span, safe(task_due_words(task)))
        meaning = safe(explain(due.value))
        return f'{link} <q class="soft">{safe(due.quote)}</q><br><span class="soft">{meaning}</span>'

    def _targets(self) -> str:
        cards = []
        for target in self._plan.targets:
            name = safe(indicator_words(target))
            level = self._link("target", target.span, safe(level_words(target)))
            notes = [basis_words(target.basis)] if target.basis else []
            if target.by:
                notes.append(f"đến {written_date(target.by)}")
            cards.append(
                f'<div class="card"><p><b>{name}</b> {level} {_soft("; ".join(notes))}'
                f"</p>{_quote(target.quote)}</div>"
            )
        return "\n".join(cards)

    def _limits(self) -> str:
        cards = []
        for limit in self._plan.meeting_limits:
            days = self._link("target", limit.span, f"không quá {number_words(limit.max_days)} ngày")
            cards.append(
                f'<div class="card"><p><b>{safe(limit.kind)}</b> {days}</p>{_quote(limit.quote)}</div>'
            )
        return "\n".join(cards)

    def _reports(self) -> str:
        cards = []
        for duty in self._plan.reporting:
            period = self._link("report", duty.span, safe(period_words(duty.period)))
            rows = [
                ("Hạn", safe(report_due_words(duty))),
                ("Đơn vị báo cáo", "<br>".join(map(safe, duty.reporter)) or _NOTHING),
                ("Nơi nhận", "<br>".join(map(safe, duty.receiver)) or _NOTHING),
            ]
            if duty.task:
                rows.append(("Mục", self._path(duty.task)))
            cards.append(f'<div class="card"><p>{period}</p>{_pairs(rows)}{_quote(duty.raw)}</div>')
        return "\n".join(cards)

    def _citations(self) -> str:
        items = []
        for citation in self._plan.citations:
            first, *more = citation.places
            words = self._link("cite", first, safe(citation_words(citation)))
            others = " ".join(
                self._link("cite", span, str(number)) for number, span in enumerate(more, start=2)
            )
            count = f' <span class="soft">{citation.mentions} lần</span>' if citation.mentions > 1 else ""
            items.append(f"<li>{words}{count}{f' · {others}' if others else ''}</li>")
        return f'<ul class="card">{"".join(items)}</ul>' if items else ""

    def _findings_list(self) -> str:
        order = list(Severity)
        numbered = sorted(enumerate(self._findings, start=1), key=lambda one: order.index(one[1].severity))
        items = "".join(self._finding(number, finding) for number, finding in numbered)
        return f'<ul class="card plain">{items}</ul>' if items else ""

    def _finding(self, number: int, finding: Finding) -> str:
        links = []
        for span in finding.spans:
            mark = self._marks.of_finding(span)
            if mark is not None:
                anchor = self._marks.value_id(mark)
                words = short_quote(" ".join(span.of(self._folio.text).split()))
                links.append(f'<a class="v" id="{anchor}" data-n="{mark}" href="#s{mark}">{safe(words)}</a>')
        extra = "".join(
            f' <span class="soft">{title}: {safe(words)}</span>'
            for title, words in (("Gợi ý", finding.suggestion), ("Căn cứ", finding.basis))
            if words
        )
        places = f'<br><span class="places">{" · ".join(links)}</span>' if links else ""
        severity = f'<span class="chip {finding.severity.value}">{SEVERITIES[finding.severity]}</span>'
        return f'<li id="f{number}">{severity} {safe(finding.message)}{extra}{places}</li>'


def _count(count: int | None) -> str:
    return "" if count is None else f' <span class="soft">{count}</span>'


def _above(task: Task) -> tuple[str, ...]:
    """The heading of a duty and its group; a table without a title has its group as heading too."""
    heading, group = task.heading or "", task.group or ""
    return tuple(filter(None, ("" if heading and group.endswith(heading) else heading, group)))


def _pairs(rows: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{title}</dt><dd>{value}</dd>" for title, value in rows) + "</dl>"


def _soft(text: str) -> str:
    return f'<span class="soft">{safe(text)}</span>'


def _quote(text: str) -> str:
    return f'<p><q class="soft">{safe(text)}</q></p>'
