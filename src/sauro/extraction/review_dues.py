"""What is doubtful about time limits and figures: words that were not understood or name no day, days that
no calendar has, words that the reader of a scan suspects."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from sauro.dates.due import Due, DueKind
from sauro.dates.explain import day_words
from sauro.dates.no_such_day import find_no_such_days
from sauro.extraction.tasks import PAST_YEAR
from sauro.findings import Finding, Severity, short_quote
from sauro.folio.model import Folio
from sauro.folio.span import Span
from sauro.plan.model import Target, Task, Value

__all__ = ["review_dues"]

_SUSPECT = frozenset({"ocr.suspect_word", "ocr.roman_strokes"})
"""Remarks of the reader on words that it may have misread."""
_COMPARE = "hãy đối chiếu với hình của bản quét."


def review_dues(
    folio: Folio, issued: Value[str] | None, tasks: Sequence[Task], targets: Sequence[Target]
) -> Iterator[Finding]:
    """The findings on the time limits of `tasks`, and on figures of `targets` that were misread perhaps.
    `issued` is the date of the document."""
    yield from _on_unread(tasks)
    yield from _on_no_day(tasks)
    yield from _on_past_years(tasks, issued)
    yield from _on_other_dates(tasks)
    yield from _on_days(folio.text, tasks)
    yield from _on_suspects(folio, tasks, targets)


def _on_unread(tasks: Sequence[Task]) -> Iterator[Finding]:
    """Words in the place of a time limit that gave none, once for all the duties they hold for."""
    paths: dict[Value[str], list[str]] = {}
    for task in tasks:
        if task.unread_due is not None and task.unread_due.rule != PAST_YEAR:
            paths.setdefault(task.unread_due, []).append(task.path)
    for words, held in paths.items():
        yield Finding(
            "task.due_unread",
            Severity.ASK,
            f"Không hiểu được thời hạn “{short_quote(words.value)}” của nhiệm vụ {', '.join(held)};"
            " hãy xác định thời hạn.",
            (words.span,),
        )


def _on_no_day(tasks: Sequence[Task]) -> Iterator[Finding]:
    """Time limits whose last day cannot be told ("đầu quý III/2026"), once for all the duties they hold
    for."""
    paths: dict[Value[Due], list[str]] = {}
    for task in tasks:
        if task.due is not None and task.due.value.kind is DueKind.BY and task.due.value.date is None:
            paths.setdefault(task.due, []).append(task.path)
    for due, held in paths.items():
        yield Finding(
            "task.due_no_day",
            Severity.NOTE,
            f"Thời hạn “{short_quote(due.value.raw)}” của nhiệm vụ {', '.join(held)} không cho biết ngày cuối"
            " cùng; hãy ghi ngày cụ thể.",
            (due.span,),
        )


def _on_past_years(tasks: Sequence[Task], issued: Value[str] | None) -> Iterator[Finding]:
    """Time limits of a year that was over when the document was signed, once for all the duties they hold
    for."""
    if issued is None:
        return
    paths: dict[Span, list[str]] = {}
    for task in tasks:
        unread, due = task.unread_due, task.due
        if unread is not None and unread.rule == PAST_YEAR:
            paths.setdefault(unread.span, []).append(task.path)
        elif due is not None and due.value.date and due.value.date.year < int(issued.value[:4]):
            paths.setdefault(due.span, []).append(task.path)
    for span, held in paths.items():
        yield Finding(
            "task.due_suspect",
            Severity.WARN,
            f"Thời hạn của nhiệm vụ {', '.join(held)} thuộc năm trước năm ban hành ({issued.value[:4]});"
            " hãy kiểm tra lại năm.",
            (span, issued.span),
        )


def _on_other_dates(tasks: Sequence[Task]) -> Iterator[Finding]:
    """Dates that a duty names besides its time limit: which of them counts is a person's to say."""
    for task in tasks:
        if task.due is None or not task.milestones:
            continue
        due = task.due.value
        last = day_words(due.date) if due.date else f"“{short_quote(due.raw)}”"
        others = ", ".join(f"“{short_quote(other.value.raw)}”" for other in task.milestones)
        yield Finding(
            "task.other_dates",
            Severity.NOTE,
            f"Nhiệm vụ {task.path} còn nêu mốc {others} ngoài thời hạn {last};"
            " hãy theo dõi cả mốc này hoặc xác định lại thời hạn.",
            (task.due.span, *(other.span for other in task.milestones)),
        )


def _on_days(text: str, tasks: Sequence[Task]) -> Iterator[Finding]:
    """Days that no calendar has, in a duty's words and in those of its time limit."""
    told: set[Span] = set()
    for task in tasks:
        for value in (task.text, task.due, task.unread_due):
            if value is None:
                continue
            for start, end in find_no_such_days(value.span.of(text)):
                span = Span(value.span.start + start, value.span.start + end)
                if span in told:
                    continue
                told.add(span)
                yield Finding(
                    "task.no_such_day",
                    Severity.WARN,
                    f"{_called(words := _words(span, text))} “{words}” trong nhiệm vụ {task.path}"
                    " không có trong lịch; hãy kiểm tra lại với cơ quan ban hành.",
                    (span,),
                )


def _called(words: str) -> str:
    """What the words name: a quarter, or a day."""
    return "Thời gian" if words[:1] in "Qq" else "Ngày"


def _on_suspects(folio: Folio, tasks: Sequence[Task], targets: Sequence[Target]) -> Iterator[Finding]:
    """Words of a scan that were misread perhaps, in a time limit or in the figure of a target: among all the
    remarks of the reader these must not be overlooked."""
    spans = {remark.span for remark in folio.remarks if remark.code in _SUSPECT and remark.span is not None}
    if not spans:
        return
    suspects = sorted(spans, key=attrgetter("start"))
    told: set[Span] = set()
    for task in tasks:
        due = task.due or task.unread_due
        inside = _inside(suspects, due.span) if due and due.span not in told else ()
        if due and inside:
            told.add(due.span)
            yield Finding(
                "task.due_suspect",
                Severity.WARN,
                f"Thời hạn của nhiệm vụ {task.path} có chữ đọc không chắc"
                f" ({_list(inside, folio.text)}); {_COMPARE}",
                (due.span, *inside),
            )
    for target in targets:
        figures = [span for span in _inside(suspects, target.span) if _is_figure(span.of(folio.text))]
        if figures:
            yield Finding(
                "target.value_suspect",
                Severity.WARN,
                f"Con số của chỉ tiêu đọc không chắc ({_list(figures, folio.text)}); {_COMPARE}",
                (target.span, *figures),
            )


def _inside(suspects: Sequence[Span], span: Span) -> list[Span]:
    """Those of `suspects`, which are in order, that stand in `span`."""
    inside: list[Span] = []
    for suspect in suspects[bisect_left(suspects, span.start, key=attrgetter("start")) :]:
        if suspect.start >= span.end:
            break
        inside.append(suspect)
    return inside


def _is_figure(word: str) -> bool:
    return any(map(str.isdigit, word))


def _list(spans: Sequence[Span], text: str) -> str:
    return ", ".join(f"“{_words(span, text)}”" for span in spans)


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())
