"""What is wrong with the rows of a spreadsheet, against themselves and against the organisation: doubles,
loops, unknown units and roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sauro.text.compare import unit_key
from sauro_web.accounts.importing.columns import KINDS, PEOPLE, ROLES, UNITS, Sheet
from sauro_web.accounts.importing.reading import Fault, Line, Lines
from sauro_web.accounts.models import Role, Unit, UnitKind
from sauro_web.accounts.naming import accented

__all__ = ["Checked", "Known", "check"]

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,149}")
_IDENTIFIER = re.compile(r"[A-Z0-9]+(\.[A-Z0-9]+)*")
"""QĐ 20/2020/QĐ-TTg: capitals, digits, dots between groups."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[0-9 .+()-]{6,20}")
_WITHOUT_NOUGHT = re.compile(r"[1-9][0-9]{8}")
_NOT_HEADS = (Role.ADMINISTRATOR, Role.INSPECTOR)


@dataclass(slots=True)
class Checked:
    """The rows in the order in which they can be written (what stands above first); for each unit row the
    code of the row or the existing unit it belongs to."""

    units: list[Line] = field(default_factory=list)
    people: list[Line] = field(default_factory=list)
    parents: dict[str, str | Unit] = field(default_factory=dict)
    places: dict[int, str | Unit] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Known:
    """The organisation as it stands: living units of the office's tree, and what is taken everywhere."""

    office: Unit
    units: Sequence[Unit]
    usernames: set[str]
    area_codes: set[str]
    identifiers: set[str]
    headed: set[str]
    """Paths of units that have a head."""

    _by_name: dict[str, list[Unit]] = field(default_factory=dict)

    def named(self, name: str) -> list[Unit]:
        """Living units of the tree called so; accents count."""
        if not self._by_name:
            for unit in self.units:
                for text in {accented(unit.name), accented(unit.short_name)} - {""}:
                    self._by_name.setdefault(text, []).append(unit)
        return self._by_name.get(accented(name), [])


def check(lines: Lines, known: Known) -> Checked:
    """Checks all rows; where there are faults nothing may be written."""
    checked = Checked()
    units, people = lines.get(UNITS.title, []), lines.get(PEOPLE.title, [])
    _doubles(checked, units, people, known)
    _kinds(checked, units)
    _parents(checked, units, known)
    checked.units = _in_order(checked, units)
    _sisters(checked, units, known)
    checked.people = list(people)
    _people(checked, people, {line["Mã trong tệp"] for line in units}, known)
    checked.faults.sort(key=lambda fault: (fault.sheet, fault.row, fault.column))
    return checked


def _fault(checked: Checked, sheet: Sheet, line: Line, heading: str, sentence: str) -> None:
    checked.faults.append(Fault(sheet.title, line.row, line.column(heading), sentence))


def _doubles(checked: Checked, units: Sequence[Line], people: Sequence[Line], known: Known) -> None:
    """What may stand once only, in the file and in the organisation."""
    once: Iterable[tuple[Sheet, Sequence[Line], str, set[str]]] = (
        (UNITS, units, "Mã trong tệp", set()),
        (UNITS, units, "Mã đơn vị hành chính", known.area_codes),
        (UNITS, units, "Mã định danh điện tử", known.identifiers),
        (PEOPLE, people, "Tên đăng nhập", known.usernames),
    )
    for sheet, lines, heading, taken in once:
        counted = Counter(line[heading].casefold() for line in lines if line[heading])
        for line in lines:
            text = line[heading].casefold()
            if counted[text] > 1:
                _fault(checked, sheet, line, heading, "Trùng với dòng khác trong tệp.")
            elif text in taken:
                _fault(checked, sheet, line, heading, "Đã có trong phần mềm.")


def _kinds(checked: Checked, units: Sequence[Line]) -> None:
    for line in units:
        kind = KINDS.get(line["Loại"])
        if line["Loại"] and kind is None:
            _fault(checked, UNITS, line, "Loại", "Không có loại này; hãy chọn trong danh sách của tệp mẫu.")
        code = line["Mã đơn vị hành chính"]
        if code and (kind != UnitKind.COMMUNE or not re.fullmatch(r"[0-9]{5}", code)):
            _fault(
                checked, UNITS, line, "Mã đơn vị hành chính", "Phải là 5 chữ số, và chỉ ghi với UBND cấp xã."
            )
        if line["Mã định danh điện tử"] and not _IDENTIFIER.fullmatch(line["Mã định danh điện tử"]):
            _fault(
                checked,
                UNITS,
                line,
                "Mã định danh điện tử",
                "Chỉ gồm chữ in hoa, chữ số và dấu chấm.",
            )
        if line["Tên đầy đủ"] and not unit_key(line["Tên đầy đủ"]):
            _fault(checked, UNITS, line, "Tên đầy đủ", "Chưa có chữ nào.")


def _parents(checked: Checked, units: Sequence[Line], known: Known) -> None:
    codes = {line["Mã trong tệp"] for line in units}
    for line in units:
        above = line["Thuộc"]
        found = _place(above, codes, known) if above else known.office
        if found is None:
            _fault(checked, UNITS, line, "Thuộc", _UNKNOWN)
        else:
            checked.parents[line["Mã trong tệp"]] = found
    kinds = {line["Mã trong tệp"]: KINDS.get(line["Loại"]) for line in units}
    for line in units:
        place = checked.parents.get(line["Mã trong tệp"])
        kind = kinds[line["Mã trong tệp"]]
        stands_in = UnitKind(place.kind) if isinstance(place, Unit) else kinds.get(place or "")
        if kind in _OF_A_PROVINCE and stands_in not in (None, UnitKind.PROVINCE):
            _fault(checked, UNITS, line, "Thuộc", "Loại này chỉ đứng trực tiếp dưới UBND cấp tỉnh.")
        if kind == UnitKind.VILLAGE and _outside_a_commune(line["Mã trong tệp"], checked, kinds):
            _fault(checked, UNITS, line, "Thuộc", "Thôn, tổ dân phố chỉ thuộc một xã, phường, đặc khu.")


def _outside_a_commune(code: str, checked: Checked, kinds: Mapping[str, UnitKind | None]) -> bool:
    """Whether nothing above the row is a commune, as far as it is known what stands above."""
    seen: set[str] = set()
    place = checked.parents.get(code)
    while isinstance(place, str) and place not in seen:
        if kinds.get(place) in (None, UnitKind.COMMUNE):
            return False
        seen.add(place)
        place = checked.parents.get(place)
    return isinstance(place, Unit) and place.commune_id is None


_OF_A_PROVINCE = (UnitKind.COMMUNE, UnitKind.DEPARTMENT)
_UNKNOWN = "Không có mã này trong tệp, cũng không có đúng một đơn vị mang tên này trong cơ quan."


def _place(text: str, codes: set[str], known: Known) -> str | Unit | None:
    if text in codes:
        return text
    found = known.named(text)
    return found[0] if len(found) == 1 else None


def _in_order(checked: Checked, units: Sequence[Line]) -> list[Line]:
    """What stands above before what stands beneath; rows of a loop are faults."""
    ordered: list[Line] = []
    settled: set[str] = set()
    waiting = [line for line in units if line["Mã trong tệp"] in checked.parents]
    while waiting:
        ready: list[Line] = []
        rest: list[Line] = []
        for line in waiting:
            above = checked.parents[line["Mã trong tệp"]]
            (ready if isinstance(above, Unit) or above in settled else rest).append(line)
        if not ready:
            break
        ordered += ready
        settled |= {line["Mã trong tệp"] for line in ready}
        waiting = rest
    parents = checked.parents
    for line in waiting:
        if _in_loop(line["Mã trong tệp"], parents):
            _fault(checked, UNITS, line, "Thuộc", "Đơn vị thuộc chính nó qua các dòng khác (vòng lặp).")
    return ordered


def _in_loop(code: str, parents: dict[str, str | Unit]) -> bool:
    seen = {code}
    above = parents.get(code)
    while isinstance(above, str) and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return above == code


def _sisters(checked: Checked, units: Sequence[Line], known: Known) -> None:
    """No two units of one name directly beneath one office."""
    depth = Unit.steplen
    taken = {(unit.path[:-depth], accented(unit.name)) for unit in known.units}
    counted: Counter[tuple[str, str]] = Counter()
    for line in units:
        counted[_beneath(checked, line), accented(line["Tên đầy đủ"])] += 1
    for line in units:
        where = _beneath(checked, line), accented(line["Tên đầy đủ"])
        if counted[where] > 1:
            _fault(checked, UNITS, line, "Tên đầy đủ", "Hai dòng cùng tên thuộc một đơn vị.")
        elif where in taken:
            _fault(checked, UNITS, line, "Tên đầy đủ", "Đơn vị cấp trên đã có đơn vị mang tên này.")


def _beneath(checked: Checked, line: Line) -> str:
    above = checked.parents.get(line["Mã trong tệp"], "?")
    return above.path if isinstance(above, Unit) else f"#{above}"


def _people(checked: Checked, people: Sequence[Line], codes: set[str], known: Known) -> None:
    heads: Counter[str] = Counter()
    for line in people:
        where = _place(line["Đơn vị"], codes, known) if line["Đơn vị"] else None
        if where is None:
            if line["Đơn vị"]:
                _fault(checked, PEOPLE, line, "Đơn vị", _UNKNOWN)
        else:
            checked.places[line.row] = where
        if line["Vai trò"] and line["Vai trò"] not in ROLES:
            _fault(
                checked,
                PEOPLE,
                line,
                "Vai trò",
                "Không có vai trò này; hãy chọn trong danh sách của tệp mẫu.",
            )
        _person(checked, line)
        if line["Người đứng đầu"].casefold() == "x" and where is not None:
            key = where.path if isinstance(where, Unit) else f"#{where}"
            heads[key] += 1
            if ROLES.get(line["Vai trò"]) in _NOT_HEADS:
                _fault(
                    checked,
                    PEOPLE,
                    line,
                    "Vai trò",
                    "Người đứng đầu giữ vai trò thủ trưởng, lãnh đạo; vai trò khác được giao thêm sau.",
                )
            if heads[key] > 1 or key in known.headed:
                _fault(checked, PEOPLE, line, "Người đứng đầu", "Đơn vị đã có người đứng đầu.")


def _person(checked: Checked, line: Line) -> None:
    if line["Tên đăng nhập"] and not _USERNAME.fullmatch(line["Tên đăng nhập"]):
        _fault(
            checked,
            PEOPLE,
            line,
            "Tên đăng nhập",
            "Chỉ gồm chữ thường không dấu, chữ số và các dấu . _ @ + -",
        )
    if line["Thư điện tử"] and not _EMAIL.fullmatch(line["Thư điện tử"]):
        _fault(checked, PEOPLE, line, "Thư điện tử", "Không phải địa chỉ thư điện tử.")
    if line["Điện thoại"] and not _PHONE.fullmatch(line["Điện thoại"]):
        _fault(checked, PEOPLE, line, "Điện thoại", "Không phải số điện thoại.")
    elif _WITHOUT_NOUGHT.fullmatch(line["Điện thoại"]):
        _fault(
            checked, PEOPLE, line, "Điện thoại", "Mất chữ số 0 ở đầu; hãy định dạng cột là văn bản (Text)."
        )
    if line["Người đứng đầu"].casefold() not in ("", "x"):
        _fault(checked, PEOPLE, line, "Người đứng đầu", "Ghi x hoặc để trống.")
