"""What stands on a page, read from its HTML."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from lxml import html
from openpyxl import load_workbook

__all__ = [
    "boxes",
    "fetch",
    "figure",
    "number_in",
    "printed",
    "section",
    "sheet_rows",
    "table",
    "words_of",
    "working_days_in",
]


OK = 200


def fetch(client: Any, address: str) -> Any:
    """The page as a tree.

    Raises ValueError where it is not answered.
    """
    answer = client.get(address)
    if answer.status_code != OK:
        raise ValueError(f"{address}: {answer.status_code}")
    return html.fromstring(answer.content.decode())


def words_of(node: Any) -> str:
    """Its words, with single spaces."""
    return " ".join(node.text_content().split())


def number_in(words: str) -> int:
    """The first figure in words: "1.204 việc" is 1204."""
    found = re.search(r"[+-]?\d[\d.]*", words)
    if not found:
        raise ValueError(words)
    return int(found[0].replace(".", ""))


def working_days_in(words: str) -> int:
    """The days in words; what became late on days on which nobody works has "dưới 1"."""
    return 0 if words == "dưới 1" else number_in(words)


def figure(number: int) -> str:
    """As an office writes it."""
    return f"{number:,}".replace(",", ".")


def section(page: Any, name: str) -> Any:
    """The part of the page that is headed so."""
    (found,) = page.xpath(f'//section[@aria-labelledby="{name}"]')
    return found


def boxes(node: Any, name: str = "") -> dict[str, int]:
    """The figures in boxes: by their words."""
    about = f'[ancestor::nav[@aria-label="{name}"]]' if name else ""
    found = node.xpath(f'.//a[contains(@class, "figure-box")]{about}')
    return {words_of(one.find("span")): number_in(words_of(one.find("b"))) for one in found}


def table(node: Any) -> list[list[str]]:
    """The cells of its rows, in words."""
    return [[words_of(cell) for cell in row.xpath("./td")] for row in node.xpath(".//tbody/tr")]


def printed(client: Any, address: str) -> list[dict[str, str]]:
    """The rows of a list on paper: by the headings, with the number of the task."""
    page = fetch(client, f"{address}{'&' if '?' in address else '?'}dang=in")
    heads = [words_of(head) for head in page.xpath("//thead//th")]
    rows = []
    for row in page.xpath("//tbody/tr"):
        cells = dict(zip(heads, map(words_of, row.xpath("./td")), strict=True))
        linked = row.xpath('.//a[starts-with(@href, "/nhiem-vu/")]/@href')
        cells["task"] = linked[0].split("/")[2] if linked else ""
        rows.append(cells)
    return rows


def sheet_rows(client: Any, address: str) -> list[Sequence[Any]]:
    """The rows of the same list as a spreadsheet, below its heading."""
    answer = client.get(f"{address}{'&' if '?' in address else '?'}dang=xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    rows = list(book.active.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row and any(cell == "Nhiệm vụ" for cell in row))
    return [row for row in rows[head + 1 :] if row and isinstance(row[0], int)]
