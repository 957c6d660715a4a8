"""The list of files in front of many pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sauro.cli.page import document
from sauro.cli.page_marks import safe
from sauro.cli.wording import NOTHING, title_words
from sauro.folio.model import Folio
from sauro.plan.model import Plan
from sauro.plan.serial import findings_of

__all__ = ["Entry", "entry_of", "index_page", "page_names"]

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list. `page` is the name of its page in the same folder."""

    file: str
    page: str
    title: str
    issuer: str
    tasks: int
    targets: int
    findings: int


def entry_of(file: str, page: str, plan: Plan, folio: Folio) -> Entry:
    """The line of a plan that was read from `file`."""
    issuer = plan.document.issuer
    return Entry(
        file,
        page,
        title_words(plan),
        issuer.value if issuer else NOTHING,
        len(plan.tasks),
        len(plan.targets),
        len(findings_of(plan, folio)),
    )


def page_names(files: Sequence[str]) -> list[str]:
    """A name of its own for the page of each file, made of the file's name; told apart without regard to
    case."""
    taken = {"index.html"}
    names: list[str] = []
    for file in files:
        stem = _UNSAFE.sub("-", PurePath(file).stem).strip("-.")[:_LONGEST] or "van-ban"
        name, count = f"{stem}.html", 1
        while name.lower() in taken:
            count += 1
            name = f"{stem}-{count}.html"
        taken.add(name.lower())
        names.append(name)
    return names


def index_page(entries: Sequence[Entry], failed: Iterable[tuple[str, str]]) -> str:
    """The list: files that were read, then those that were not, each with why."""
    rows = "\n".join(map(_row, entries))
    lost = "".join(f"<li><b>{safe(file)}</b> {safe(why)}</li>" for file, why in failed)
    faults = f'<h2>Không đọc được</h2><ul class="card">{lost}</ul>' if lost else ""
    return document(
        "Các kế hoạch đã đọc · Sáu Rõ",
        f"""<header><h1>Các kế hoạch đã đọc</h1><p class="soft">{len(entries)} tệp · Kết quả là đề xuất, cần
người kiểm tra.</p></header>
<div class="list"><div class="wide card"><table>
<thead><tr><th>Tệp</th><th>Văn bản</th><th>Cơ quan ban hành</th><th class="n">Nhiệm vụ</th>
<th class="n">Chỉ tiêu</th><th class="n">Phát hiện</th></tr></thead>
<tbody>
{rows}
</tbody></table></div>
{faults}</div>""",
        name="index",
    )


def _row(entry: Entry) -> str:
    figures = "".join(f'<td class="n">{count}</td>' for count in (entry.tasks, entry.targets, entry.findings))
    return (
        f'<tr><td><a href="{safe(entry.page)}">{safe(entry.file)}</a></td><td>{safe(entry.title)}</td>'
        f"<td>{safe(entry.issuer)}</td>{figures}</tr>"
    )
