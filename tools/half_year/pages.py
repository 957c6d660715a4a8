"""The pages of plans, units and nudges set beside the recount, and all pages of one person in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from tools.half_year.comparing import Comparison, share
from tools.half_year.counting import SIX, Sums, days_late, is_late
from tools.half_year.ledger import Ledger, Owed
from tools.half_year.reading import (
    boxes,
    fetch,
    figure,
    number_in,
    printed,
    section,
    table,
    words_of,
    working_days_in,
)
from tools.half_year.seeing import Looker

__all__ = ["nudges", "plan_page", "plan_rows", "unit_page"]


def plan_page(found: Comparison, client: Any, who: Looker, plan: int, earlier: Sequence[date] = ()) -> None:
    """How far a plan is, by sections and units; and beside it how far it was."""
    address = f"/ke-hoach/{plan}/thuc-hien/"
    page, where = fetch(client, address), f"{who.name} {address}"
    parts = _of_plan(found.ledger, who, plan)
    sums = Sums.of(parts, found.on)
    whole = section(page, "whole")
    said = words_of(whole.xpath(".//h2")[0]).split("hoàn thành ")[1]
    found.same(f"{where}, finished", said, share(sums.finished, sums.total))
    found.six_and_rates(whole, where, sums)
    by_heading: dict[str, list[Owed]] = {}
    by_unit: dict[str, list[Owed]] = {}
    for part in parts:
        by_heading.setdefault(_heading(part), []).append(part)
        by_unit.setdefault(found.units[part.unit], []).append(part)
    for name, groups in (("sections", by_heading), ("units", by_unit)):
        _table(found, page, where, name, groups)
    for day in earlier:
        _earlier(found, client, who, plan, day, sums)


def _of_plan(ledger: Ledger, who: Looker, plan: int) -> list[Owed]:
    """For who does not follow the plan, of the tasks in which he has a part."""
    parts = [part for part in ledger.parts.values() if part.task["plan"] == plan]
    if parts and parts[0].task["office"] == who.office:
        return parts
    own = {part.task["task"] for part in parts if part.unit in who.units}
    return [part for part in parts if part.task["task"] in own]


def _heading(part: Owed) -> str:
    heading, source, path = part.task["stands"]
    first = path.split(".")[0]
    if heading.strip():
        return str(heading.strip())
    if source == "appendix":
        return f"Phụ lục, mục {first}" if first else "Phụ lục"
    return f"Phần {first}" if first else "Không thuộc mục nào"


def _table(found: Comparison, page: Any, where: str, name: str, groups: dict[str, list[Owed]]) -> None:
    expected = {}
    for label, parts in groups.items():
        sums = Sums.of(parts, found.on)
        if sums.total:
            six = [figure(sums.six[one]) for one in SIX]
            expected[" ".join(label.split())] = [share(sums.finished, sums.total), figure(sums.total), *six]
    shown = {row[0]: row[1:] for row in table(section(page, name))}
    found.same(f"{where}, {name}", sorted(shown), sorted(expected))
    for label, row in expected.items():
        for place, cell in enumerate(row):
            found.same(f"{where}, {label}, column {place}", shown.get(label, {place: None})[place], cell)


def _earlier(found: Comparison, client: Any, who: Looker, plan: int, day: date, now: Sums) -> None:
    address = f"/ke-hoach/{plan}/thuc-hien/?ngay={day:%d/%m/%Y}"
    page, where = fetch(client, address), f"{who.name} {address}"
    # Both days are of the same tasks: those that he may see now.
    seen = {part.task["task"] for part in _of_plan(found.ledger, who, plan)}
    before = Ledger(found.log, until=day).parts.values()
    then = Sums.of((part for part in before if part.task["task"] in seen), day)
    rows = table(section(page, "whole"))
    found.same(f"{where}, rows", len(rows), len(SIX) + 1)
    for row, label in zip(rows, SIX, strict=False):
        was, now_is = then.six[label], now.six[label]
        change = f"+{figure(now_is - was)}" if now_is > was else figure(now_is - was)
        found.same(f"{where}, {label}", row[1:], [figure(was), figure(now_is), change])
        found.number += 2
    found.same(f"{where}, total", rows[-1][1:3], [figure(then.total), figure(now.total)])


def plan_rows(found: Comparison, client: Any, who: Looker, plan: int) -> None:
    """The tasks of a plan with how many units each has, and the rows of its units."""
    address = f"/ke-hoach/{plan}/viec/"
    every = [part for part in found.ledger.parts.values() if part.task["plan"] == plan]
    expected = Counter(part.task["task"] for part in every)
    for row in printed(client, address):
        if row["task"]:
            task = int(row["task"])
            found.same(f"{who.name} {address}, units of {task}", number_in(row["Số đơn vị"]), expected[task])
    rows = printed(client, f"{address}?xem=don-vi")
    found.same(f"{who.name} {address}?xem=don-vi", len(rows), len(_of_plan(found.ledger, who, plan)))


def unit_page(found: Comparison, client: Any, who: Looker, unit: int, area: frozenset[int]) -> None:
    """The work of a unit; of a commune or province that of all units in its house."""
    address = f"/don-vi/{unit}/viec/"
    page, where = fetch(client, address), f"{who.name} {address}"
    whole = [part for part in found.ledger.parts.values() if part.unit in area]
    tasks = {part.task["task"] for part in found.ledger.parts.values() if part.unit in who.units}
    led = {
        part.task["task"]
        for part in found.ledger.parts.values()
        if part.unit in who.units and part.role == "lead"
    }

    def reads(part: Owed) -> bool:
        task = part.task
        # Who is asked about an obstacle reads its question, not the task.
        own = task["task"] in tasks or task["parent"] in led
        return task["office"] == who.office or own

    parts = [part for part in whole if reads(part)]
    sums, every = Sums.of(parts, found.on), Sums.of(whole, found.on)
    found.same_all(where, boxes(page, "Sáu nhóm"), {label: sums.six[label] for label in SIX})
    found.same(f"{where}, rows", len(printed(client, address)), len(parts))
    said = [words_of(one) for one in page.xpath('//p[contains(text(), "Tính cả việc do đơn vị khác giao")]')]
    if said:
        expected = (
            f"{figure(every.total)} phần việc, hoàn thành {share(every.finished, every.total)}, "
            f"quá hạn {figure(every.late)}."
        )
        found.same(f"{where}, roll-up", said[0].split(": ", 1)[1], expected)


def nudges(found: Comparison, client: Any, who: Looker) -> None:
    """Who may be urged, what was, and how late it was on the day."""
    if who.office:
        late: dict[int, list[Owed]] = {}
        for part in who.given(found.ledger):
            if is_late(part, found.on):
                late.setdefault(part.unit, []).append(part)
        page = fetch(client, "/don-doc/moi/")
        rows = page.xpath("//tbody/tr")
        found.same(f"{who.name} /don-doc/moi/, units", len(rows), len(late))
        for row, cells in zip(rows, table(page), strict=True):
            unit = int(row.xpath(".//a/@href")[0].split("don-vi=")[1])
            oldest = min(part.due for part in late[unit])
            expected = [figure(len(late[unit])), f"{oldest:%d/%m/%Y}"]
            found.same(f"{who.name} /don-doc/moi/, {unit}", cells[1:], expected)
            _urged(found, client, who, unit, late[unit])
    sent = [one for one in found.ledger.nudges if one["office"] == who.office or one["unit"] in who.units]
    listed = printed(client, "/don-doc/")
    found.same(f"{who.name} /don-doc/, rows", len(listed), len(sent))
    numbers = Counter((row["Đơn vị"], number_in(row["Số việc"]), row["Đã xem"]) for row in listed)
    wanted = Counter(
        (
            found.units[one["unit"]],
            len(one["parts"]),
            "đã xem" if one["nudge"] in found.ledger.seen else "chưa xem",
        )
        for one in sent
    )
    found.same(f"{who.name} /don-doc/, parts", numbers, wanted)
    for one in sent:
        _nudge(found, client, who, one)


def _urged(found: Comparison, client: Any, who: Looker, unit: int, late: Sequence[Owed]) -> None:
    """What of one unit may be urged about: how late, how often it was urged."""
    address = f"/don-doc/moi/?don-vi={unit}"
    shown = Counter((row[3], row[4], row[5]) for row in table(fetch(client, address)))
    expected = Counter(
        (
            f"{part.due:%d/%m/%Y}",
            str(days_late(part, found.on) or "dưới 1"),
            f"{len(part.nudges)} lần, gần nhất {part.nudges[-1][1]:%d/%m/%Y}" if part.nudges else "chưa",
        )
        for part in late
    )
    found.same(f"{who.name} {address}", shown, expected)
    found.number += 3 * len(late)


def _nudge(found: Comparison, client: Any, who: Looker, one: dict[str, Any]) -> None:
    expected = Counter(days_late(part, one["on"]) for part in one["then"])
    page = fetch(client, f"/don-doc/{one['nudge']}/")
    shown = Counter(working_days_in(words_of(cell)) for cell in page.xpath('//td[@data-label="Quá hạn"]'))
    found.same(f"{who.name} /don-doc/{one['nudge']}/, days late", shown, expected)
