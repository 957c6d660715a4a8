"""What the checks found, as one page that needs nothing but itself: the source beside the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sauro.cli.page import document
from sauro.cli.page_marks import Marks, safe
from sauro.cli.page_source import source_html
from sauro.cli.wording import SEVERITIES
from sauro.findings import Finding, Severity, short_quote
from sauro.folio.model import Folio

__all__ = ["findings_page"]

_PLACES_SHOWN = 12
"""Links to places of one finding; a body that is set wrong has hundreds."""


def findings_page(name: str, folio: Folio, findings: Sequence[Finding]) -> str:
    """The page of a draft: each finding leads to the words that it speaks of, and back."""
    marks = Marks(folio)
    order = list(Severity)
    numbered = sorted(enumerate(findings, start=1), key=lambda one: order.index(one[1].severity))
    items = "".join(_item(number, finding, folio, marks) for number, finding in numbered)
    counts = Counter(finding.severity for finding in findings)
    told = " · ".join(f"{SEVERITIES[one]} <b>{counts[one]}</b>" for one in order if counts[one])
    title = f"Kiểm tra thể thức: {name}"
    body = items or "<li>Không có phát hiện nào.</li>"
    return document(
        f"{title} · Sáu Rõ",
        f"""<header><h1>{safe(title)}</h1>
<p class="soft small">{told or "Không có phát hiện nào"} · Kết quả là đề xuất, cần người kiểm tra.</p>
<nav aria-label="Các phần"><a class="jump" href="#source">Nguyên văn</a>
<a href="#findings">Phát hiện</a></nav></header>
<main>
<article class="source" id="source" aria-label="Nguyên văn" tabindex="0">
<div class="paper">
{source_html(folio, marks)}
</div></article>
<div class="read" id="read" role="region" aria-label="Kết quả kiểm tra" tabindex="0">
<section id="findings"><h2>Phát hiện</h2><ul class="card plain">{body}</ul></section>
</div>
</main>""",
        name="plan",
    )


def _item(number: int, finding: Finding, folio: Folio, marks: Marks) -> str:
    links = []
    for span in finding.spans[:_PLACES_SHOWN]:
        mark = marks.of_finding(span)
        if mark is not None:
            words = short_quote(" ".join(span.of(folio.text).split()))
            anchor = marks.value_id(mark)
            links.append(f'<a class="v" id="{anchor}" data-n="{mark}" href="#s{mark}">{safe(words)}</a>')
    more = len(finding.spans) - _PLACES_SHOWN
    if more > 0:
        links.append(f'<span class="soft">và {more} chỗ nữa</span>')
    extra = "".join(
        f'<br><span class="soft">{title}: {safe(words)}</span>'
        for title, words in (
            ("Sửa thành", finding.proposal),
            ("Căn cứ", finding.basis),
            ("Mã", finding.code),
        )
        if words
    )
    places = f'<br><span class="places">{" · ".join(links)}</span>' if links else ""
    severity = f'<span class="chip {finding.severity.value}">{SEVERITIES[finding.severity]}</span>'
    return f'<li id="f{number}">{severity} {safe(finding.message)}{extra}{places}</li>'
