"""Two documents side by side on one page, what differs marked in both and listed above."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.checks.signed_copy.model import Comparison, Difference
from sauro.cli.comparison_wording import KINDS, by_gravity, summary
from sauro.cli.page import document
from sauro.cli.page_marks import Marks, safe
from sauro.cli.page_source import source_html
from sauro.cli.wording import NOTHING
from sauro.folio.model import Folio
from sauro.folio.span import Span

__all__ = ["page"]


def page(draft: Folio, signed: Folio, found: Comparison) -> str:
    """The whole page; it needs nothing but itself."""
    ours, theirs = Marks(draft, prefix="a"), Marks(signed, prefix="b")
    told, doubtful = by_gravity(found)
    table = _table(told, ours, theirs)
    if doubtful:
        count = f"{len(doubtful)} chỗ bản quét đọc không chắc, cần xem lại bản giấy"
        rest = _table(doubtful, ours, theirs)
        table += f"<details{'' if told else ' open'}><summary>{count}</summary>{rest}</details>"
    return document(
        "So dự thảo với bản đã ký · Sáu Rõ",
        f"""<header><h1>So dự thảo với bản đã ký</h1>
<p class="subject">{safe(draft.source.name)} · {safe(signed.source.name)}</p>
<p>{safe(summary(found))}</p></header>
<main class="compare">
<section class="read list" aria-label="Các chỗ khác" id="read">
{table}
</section>
<div class="sides">
{_side("Dự thảo", draft, ours)}
{_side("Bản đã ký", signed, theirs)}
</div>
</main>""",
        name="compare",
    )


def _table(differences: Sequence[Difference], ours: Marks, theirs: Marks) -> str:
    rows = "\n".join(_row(one, ours, theirs) for one in differences)
    head = "<tr><th>Loại</th><th>Sau các chữ</th><th>Dự thảo</th><th>Bản ký</th></tr>"
    made = f'<div class="wide card"><table><thead>{head}</thead><tbody>\n{rows}\n</tbody></table></div>'
    return made if differences else ""


def _row(one: Difference, ours: Marks, theirs: Marks) -> str:
    cells = (
        _cell(one.old, one.old_text, one.kind, ours, "a"),
        _cell(one.new, one.new_text, one.kind, theirs, "b"),
    )
    before = safe(one.before) or NOTHING
    return f'<tr><td>{KINDS[one.kind]}</td><td class="soft">{before}</td>{"".join(cells)}</tr>'


def _cell(span: Span | None, text: str, kind: str, marks: Marks, side: str) -> str:
    number = None if span is None else marks.add(str(kind), span)
    if number is None:
        return f"<td>{NOTHING}</td>"
    anchor = marks.value_id(number)
    return f'<td id="{anchor}"><a href="#s{side}{number}">{safe(text)}</a></td>'


def _side(title: str, folio: Folio, marks: Marks) -> str:
    return f"""<article class="source" aria-label="{title}" tabindex="0"><h2>{title}</h2>
<div class="paper">
{source_html(folio, marks)}
</div></article>"""
