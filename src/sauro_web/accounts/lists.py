"""How a view answers with a list: as a page, on paper, or as a spreadsheet, with the letterhead of the office
whose list it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, Any

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.letterheads import letterhead_of
from sauro_web.common.lists import Column, Shown, table_workbook, workbook
from sauro_web.common.lists.chosen import keep_choice

__all__ = ["MOST_PRINTED", "answer_list", "answer_table"]

MOST_PRINTED = 1_000
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer_list(
    request: HttpRequest,
    shown: Shown,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    office: Unit | None,
    exported: Callable[[int], object] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """The page `template` with the list as `shown`; `?dang=xlsx` all its rows as a spreadsheet, `?dang=in` as
    paper, `?cot=…` the choice of columns, `?dem=1` how many rows there are, for htmx nothing else. `exported`
    is told how many rows leave the office, before they do."""
    if "cot" in request.GET:
        return keep_choice(request, shown.listing, shown.list_address)
    match request.GET.get("dang"):
        case "xlsx":
            return _sheet(shown, office, exported)
        case "in":
            return _paper(request, shown, office, exported)
    if shown.counts and request.htmx:  # type: ignore[attr-defined]
        answer = render(request, "common/lists/_count.html", {"shown": shown})
    else:
        answer = render(request, template, {**(context or {}), "shown": shown}, status=status)
    if shown.counts:
        # One address, two answers: neither is kept for the other.
        answer["Cache-Control"] = "private, no-store"
    return answer


def answer_table(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Any],
    *,
    office: Unit,
    said: Sequence[str] = (),
) -> HttpResponseBase:
    """A table that is no list of records as a spreadsheet; `name` is that of the file, `said` what stands
    under its title."""
    letterhead = letterhead_of(office)
    file, _ = table_workbook(title, columns, rows, letterhead=letterhead, on=localdate(), said=said)
    return _sent(name, file)


def _sheet(shown: Shown, office: Unit | None, exported: Callable[[int], object] | None) -> HttpResponseBase:
    letterhead = letterhead_of(office) if office is not None else None
    file, count = workbook(shown, letterhead=letterhead, on=localdate())
    if exported is not None:
        exported(count)
    return _sent(shown.listing.name, file)


def _sent(name: str, file: IO[bytes]) -> HttpResponseBase:
    called = f"{name}-{localdate():%Y-%m-%d}.xlsx"
    response = FileResponse(file, as_attachment=True, filename=called, content_type=_TYPE)
    response["Cache-Control"] = "private, no-store"
    return response


def _paper(
    request: HttpRequest, shown: Shown, office: Unit | None, exported: Callable[[int], object] | None
) -> HttpResponseBase:
    rows = list(shown.every_row()[: MOST_PRINTED + 1])
    more, rows = len(rows) > MOST_PRINTED, rows[:MOST_PRINTED]
    if exported is not None:
        exported(len(rows))
    context = {
        "shown": shown,
        "rows": rows,
        "more": more,
        "on": localdate(),
        "letterhead": letterhead_of(office) if office is not None else None,
    }
    return render(request, "common/lists/paper.html", context)
