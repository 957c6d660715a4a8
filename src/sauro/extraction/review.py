"""What is doubtful in a plan: a finding tells or asks; nothing read is changed by it.

Six clarities asked of every duty (QĐ 534/QĐ-TTg): one lead, a product, a time limit; besides contradictions inside
the plan, gaps in its numbering, and what its head leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sauro.anatomy.parts import Anatomy, Item
from sauro.dates.due import DueKind
from sauro.extraction.appendix import AppendixTasks
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio
from sauro.folio.span import Span
from sauro.plan.model import Citation, DocumentFacts, Target, Task, Value
from sauro.text.compare import unit_key
from sauro.text.marks import MarkKind, roman_text

__all__ = ["is_group", "review"]

_FEWEST_WORDS = 14
"""Words of the shortest sentence that is rather a duty than a title."""
_GROUP = re.compile(r"^(?:các|những|tất cả|toàn thể|từng|mỗi|thủ trưởng các|người đứng đầu các|ubnd các|ủy ban nhân dân các|chủ tịch (?:ubnd|ủy ban nhân dân) các)\b", re.IGNORECASE)
_STALE = re.compile(r"(?<!\w)(?:thị trấn|cấp huyện|UBND (?:các )?huyện|các huyện|phòng Nội vụ|Sở Kế hoạch và Đầu tư|Sở Thông tin và Truyền thông|Sở Lao động(?: -|,) Thương binh|Sở Tài nguyên và Môi trường|Sở Giao thông vận tải|Sở Nông nghiệp và Phát triển nông thôn)(?!\w)")  # fmt: skip


def review(
    folio: Folio,
    anatomy: Anatomy,
    *,
    document: DocumentFacts,
    tasks: Sequence[Task],
    tables: Sequence[AppendixTasks],
    targets: Sequence[Target],
    citations: Sequence[Citation],
    year: int | None,
) -> tuple[Finding, ...]:
    """All findings on one plan, those on the head first."""
    return (
        *_on_head(document),
        *_on_numbering(anatomy),
        *_on_hidden_duties(anatomy, tasks),
        *_on_tables(tables),
        *_on_tasks(tasks),
        *_on_pairs(tasks),
        *_on_targets(targets),
        *_on_units(folio),
        *([] if tasks else [Finding("plan.no_task", Severity.WARN, "Không tìm thấy nhiệm vụ nào; đề nghị kiểm tra xem tệp có đúng là kế hoạch không.")]),
    )  # fmt: skip


def _on_head(document: DocumentFacts) -> Iterator[Finding]:
    if document.number is None:
        spans = (document.symbol.span,) if document.symbol else ()
        yield Finding(
            "document.no_number", Severity.STOP,
            "Kế hoạch chưa có số; chưa thể giao nhiệm vụ cho đơn vị khác khi văn bản chưa được cấp số.", spans,
            "NĐ 30/2020/NĐ-CP, Điều 15",
        )  # fmt: skip
    elif re.match(r"\d+[a-zđ]", document.number.value):
        yield Finding(
            "document.lettered_number", Severity.WARN,
            f"Số văn bản có chữ kèm theo ({document.number.value}); số phải là số thứ tự trong sổ.",
            (document.number.span,), "NĐ 30/2020/NĐ-CP, Điều 15",
        )  # fmt: skip
    if document.date is None or len(document.date.value) < 10:
        spans = (document.date.span,) if document.date else ()
        yield Finding(
            "document.date_incomplete", Severity.WARN,
            "Ngày ban hành chưa ghi đủ ngày, tháng, năm.", spans, "NĐ 30/2020/NĐ-CP, Phụ lục I.II.4",
        )  # fmt: skip
    issuer = document.issuer
    if issuer is None:
        yield Finding("document.no_issuer", Severity.WARN, "Không đọc được tên cơ quan ban hành.")
    elif others := [other for other in issuer.alternatives if unit_key(other) != unit_key(issuer.value)]:
        yield Finding(
            "document.issuer_unclear", Severity.ASK,
            f"Cơ quan ban hành ghi khác nhau trong văn bản: {issuer.value} / {' / '.join(others)}.", (issuer.span,),
        )  # fmt: skip
    if document.signer.name is None:
        yield Finding("document.no_signer", Severity.WARN, "Không đọc được họ tên người ký.")


def _on_numbering(anatomy: Anatomy) -> Iterator[Finding]:
    """A gap in a run of numbered items: something may be lost, or a number was typed twice."""
    for item in anatomy.body.walk():
        last: Item | None = None
        for child in item.children:
            mark = child.mark
            if mark is None or mark.ordinal == 0 or child.line is None:
                continue
            before = last.mark.ordinal if last is not None and last.mark is not None and last.mark.kind is mark.kind else 0
            if before and mark.ordinal != before + 1 or not before and mark.ordinal > 1 and mark.kind is MarkKind.ROMAN:
                label = roman_text(before + 1) if mark.kind is MarkKind.ROMAN else ""
                wanted = f", đáng lẽ là {label}" if label else ""
                yield Finding(
                    "numbering.gap", Severity.WARN,
                    f"Đánh số không liên tục: mục {mark.label}{wanted}.", (child.line.passage.span(0, mark.length),),
                )  # fmt: skip
            last = child


def _on_hidden_duties(anatomy: Anatomy, tasks: Sequence[Task]) -> Iterator[Finding]:
    """A heading that is a duty itself: its items are tasks, its own sentence is not, and may be missed."""
    inside = {task.text.span.start for task in tasks}
    for item in anatomy.body.walk():
        text = item.content.text
        if item.line is None or item.mark is None or not text.endswith((".", ";")) or len(text.split()) < _FEWEST_WORDS:
            continue
        below = [child for child in item.children if child.content.text]
        if below and item.content.start not in inside and any(child.content.start in inside for child in below):
            yield Finding(
                "item.duty_in_heading", Severity.ASK,
                f"Mục {item.mark.label or '-'} có nội dung riêng ngoài các ý bên dưới; xem có phải là một nhiệm vụ không.",
                (item.content.span(),),
            )  # fmt: skip


def _on_tables(tables: Sequence[AppendixTasks]) -> Iterator[Finding]:
    for table in tables:
        if table.missing:
            numbers = ", ".join(map(str, table.missing))
            yield Finding(
                "table.rows_missing", Severity.WARN,
                f"Cột TT của phụ lục thiếu số {numbers}; có thể đã mất dòng khi đọc.", (table.table.span,),
            )  # fmt: skip


def is_group(name: str) -> bool:
    """Whether a name stands for many units ("Các sở, ban, ngành") and has to be resolved to members."""
    return bool(_GROUP.match(name))


def _on_tasks(tasks: Sequence[Task]) -> Iterator[Finding]:
    for task in tasks:
        if not task.lead:
            yield Finding(
                "task.no_lead", Severity.ASK, f"Nhiệm vụ {task.path} không nêu đơn vị chủ trì.", (task.text.span,),
                "QĐ 534/QĐ-TTg: một việc chỉ giao một cơ quan chủ trì",
            )  # fmt: skip
        elif len(task.lead) > 1:
            names = "; ".join(unit.value for unit in task.lead)
            yield Finding(
                "task.several_leads", Severity.ASK,
                f"Nhiệm vụ {task.path} có nhiều đơn vị chủ trì ({names}); cần chọn một đầu mối.",
                tuple(unit.span for unit in task.lead), "QĐ 534/QĐ-TTg: một việc chỉ giao một cơ quan chủ trì",
            )  # fmt: skip
        elif is_group(task.lead[0].value):
            yield Finding(
                "task.group_lead", Severity.NOTE,
                f"Nhiệm vụ {task.path} giao cho nhóm đơn vị ({task.lead[0].value}); cần xác nhận danh sách thành viên.",
                (task.lead[0].span,),
            )  # fmt: skip
        due = task.due
        if due is not None and due.value.kind is DueKind.EVENT:
            yield Finding(
                "task.due_event", Severity.NOTE,
                f"Thời hạn của nhiệm vụ {task.path} phụ thuộc một sự kiện chưa rõ ngày.", (due.span,),
            )  # fmt: skip


def _on_pairs(tasks: Sequence[Task]) -> Iterator[Finding]:
    """The same duty in prose and appendix with another lead or another day."""
    by_path = {task.path: task for task in tasks}
    for task in tasks:
        if not task.path.startswith("PL"):
            continue
        for path in task.same_as:
            other = by_path[path]
            if _names(task.lead) and _names(other.lead) and not _names(task.lead) & _names(other.lead):
                yield Finding(
                    "pair.lead_differs", Severity.ASK,
                    f"Nhiệm vụ {task.path} và {other.path} là một việc nhưng ghi đơn vị chủ trì khác nhau.",
                    tuple(unit.span for unit in (*task.lead, *other.lead)),
                )  # fmt: skip
            if task.due and other.due and _when(task) != _when(other):
                yield Finding(
                    "pair.due_differs", Severity.ASK,
                    f"Nhiệm vụ {task.path} và {other.path} là một việc nhưng ghi thời hạn khác nhau.",
                    (task.due.span, other.due.span),
                )  # fmt: skip


def _names(units: Sequence[Value[str]]) -> frozenset[str]:
    return frozenset(unit_key(unit.value) for unit in units)


def _when(task: Task) -> tuple[object, ...]:
    due = task.due
    return (due.value.kind, due.value.date, frozenset(due.value.every)) if due else ()


def _on_targets(targets: Sequence[Target]) -> Iterator[Finding]:
    """One indicator demanded at different levels."""
    first: dict[str, Target] = {}
    told: set[str] = set()
    for target in targets:
        known = first.setdefault(target.indicator, target)
        if target.value != known.value and target.indicator not in told and target.unit == known.unit and target.by == known.by:
            told.add(target.indicator)
            yield Finding(
                "target.contradiction", Severity.WARN,
                "Một chỉ tiêu được ghi ở hai mức khác nhau trong cùng kế hoạch.", (known.span, target.span),
            )  # fmt: skip


def _on_units(folio: Folio) -> Iterator[Finding]:
    """Names of units that no longer exist since 01/7/2025 (two levels of local government; NĐ 150/2025)."""
    told: set[str] = set()
    for match in _STALE.finditer(folio.text):
        name = match[0].lower()
        if name not in told:
            told.add(name)
            yield Finding(
                "unit.stale_name", Severity.WARN,
                f"“{match[0]}” không còn trong tổ chức chính quyền địa phương hai cấp từ ngày 01/7/2025.",
                (Span(match.start(), match.end()),), "NĐ 150/2025/NĐ-CP",
            )  # fmt: skip
