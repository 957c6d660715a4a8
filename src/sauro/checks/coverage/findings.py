"""What the coverage of a plan gives a reviewer to say of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from sauro.checks.coverage.model import Coverage, Matter, Row, Verdict
from sauro.checks.coverage.names import said_above
from sauro.findings import Finding, Severity, short_quote

__all__ = ["coverage_findings"]

_MESSAGES = {
    Verdict.MISSING: "{matter} của kế hoạch cấp trên chưa có trong kế hoạch này: {said}.",
    Verdict.WEAKENED: "{matter} chưa đủ yêu cầu của kế hoạch cấp trên: {said} ({why}).",
    Verdict.WRONG_LEVEL: "Nội dung không đúng cấp ban hành: {said} ({why}).",
}
_MATTERS = {
    Matter.TARGET: "Chỉ tiêu",
    Matter.MEETING_LIMIT: "Quy định về thời gian họp",
    Matter.DUTY: "Nhiệm vụ",
}
_NOT_CITED = "Kế hoạch không dẫn {parent}; hãy bổ sung vào căn cứ hoặc kiểm tra có đúng kế hoạch cấp trên."


def coverage_findings(coverage: Coverage) -> tuple[Finding, ...]:
    """The findings, in the order of the plan above. Their places are in the plan below: one that is missing
    has none."""
    return (
        *_of_the_whole(coverage),
        *(_finding(coverage, row) for row in coverage.rows if row.verdict in _MESSAGES),
    )


def _of_the_whole(coverage: Coverage) -> Iterator[Finding]:
    if not coverage.cites_parent:
        message = _NOT_CITED.format(parent=coverage.parent)
        yield Finding("coverage.parent_not_cited", Severity.ASK, message, basis=coverage.parent)


def _finding(coverage: Coverage, row: Row) -> Finding:
    said = short_quote(said_above(row) or f"{row.own[0].path}: {row.own[0].text}").rstrip(".;,")
    why = "; ".join(reason.words for reason in row.reasons if reason.weighs)
    message = _MESSAGES[row.verdict].format(matter=_MATTERS[row.matter], said=said, why=why)
    spans = tuple(side.span for side in row.own)
    return Finding(f"coverage.{row.verdict.value}", Severity.WARN, message, spans, basis=coverage.parent)
