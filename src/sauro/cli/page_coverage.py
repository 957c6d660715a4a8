"""The section of the page that lays a plan beside the plan above: what is asked on the left, what is said on
the right."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.checks.coverage import Coverage, Row, Side, Verdict
from sauro.checks.coverage.names import MATTERS, VERDICTS, by_gravity, counted_words, why
from sauro.cli.page_marks import Marks, safe
from sauro.cli.wording import NOTHING

__all__ = ["coverage_section"]

_NOTHING = f'<span class="soft">{NOTHING}</span>'
_NOT_CITED = '<p class="chip warn">Kế hoạch không dẫn số của văn bản này</p>'
_CHIPS = {
    Verdict.MISSING: "error",
    Verdict.WEAKENED: "warn",
    Verdict.WRONG_LEVEL: "warn",
    Verdict.TIGHTENED: "ask",
    Verdict.EXTRA: "ask",
}


def coverage_section(coverage: Coverage, marks: Marks) -> str:
    """The rows, first those that must be mended; `marks` are asked for the places in the plan below."""
    rows = by_gravity(coverage.rows)
    cards = "\n".join(_card(row, marks) for row in rows)
    count = f'<span class="soft">{len(rows)}</span>'
    cited = "" if coverage.cites_parent else _NOT_CITED
    return (
        f'<section id="coverage"><h2>Đối chiếu với kế hoạch cấp trên {count}</h2>\n'
        f'<p class="small">{safe(coverage.parent)}</p>{cited}\n'
        f'<p class="small soft">{safe(counted_words(coverage.rows))}</p>\n{cards}</section>'
    )


def _card(row: Row, marks: Marks) -> str:
    chip = f'<span class="chip {_CHIPS.get(row.verdict, "")}">{VERDICTS[row.verdict]}</span>'
    name = f" <b>{safe(row.name)}</b>" if row.name else ""
    reasons = f'<p class="small">{safe(why(row))}</p>' if row.reasons else ""
    matter = f'<span class="soft">{MATTERS[row.matter]}</span>'
    return (
        f'<article class="card"><p class="top">{chip} {matter}{name}</p>'
        f'<div class="pair"><div><p class="soft small">Kế hoạch cấp trên</p>{_above(row.parents)}</div>'
        f'<div><p class="soft small">Kế hoạch này</p>{_below(row.own, marks)}</div></div>{reasons}</article>'
    )


def _above(sides: Sequence[Side]) -> str:
    return "".join(f"<p>{_label(side)}{safe(side.text)}{_attributes(side)}</p>" for side in sides) or _NOTHING


def _below(sides: Sequence[Side], marks: Marks) -> str:
    return "".join(_linked(side, marks) for side in sides) or _NOTHING


def _linked(side: Side, marks: Marks) -> str:
    number = marks.add("cover", side.span)
    words = safe(side.text)
    if number is not None:
        anchor = marks.value_id(number)
        words = f'<a class="v k-cover" id="{anchor}" data-n="{number}" href="#s{number}">{words}</a>'
    return f'<p class="text">{_label(side)}{words}{_attributes(side)}</p>'


def _label(side: Side) -> str:
    return f"<b>{safe(side.path)}</b> " if side.path else ""


def _attributes(side: Side) -> str:
    """Who leads and by when, below the words."""
    told = [f"Chủ trì: {'; '.join(side.leads)}"] if side.leads else []
    told += [f"Thời hạn: {side.due}"] if side.due and side.path else []
    told += [side.level] if side.level else []
    return f'<br><span class="soft small">{safe(" · ".join(told))}</span>' if told else ""
