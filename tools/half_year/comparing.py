"""Every page fetched and each figure on it set beside the recount."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tools.half_year.counting import (
    SIX,
    STANDING,
    Sums,
    counts,
    days_late,
    is_late,
    is_soon,
    of_month,
    stands,
    waits,
)  # fmt: skip
from tools.half_year.days import late_by
from tools.half_year.ledger import Ledger, Owed
from tools.half_year.reading import (
    boxes,
    fetch,
    figure,
    number_in,
    printed,
    section,
    sheet_rows,
    table,
    words_of,
    working_days_in,
)  # fmt: skip
from tools.half_year.seeing import Looker

__all__ = ["Comparison"]

_STATES = {
    "assigned": "mới giao", "returned": "đơn vị trả lại", "received": "đã nhận", "working": "đang thực hiện",
    "submitted": "chờ duyệt", "redo": "phải làm lại", "paused": "tạm dừng", "finished": "hoàn thành",
    "read": "đã xem", "passed_on": "đã chuyển đơn vị khác", "recalled": "đã thu hồi", "cancelled": "đã hủy",
}  # fmt: skip
_COLUMNS = ("returned", "assigned", "received", "working", "redo", "submitted", "finished", "paused")
_NOTHING = "—"


def share(part: int, whole: int) -> str:
    """As the pages write it: "12/46 (26,1 %)"."""
    if not whole:
        return _NOTHING
    percent = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{figure(part)}/{figure(whole)} ({str(percent).replace('.', ',')} %)"


@dataclass
class Comparison:
    """What was compared: how many figures, and which differ."""

    log: Sequence[Any]
    on: date
    units: Mapping[int, str]
    """Their labels."""
    people: Mapping[int, str]
    number: int = 0
    differences: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.log, until=self.on)

    def same(self, where: str, shown: Any, expected: Any) -> None:
        """One figure."""
        self.number += 1
        if shown != expected:
            self.differences.append(f"{where}: shown {shown!r}, recounted {expected!r}")

    def same_all(self, where: str, shown: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
        """Several, by their names."""
        for name in expected:
            self.same(f"{where}, {name}", shown.get(name), expected[name])

    # The first page.

    def desk(self, client: Any, who: Looker) -> None:
        """The notebook, and what waits."""
        page, where = fetch(client, "/"), f"{who.name} /"
        if who.office:
            given = who.given(self.ledger)
            self.same_all(where, boxes(page, "Sổ tay theo dõi"), self._notebook(given, who))
        first = (row.xpath(".//a/@href")[0].split("/") for row in page.xpath('//ul[@class="things"]/li'))
        waiting = Counter(int(path[2]) for path in first if path[1] == "nhiem-vu" and path[2].isdigit())
        expected = self._waiting(who)
        # Who follows the work of an office is shown ten of each kind, others thirty.
        shown = [min(10 if who.office else 30, len(one)) for one in expected]
        self.same(f"{where}, things", sum(waiting.values()), sum(shown))
        if sum(shown) == sum(map(len, expected)):
            self.same(f"{where}, which", waiting, Counter(task for one in expected for task in one))

    def _notebook(self, given: Iterable[Owed], who: Looker) -> dict[str, int]:
        given = list(given)

        def number(test: Callable[[Owed], bool]) -> int:
            return sum(test(part) for part in given)

        return {
            "Quá hạn": number(lambda part: is_late(part, self.on)),
            "Sắp đến hạn": number(lambda part: is_soon(part, self.on)),
            "Chờ duyệt": number(waits("duyet", who.person)),
            "Đơn vị trả lại": number(waits("tra-lai", who.person)),
            "Xin gia hạn": number(waits("gia-han", who.person)),
            "Có vướng mắc": number(waits("vuong-mac", who.person)),
            "Tôi giao": number(lambda part: counts(part) and part.task["given_by"] == who.person),
        }

    def _waiting(self, who: Looker) -> list[list[int]]:
        """Tasks by obstacles asked about, work to judge, more time asked for, and what is owed."""
        every = list(self.ledger.parts.values())
        led = {part.task["task"] for part in every if part.role == "lead" and part.unit in who.close}
        given = [part for part in every if who.office and part.task["office"] == who.office]
        helped = [part for part in every if part.role == "cooperating" and part.task["task"] in led]
        snags = [
            part.task["task"]
            for part in every
            for one in part.snags.values()
            if part.is_open and one.to in who.close and not one.answered and not one.closed
        ]
        judge = [
            part.task["task"]
            for part in {id(one): one for one in (*given, *helped)}.values()
            if waits("duyet", who.person)(part) or (part in given and waits("tra-lai", who.person)(part))
        ]
        asked = [
            part.task["task"]
            for part in given
            for one in part.asked.values()
            if part.is_open and not one.decided and one.by != who.person
        ]
        owed = [
            part.task["task"]
            for part in every
            if part.unit in who.close
            and (
                part.state in ("assigned", "redo")
                or (
                    (is_late(part, self.on) or is_soon(part, self.on))
                    and part.state not in ("submitted", "returned")
                )
            )
        ]
        return [snags, judge, asked, owed]

    # The leader's page.

    def dashboard(self, client: Any, who: Looker) -> None:
        """All of it."""
        page, where, given = (
            fetch(client, "/dieu-hanh/?ke-hoach=tat-ca"),
            f"{who.name} /dieu-hanh/",
            who.given(self.ledger),
        )
        sums = Sums.of(given, self.on)
        late = section(page, "late")
        self.same(f"{where}, late", number_in(words_of(late.xpath(".//h2/a")[0])), sums.late)
        self._late_units(late, where, given)
        decide = section(page, "decide")
        deciding = sum(waits("quyet-dinh", who.person)(part) for part in given)
        self.same(f"{where}, deciding", number_in(words_of(decide.xpath(".//h2/a")[0])), deciding)
        notebook = self._notebook(given, who)
        del notebook["Quá hạn"]
        self.same_all(where, boxes(decide), notebook)
        six = section(page, "six")
        self.same(f"{where}, total", number_in(words_of(six.xpath(".//h2/a")[0])), sums.total)
        self.six_and_rates(six, where, sums)
        self._months(section(page, "trend"), where, given)
        self._plans(section(page, "plans"), where, given)

    def _late_units(self, node: Any, where: str, given: Sequence[Owed]) -> None:
        by_unit: dict[int, list[Owed]] = {}
        for part in given:
            if is_late(part, self.on):
                by_unit.setdefault(part.unit, []).append(part)
        said = words_of(node.xpath(".//h2")[0])
        if by_unit:
            self.same(f"{where}, late units", number_in(said.split("của")[-1]), len(by_unit))
        expected = Counter(
            (self.units[unit], len(parts), late_by(min(part.last for part in parts), self.on))
            for unit, parts in by_unit.items()
        )
        shown = [(row[0], number_in(row[1]), working_days_in(row[2])) for row in table(node)]
        self.same(f"{where}, rows of late units", len(shown), min(10, len(by_unit)))
        for row in shown:
            self.same(f"{where}, late unit {row[0]}", expected[row] > 0 and row, row)
        numbers = sorted((len(parts) for parts in by_unit.values()), reverse=True)[:10]
        self.same(f"{where}, the worst", [row[1] for row in shown], numbers)

    def six_and_rates(self, node: Any, where: str, sums: Sums) -> None:
        """The six columns, and the two rates below them."""
        self.same_all(where, boxes(node, "Sáu nhóm"), {label: sums.six[label] for label in SIX})
        first, current, longer = (words_of(one) for one in node.xpath('.//dl[contains(@class, "rates")]/dd'))
        at_first, at_last = share(sums.in_time_at_first, sums.done), share(sums.in_time, sums.done)
        extended = share(sums.extended, sums.total)
        if sums.extended:
            extended += f" xem {figure(sums.extended)} việc"
        self.same(f"{where}, extended", longer, extended)
        if sums.done:
            at_first += f" xem {figure(sums.in_time_at_first)} việc"
            at_last += (
                f" xem {figure(sums.in_time)} việc trong {figure(sums.done)} việc đã hoàn thành có thời hạn"
            )
        self.same(f"{where}, rate on the first deadline", first, at_first)
        self.same(f"{where}, rate on the current deadline", current, at_last)

    def _months(self, node: Any, where: str, given: Sequence[Owed]) -> None:
        firsts = [self.on.replace(day=1)]
        while len(firsts) < 6:
            firsts.insert(0, (firsts[0] - timedelta(days=1)).replace(day=1))
        expected = []
        for first in firsts:
            due = [part for part in given if counts(part) and of_month(part, first)]
            sums = Sums.of(due, self.on)
            known = sums.done + sums.late
            percent = f"{round(sums.in_time * 100 / known)} %" if known else _NOTHING
            row = (sums.total, sums.in_time, sums.six[SIX[1]], sums.late)
            expected.append([f"{first.month}/{first.year}", percent, *map(figure, row)])
        for shown, row in zip(table(node), expected, strict=True):
            for place, cell in enumerate(row):
                self.same(f"{where}, month {row[0]}, column {place}", shown[place], cell)

    def _plans(self, node: Any, where: str, given: Sequence[Owed]) -> None:
        by_plan: dict[str, list[Owed]] = {}
        issued: dict[str, date] = {}
        for part in given:
            if part.task["plan"]:
                by_plan.setdefault(part.task["reference"], []).append(part)
                issued[part.task["reference"]] = part.given
        named = [words_of(link) for link in node.xpath(".//tbody/tr/td[1]/a")]
        shown = dict(zip(named, table(node), strict=True))
        self.same(f"{where}, plans", sorted(shown), sorted(by_plan))
        for reference, parts in by_plan.items():
            sums = Sums.of(parts, self.on)
            last = max((part.last for part in parts if counts(part) and part.last), default=None)
            passed = None
            if last is not None:
                whole = max(1, (last - issued[reference]).days)
                passed = min(100, max(0, round((self.on - issued[reference]).days * 100 / whole)))
            behind = passed is not None and sums.total and sums.finished * 100 < passed * sums.total
            row = shown[reference]
            said = f"{passed} %{' chậm hơn thời gian' if behind else ''}" if passed is not None else _NOTHING
            expected = [figure(sums.finished), figure(sums.total), said, figure(sums.late)]
            for name, cell, wanted in zip(
                ("finished", "total", "passed", "late"), row[2:], expected, strict=True
            ):
                self.same(f"{where}, plan {reference}, {name}", cell, wanted)

    # Lists.

    def lists(self, client: Any, who: Looker, *, deep: bool = True) -> None:
        """The list of what his units owe, and of what his office gave, narrowed in every way."""
        scopes = [("", who.held(self.ledger))]
        if who.office:
            scopes.append(("pham-vi=co-quan", who.given(self.ledger)))
        for scope, parts in scopes:
            self._rows(client, who, scope, parts)
            for asked, test in self._filters(who, parts):
                address = f"/nhiem-vu/?{scope}&{asked}" if scope else f"/nhiem-vu/?{asked}"
                wanted = [part for part in parts if test(part)]
                found = Counter(row["task"] for row in printed(client, address))
                self.same(f"{who.name} {address}, rows", sum(found.values()), len(wanted))
                tasks = Counter(str(part.task["task"]) for part in wanted)
                self.same(f"{who.name} {address}, which", found, tasks)
            if deep:
                self._board(client, who, scope, parts)
                self._calendar(client, who, scope, parts)

    def _rows(self, client: Any, who: Looker, scope: str, parts: Sequence[Owed]) -> None:
        """Cell by cell; the book; the spreadsheet."""
        address = f"/nhiem-vu/?{scope}".rstrip("?")
        heads = (
            "Đơn vị",
            "Thời hạn",
            "So với hạn (ngày làm việc)",
            "Trạng thái",
            "%",
            "Người thụ lý",
            "Hạn ban đầu",
        )
        shown = Counter((row["task"], *(row[head] for head in heads)) for row in printed(client, address))
        expected = Counter(self._row(part) for part in parts)
        for row in expected.keys() | shown.keys():
            self.number += len(heads) - 1
            self.same(f"{who.name} {address}, row {row}", shown[row], expected[row])
        book = printed(client, f"/nhiem-vu/so-theo-doi/?{scope}".rstrip("?"))
        told = Counter((row["task"], row["Thời hạn"], row["Tiến độ"], row["Ghi chú"]) for row in book)
        for row, number in Counter(self._book_row(part) for part in parts).items():
            self.number += 2
            self.same(f"{who.name} {address} (book), row {row}", told[row], number)
        self.same(f"{who.name} {address} (book), rows", len(book), len(parts))
        sheet = sheet_rows(client, address)
        self.same(f"{who.name} {address} (xlsx), rows", len(sheet), len(parts))
        percents = Counter(cell for row in sheet for cell in row[6:7])
        self.same(f"{who.name} {address} (xlsx), percents", percents, Counter(part.percent for part in parts))

    def _row(self, part: Owed) -> tuple[str, ...]:
        due = f"{part.due:%d/%m/%Y}" if part.due else part.task["due_text"] or _NOTHING
        return (
            str(part.task["task"]),
            self.units[part.unit],
            " ".join(due.split()),
            self._against(part).replace(" làm việc", "") or _NOTHING,
            _STATES[part.state],
            figure(part.percent),
            self.people[part.officer] if part.officer else _NOTHING,
            f"{part.first:%d/%m/%Y}" if part.first else _NOTHING,
        )

    def _book_row(self, part: Owed) -> tuple[str, ...]:
        said = [_STATES[part.state], f"{part.percent} %" if part.percent else "", self._against(part)]
        moved = part.first is not None and part.first != part.due
        remark = f"Gia hạn, hạn ban đầu {part.first:%d/%m/%Y}" if moved else _NOTHING
        return (str(part.task["task"]), self._row(part)[2], ", ".join(filter(None, said)), remark)

    def _against(self, part: Owed) -> str:
        if not counts(part) or part.last is None:
            return ""
        late, group = days_late(part, self.on), stands(part, self.on)
        if group in SIX[3:5]:
            return f"trễ {late} ngày làm việc" if late else "vừa quá hạn"
        if group in SIX[:2]:
            if group == SIX[0]:
                return "đúng hạn"
            return f"hoàn thành trễ {late} ngày làm việc" if late else "hoàn thành quá hạn"
        if not is_soon(part, self.on):
            return ""
        left = late_by(self.on, part.last)
        return f"còn {left} ngày làm việc" if left else "đến hạn hôm nay"

    def _filters(self, who: Looker, parts: Sequence[Owed]) -> Iterable[tuple[str, Callable[[Owed], bool]]]:
        for key, test in STANDING.items():
            yield f"han={key}", lambda part, test=test: test(part, self.on)
        for key in ("quyet-dinh", "duyet", "tra-lai", "gia-han", "vuong-mac"):
            yield f"cho={key}", waits(key, who.person)
        for state in _STATES:
            yield f"trang-thai={state}", lambda part, state=state: part.state == state
        for role in ("lead", "cooperating"):
            yield f"phan={role}", lambda part, role=role: part.role == role
        yield "nguoi=toi", lambda part: part.officer == who.person
        yield "nguoi=chua", lambda part: part.is_open and part.officer is None
        yield "giao=toi&han=tinh", lambda part: counts(part) and part.task["given_by"] == who.person
        for plan in {part.task["plan"] for part in parts} - {None}:
            yield f"ke-hoach={plan}", lambda part, plan=plan: part.task["plan"] == plan
        units = {part.unit for part in parts}
        if 1 < len(units) <= 60 and who.office:
            for unit in sorted(units):
                yield (
                    f"don-vi={unit}&han=qua-han",
                    lambda part, unit=unit: part.unit == unit and is_late(part, self.on),
                )
        first = self.on.replace(day=1)
        for _ in range(6):
            month = f"{first:%Y-%m}"
            yield f"han-thang={month}", lambda part, day=first: counts(part) and of_month(part, day)
            yield (
                f"xong-thang={month}",
                lambda part, month=month: (
                    counts(part) and part.state == "finished" and f"{part.handed_in:%Y-%m}" == month
                ),
            )
            first = (first - timedelta(days=1)).replace(day=1)

    def _board(self, client: Any, who: Looker, scope: str, parts: Sequence[Owed]) -> None:
        address = f"/nhiem-vu/bang/?{scope}".rstrip("?")
        page = fetch(client, address)
        for state in _COLUMNS:
            expected = sum(part.state == state for part in parts)
            found = page.xpath(f'//h2[@id="cot-{state}"]/span')
            shown = number_in(words_of(found[0])) if found else 0
            self.same(f"{who.name} {address}, {state}", shown, expected)
            cards = page.xpath(f'//section[@aria-labelledby="cot-{state}"]/ul/li')
            self.same(f"{who.name} {address}, cards {state}", len(cards), min(20, expected))

    def _calendar(self, client: Any, who: Looker, scope: str, parts: Sequence[Owed]) -> None:
        first = (self.on.replace(day=1) + timedelta(days=31)).replace(day=1)
        for _ in range(7):
            address = f"/nhiem-vu/lich/?{scope}&thang={first:%Y-%m}".replace("?&", "?")
            page = fetch(client, address)
            due = Counter(part.last for part in parts if counts(part) and of_month(part, first))
            lead = words_of(page.xpath('//*[contains(text(), "việc trong tháng")]')[0])
            self.same(f"{who.name} {address}, month", number_in(lead.split(";")[-1]), sum(due.values()))
            for link in page.xpath('//p[@class="month-day"]/a'):
                day = date.fromisoformat(link.get("href").split("han-ngay=")[1])
                self.same(
                    f"{who.name} {address}, {day}",
                    number_in(words_of(link.xpath("./span")[-1])),
                    due.pop(day, 0),
                )
            self.same(f"{who.name} {address}, other days", dict(due), {})
            first = (first - timedelta(days=1)).replace(day=1)
