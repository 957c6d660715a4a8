"""What is doubtful in a plan: a finding tells or asks; nothing read is changed by it.

Six clarities asked of every duty (QĐ 534/QĐ-TTg): one lead, a product, a time limit; besides contradictions
inside the plan, gaps in its numbering, and what its head leaves open. All codes stand in
docs/dev/plan-json.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sauro.anatomy.parts import Anatomy, Item
from sauro.dates.due import DueKind
from sauro.doctypes.former_units import TWO_LEVELS, find_former
from sauro.extraction.appendix import AppendixTasks
from sauro.extraction.citations import Mention
from sauro.extraction.lost_tables import review_lost_tables
from sauro.extraction.own_captions import review_captions
from sauro.extraction.review_citations import review_citations
from sauro.extraction.review_date import review_date
from sauro.extraction.review_dues import review_dues
from sauro.extraction.review_number import review_number
from sauro.extraction.review_paragraphs import review_paragraphs
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio, SourceKind
from sauro.folio.span import Span
from sauro.plan.model import DocumentFacts, Source, Target, Task, Value
from sauro.text.compare import unit_key
from sauro.text.marks import Mark, MarkKind, roman_text
from sauro.text.patterns import either
from sauro.text.suspect_phrases import suspect_phrases

__all__ = ["review"]

_FEWEST_WORDS = 14
"""Words of the shortest sentence that is rather a duty than a title."""
_SAME_SENTENCE = 40
"""Characters between two bounds of one sentence at most."""
_ALL = 100
"""Per cent."""
_OF_ANYTHING = frozenset(("growth_rate", "ty_le_khac"))
"""Indicators whose name does not tell of what they are, so that two of them need not be one."""
_ONE_LEAD = "QĐ 534/QĐ-TTg: một việc chỉ giao một cơ quan chủ trì"
_MANY = either("""
    các; những; tất cả; toàn thể; từng; mỗi; người đứng đầu các; ubnd các; ủy ban nhân dân các;
    (?:thủ |hiệu |viện )?trưởng các; giám đốc các; chủ tịch (?:(?:ubnd|ủy ban nhân dân) )?các
""")
_GROUP = re.compile(rf"^(?:{_MANY})\b", re.IGNORECASE)
_BY_SENTENCE = frozenset(
    ("head_of_item", "head_of_parent", "after_opening_clause", "closing_bracket", "assigned_in_sentence")
)
"""Rules by which the subject of a sentence leads; a line or column "chủ trì" is to name one."""


def review(
    folio: Folio,
    anatomy: Anatomy,
    *,
    document: DocumentFacts,
    tasks: Sequence[Task],
    tables: Sequence[AppendixTasks],
    targets: Sequence[Target],
    mentions: Sequence[Mention],
) -> tuple[Finding, ...]:
    """All findings on one plan, those on the head first."""
    year = document.date.value[:4] if document.date else ""
    return (
        *review_number(folio, document),
        *review_date(document, anatomy.heading.date),
        *_on_issuer_and_signer(document),
        *review_captions(anatomy, document),
        *_on_numbering(anatomy),
        *_on_hidden_duties(anatomy, tasks),
        *review_paragraphs(folio, anatomy, tasks),
        *_on_tables(tables),
        *review_lost_tables(folio),
        *_on_tasks(tasks),
        *review_dues(folio, document.date, tasks, targets),
        *_on_pairs(tasks),
        *_on_targets(targets, year),
        *_on_bounds(targets, year),
        *review_citations(mentions),
        *_on_units(folio.text),
        *_on_phrases(folio),
        *_on_absence(tasks),
    )


def _on_issuer_and_signer(document: DocumentFacts) -> Iterator[Finding]:
    issuer = document.issuer
    if issuer is None:
        yield Finding("document.no_issuer", Severity.WARN, "Không đọc được tên cơ quan ban hành.")
    elif issuer.alternatives:
        yield Finding(
            "document.issuer_unclear",
            Severity.ASK,
            "Cơ quan ban hành ghi khác nhau trong văn bản:"
            f" {' / '.join((issuer.value, *issuer.alternatives))}.",
            (issuer.span,),
        )
    if document.signer.name is None:
        yield Finding("document.no_signer", Severity.WARN, "Không đọc được họ tên người ký.")


def _on_numbering(anatomy: Anatomy) -> Iterator[Finding]:
    """A gap in a run of numbered items: something may be lost, or a number was typed twice."""
    for item in anatomy.body.walk():
        last: Mark | None = None
        for child in item.children:
            mark = child.mark
            if mark is None or mark.ordinal == 0 or child.line is None:
                continue
            before = last.ordinal if last is not None and last.kind is mark.kind else 0
            last = mark
            roman = mark.kind is MarkKind.ROMAN
            if mark.ordinal == before + 1 or not (before or roman):
                continue
            wanted = f", đáng lẽ là {roman_text(before + 1)}" if roman else ""
            yield Finding(
                "numbering.gap",
                Severity.WARN,
                f"Đánh số không liên tục: mục {mark.label}{wanted}.",
                (child.line.passage.span(0, mark.length),),
            )


def _on_hidden_duties(anatomy: Anatomy, tasks: Sequence[Task]) -> Iterator[Finding]:
    """A heading that is a duty itself: its items are tasks, its own sentence is not, and may be missed."""
    inside = {task.text.span.start: task.path for task in tasks}
    for item in anatomy.body.walk():
        if item.mark is None or not _is_sentence(item) or item.content.start in inside:
            continue
        below = [child.content.start for child in item.children if child.content.text]
        path = next((inside[start] for start in below if start in inside), None)
        if path is not None:  # that of a task right below, which begins with the item's own
            name = path.rpartition(".")[0] or item.mark.label or "-"
            yield Finding(
                "item.duty_in_heading",
                Severity.ASK,
                f"Mục {name} có nội dung riêng ngoài các ý bên dưới; xem có phải là một nhiệm vụ không.",
                (item.content.span(),),
            )


def _is_sentence(item: Item) -> bool:
    text = item.content.text
    return text.endswith((".", ";")) and len(text.split()) >= _FEWEST_WORDS


def _on_tables(tables: Sequence[AppendixTasks]) -> Iterator[Finding]:
    for table in tables:
        if table.missing:
            numbers = ", ".join(map(str, table.missing))
            yield Finding(
                "table.rows_missing",
                Severity.WARN,
                f"Cột TT của phụ lục thiếu số {numbers}; có thể đã mất dòng khi đọc.",
                (table.table.span,),
            )
        if table.unread:
            yield Finding(
                "table.unread",
                Severity.ASK,
                "Một bảng có cột đơn vị chủ trì nhưng không đọc được thành nhiệm vụ;"
                " hãy xem bảng có giao việc không.",
                (table.table.span,),
            )


def _on_tasks(tasks: Sequence[Task]) -> Iterator[Finding]:
    led = {task.path for task in tasks if task.lead}
    for task in tasks:
        if task.lead:
            yield from _on_leads(task)
        elif led.isdisjoint(task.same_as):  # else the row of the appendix says who leads
            yield Finding(
                "task.no_lead",
                Severity.ASK,
                f"Nhiệm vụ {task.path} không nêu đơn vị chủ trì.",
                (task.text.span,),
                _ONE_LEAD,
            )
        if task.due is not None and task.due.value.kind is DueKind.EVENT:
            yield Finding(
                "task.due_event",
                Severity.NOTE,
                f"Thời hạn của nhiệm vụ {task.path} phụ thuộc một sự kiện chưa rõ ngày.",
                (task.due.span,),
            )


def _on_leads(task: Task) -> Iterator[Finding]:
    """A duty has one lead, and that a unit and no group ("Các sở, ban, ngành"). Where a sentence orders many
    at once, groups before all, each carries it out, and none is to be chosen."""
    groups = [unit for unit in task.lead if _GROUP.match(unit.value)]
    everybody = all(unit.rule in _BY_SENTENCE for unit in task.lead) and (
        task.lead[0] in groups or len(groups) * 2 > len(task.lead)
    )
    if len(task.lead) > 1 and not everybody:
        names = "; ".join(unit.value for unit in task.lead)
        yield Finding(
            "task.several_leads",
            Severity.ASK,
            f"Nhiệm vụ {task.path} có nhiều đơn vị chủ trì ({names}); cần chọn một đầu mối.",
            tuple(unit.span for unit in task.lead),
            _ONE_LEAD,
        )
    elif groups:
        names = "; ".join(unit.value for unit in groups)
        yield Finding(
            "task.group_lead",
            Severity.NOTE,
            f"Nhiệm vụ {task.path} giao cho nhóm đơn vị ({names}); cần xác nhận danh sách thành viên.",
            tuple(unit.span for unit in groups),
        )


def _on_pairs(tasks: Sequence[Task]) -> Iterator[Finding]:
    """The same duty in prose and appendix with another lead or another day."""
    by_path = {task.path: task for task in tasks}
    for task in tasks:
        if task.source is not Source.APPENDIX:
            continue
        for other in map(by_path.__getitem__, task.same_as):
            mine, others = _names(task.lead), _names(other.lead)
            if mine and others and mine.isdisjoint(others):
                yield Finding(
                    "pair.lead_differs",
                    Severity.ASK,
                    f"Nhiệm vụ {task.path} và {other.path} là một việc nhưng ghi đơn vị chủ trì khác nhau.",
                    tuple(unit.span for unit in (*task.lead, *other.lead)),
                )
            if task.due and other.due and _when(task) != _when(other):
                yield Finding(
                    "pair.due_differs",
                    Severity.ASK,
                    f"Nhiệm vụ {task.path} và {other.path} là một việc nhưng ghi thời hạn khác nhau.",
                    (task.due.span, other.due.span),
                )


def _names(units: Iterable[Value[str]]) -> frozenset[str]:
    return frozenset(unit_key(unit.value) for unit in units)


def _when(task: Task) -> tuple[object, ...]:
    due = task.due
    return (due.value.kind, due.value.date, frozenset(due.value.every)) if due else ()


def _on_targets(targets: Sequence[Target], year: str) -> Iterator[Finding]:
    """One indicator demanded at different levels. `year`: that of the plan, empty where it is not told."""
    first: dict[str, Target] = {}
    told: set[str] = set()
    for target in targets:
        if target.indicator in _OF_ANYTHING:
            continue
        known = first.setdefault(target.indicator, target)
        at_once = target.unit == known.unit and _at_one_time(target.by, known.by, year)
        comparable = at_once and not _is_span_of(known, target)
        if comparable and target.value != known.value and target.indicator not in told:
            told.add(target.indicator)
            yield Finding(
                "target.contradiction",
                Severity.WARN,
                "Một chỉ tiêu được ghi ở hai mức khác nhau trong cùng kế hoạch.",
                (known.span, target.span),
            )


def _at_one_time(one: str | None, other: str | None, year: str) -> bool:
    """Whether two targets are due together: what is to hold every year holds in that of the plan too."""
    if one is None or other is None:
        return one == other or bool(year and (one or other or "").startswith(year))
    return one == other


def _on_bounds(targets: Sequence[Target], year: str) -> Iterator[Finding]:
    """One figure of an indicator told bare at one place ("giảm 10%") and as a bound at another ("giảm tối
    thiểu 10%"). Of a share, all of it cannot be exceeded."""
    first: dict[tuple[str, float, str], Target] = {}
    told: set[str] = set()
    for target in targets:
        if (target.unit == "%" and target.value >= _ALL) or target.indicator in _OF_ANYTHING:
            continue
        known = first.setdefault((target.indicator, target.value, target.unit), target)
        comparators = {known.comparator, target.comparator}
        at_once = _at_one_time(known.by, target.by, year)
        if "=" in comparators and len(comparators) > 1 and at_once and target.indicator not in told:
            told.add(target.indicator)
            yield Finding(
                "target.bound_differs",
                Severity.WARN,
                "Cùng một chỉ tiêu, cùng một con số nhưng lúc ghi là đúng mức, lúc ghi là mức tối thiểu hoặc"
                " tối đa; hãy ghi thống nhất.",
                (known.span, target.span),
            )


def _is_span_of(known: Target, target: Target) -> bool:
    """Whether one sentence sets two bounds: "tối thiểu 10%, phấn đấu 15%", "trên 90% nhưng dưới 95%"."""
    gap = target.span.start - known.span.end
    return target.comparator != known.comparator and gap <= _SAME_SENTENCE


def _on_units(text: str) -> Iterator[Finding]:
    """Units that no longer exist, each told once, where it is first named."""
    told: set[str] = set()
    for found in find_former(text):
        name = text[found.start : found.end]
        if name in told or found.former.since != TWO_LEVELS:
            continue
        told.add(name)
        yield Finding(
            "unit.stale_name",
            Severity.WARN,
            f"“{name}” không còn trong tổ chức chính quyền địa phương hai cấp từ ngày 01/7/2025.",
            (Span(found.start, found.end),),
            "NĐ 150/2025/NĐ-CP",
        )


def _on_phrases(folio: Folio) -> Iterator[Finding]:
    """Phrases with wrong marks, each told once; those of a scan are told by its reader."""
    if folio.source.kind is SourceKind.SCAN:
        return
    told = {remark.span.start for remark in folio.remarks if remark.span is not None}
    places: dict[tuple[str, str], list[Span]] = {}
    for suspect in suspect_phrases(folio.text):
        span = Span(suspect.start, suspect.end)
        if not any(start in told for start in range(span.start, span.end)):
            places.setdefault((span.of(folio.text), suspect.meant), []).append(span)
    for (written, meant), spans in places.items():
        yield Finding(
            "text.suspect_phrase",
            Severity.WARN,
            f"“{written}” có thể bị sai dấu, đúng ra là “{meant}”; hãy đối chiếu với bản gốc.",
            tuple(spans),
            suggestion=meant,
        )


def _on_absence(tasks: Sequence[Task]) -> Iterator[Finding]:
    if not tasks:
        yield Finding(
            "plan.no_task",
            Severity.WARN,
            "Không tìm thấy nhiệm vụ nào; đề nghị kiểm tra xem tệp có đúng là kế hoạch không.",
        )
