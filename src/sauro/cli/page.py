"""A plan as one page that needs nothing but itself: the source on the left, what was read on the right."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from sauro.checks.coverage import Coverage
from sauro.cli.page_coverage import coverage_section
from sauro.cli.page_look import SCRIPT, STYLE
from sauro.cli.page_marks import Marks, safe
from sauro.cli.page_source import source_html
from sauro.cli.page_values import SECTIONS, Values
from sauro.cli.wording import kind_words, title_words
from sauro.folio.model import Folio
from sauro.plan.model import Plan

__all__ = ["document", "page"]

_LEGEND = (
    ("lead", "chủ trì"),
    ("coop", "phối hợp"),
    ("due", "thời hạn"),
    ("product", "sản phẩm"),
    ("target", "chỉ tiêu"),
    ("report", "báo cáo"),
    ("cite", "viện dẫn"),
)


def page(folio: Folio, plan: Plan, *, has_index: bool = False, coverage: Coverage | None = None) -> str:
    """The page of a plan; with a link back to the list of files where there is one, and before all else what
    it makes of the plan above where it was laid beside one."""
    marks = Marks(folio)
    values = Values(folio, plan, marks)
    read = values.html()  # first: it says what is to be marked
    beside = coverage_section(coverage, marks) if coverage else ""
    title = title_words(plan)
    back = '<a class="back" href="index.html">← Danh sách tệp</a>' if has_index else ""
    counts = values.counts()
    links = " ".join(
        f'<a href="#{anchor}">{name}{f" <b>{counts[anchor]}</b>" if counts.get(anchor) else ""}</a>'
        for anchor, name in SECTIONS
        if anchor == "facts" or counts[anchor]
    )
    if coverage:
        links = f'<a href="#coverage">Đối chiếu <b>{len(coverage.rows)}</b></a> {links}'
    subject = plan.document.subject.value if plan.document.subject else plan.file
    source = folio.source
    origin = f"{source.name} · {kind_words(source)}{f' · {source.pages} trang' if source.pages else ''}"
    legend = " ".join(f'<span class="k-{kind}">{name}</span>' for kind, name in _LEGEND)
    return document(
        f"{title} · Sáu Rõ",
        f"""<header>{back}<h1>{safe(title)}</h1><p class="subject">{safe(subject)}</p>
<p class="soft small">{safe(origin)} · Kết quả là đề xuất, cần người kiểm tra.</p>
<nav aria-label="Các phần"><a class="jump" href="#source">Nguyên văn</a> {links}</nav></header>
<main>
<article class="source" id="source" aria-label="Nguyên văn" tabindex="0">
<p class="legend" aria-hidden="true">{legend}</p>
<div class="paper">
{source_html(folio, marks)}
</div></article>
<div class="read" id="read" role="region" aria-label="Kết quả đọc" tabindex="0">
{beside}{read}
</div>
</main>""",
        name="plan",
    )


def document(title: str, body: str, *, name: str) -> str:
    """A whole page; `body` is safe HTML. Nothing but the style and the script that stand in it may run."""
    policy = (
        f"default-src 'none'; style-src '{_digest(STYLE)}'; script-src '{_digest(SCRIPT)}'; base-uri 'none'"
    )
    return f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{safe(title)}</title>
<style>{STYLE}</style>
</head>
<body class="{name}">
{body}
<script>{SCRIPT}</script>
</body>
</html>
"""


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
