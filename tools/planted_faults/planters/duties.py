"""Faults of plans: who, what, until when, and the plan against its own appendix, targets and reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Level
from sauro.doctypes.components import Component
from tools.planted_faults.papers import Document, Line, Place, Planted
from tools.planted_faults.planters.choose import added_lines, inserted, swapped
from tools.planted_faults.planters.numbering import with_appendix

__all__ = [
    "area_kind",
    "body_against_appendix",
    "bound_differs",
    "caption_level",
    "cited_issuer",
    "contradiction",
    "group_lead",
    "lead_level",
    "missing_target",
    "no_due",
    "no_lead",
    "no_product",
    "no_such_day",
    "other_name",
    "pair_due",
    "pair_lead",
    "several_leads",
    "two_days",
    "weaker_target",
]

_ITEM = re.compile(r"(?P<mark>(?:\d+\.|[a-zđ]\)) )(?P<lead>[^,;]+?) chủ trì,? (?P<rest>.+)")
_DUE = re.compile(r"; (?:thời gian )?hoàn thành:? trước ngày [^;.]+")
_PRODUCT = re.compile(r"; sản phẩm(?::| là) [^;]+")
_GROUPS = ("Các phòng chuyên môn", "Các cơ quan, đơn vị", "Ủy ban nhân dân các xã, phường", "Trưởng các thôn")
_DEPARTMENTS = (
    "Sở Nông nghiệp và Môi trường",
    "Sở Tài chính",
    "Ủy ban nhân dân tỉnh",
    "Sở Văn hóa, Thể thao và Du lịch",
)
_DAYS = (
    "31 tháng 6 năm 2026",
    "30 tháng 02 năm 2026",
    "31 tháng 4 năm 2026",
    "31 tháng 9 năm 2026",
    "32 tháng 5 năm 2026",
)
_TARGET = re.compile(r"(?P<head>.*?(?:tối thiểu|ít nhất|Ít nhất) )(?P<figure>\d+)(?P<tail>%.*)")


def _items(document: Document) -> Iterator[tuple[int, Line, re.Match[str]]]:
    if document.kind.name != "Kế hoạch":
        return
    for index, line in document.lines(Component.CLAUSE):
        found = _ITEM.fullmatch(line.text)
        if found is not None and _DUE.search(line.text):
            yield index, line, found


def _is_in_appendix(document: Document, found: re.Match[str]) -> bool:
    """Whether a row of an appendix says the same duty, and so what the body leaves out."""
    words = found["rest"].partition(";")[0].casefold()
    start = re.sub(r"^phối hợp với [^,;]+? (?=xây dựng|rà soát)", "", words)[:24]
    return any(start in cell.casefold() for _, grid in document.grids() for row in grid.rows for cell in row)


def _put(document: Document, index: int, text: str, place: Place) -> Planted:
    return Planted(document.with_text(index, text), place)


def no_lead(document: Document) -> Iterator[Planted]:
    """Nobody is named for a duty."""
    for index, _, found in _items(document):
        if _is_in_appendix(document, found):
            continue
        rest = re.sub(r"^phối hợp với .+? (?=xây|rà)", "", found["rest"])
        for head in (rest[0].upper() + rest[1:], "Tổ chức " + rest, "Đẩy mạnh việc " + rest):
            text = found["mark"] + head
            yield _put(document, index, text, Place(index, len(found["mark"]), len(text)))


def several_leads(document: Document) -> Iterator[Planted]:
    """Two offices lead."""
    for index, _, found in _items(document):
        for other in (" và Phòng Kinh tế", ", Công an xã", ", Ban Chỉ huy Quân sự xã", " và Sở Tài chính"):
            if other.split()[-1] in found["lead"]:
                continue
            lead = found["lead"] + other
            text = f"{found['mark']}{lead} chủ trì {found['rest']}"
            start = len(found["mark"])
            yield _put(document, index, text, Place(index, start, start + len(lead)))


def group_lead(document: Document) -> Iterator[Planted]:
    """A group leads."""
    for index, _, found in _items(document):
        for group in _GROUPS:
            text = f"{found['mark']}{group} chủ trì {found['rest']}"
            start = len(found["mark"])
            yield _put(document, index, text, Place(index, start, start + len(group)))


def no_such_day(document: Document) -> Iterator[Planted]:
    """Until a day that does not exist."""
    for index, line, _ in _items(document):
        found = re.search(r"trước ngày (\d+ tháng \d+ năm \d+)", line.text)
        if found is None:
            continue
        for day in _DAYS:
            text = line.text[: found.start(1)] + day + line.text[found.end(1) :]
            place = Place(index, found.start(1), found.start(1) + len(day))
            yield _put(document, index, text, place)


def no_due(document: Document) -> Iterator[Planted]:
    """Without any time."""
    for index, line, found in _items(document):
        if not _is_in_appendix(document, found):
            text = _DUE.sub("", line.text)
            yield _put(document, index, text, Place(index, 0, len(text)))
    yield from _more_items(document, "sản phẩm: Báo cáo kết quả")


def no_product(document: Document) -> Iterator[Planted]:
    """Without any product."""
    for index, line, found in _items(document):
        if not _is_in_appendix(document, found):
            text = _PRODUCT.sub("", line.text)
            yield _put(document, index, text, Place(index, 0, len(text)))
    yield from _more_items(document, "hoàn thành trước ngày 15 tháng 10 năm 2026")


def _more_items(document: Document, said: str) -> Iterator[Planted]:
    """A further duty behind the last one of a row, of which only this is said."""
    items = list(_items(document))
    for place, (index, line, found) in enumerate(items):
        is_last = place + 1 == len(items) or items[place + 1][0] != index + 1
        number = re.match(r"\d+", found["mark"])
        if not is_last or number is None:
            continue
        for lead, matter in (
            (found["lead"], "kiểm kê thiết bị đã được cấp"),
            (found["lead"], "sửa chữa nhà kho"),
            ("Trạm Y tế", "cập nhật sổ theo dõi sức khỏe"),
            ("Công an xã", "rà soát phương án phòng cháy"),
        ):
            text = f"{int(number[0]) + 1}. {lead} chủ trì {matter}; {said}."
            made = document.with_block(index, line, Line(Component.CLAUSE, text))
            yield Planted(made, Place(index + 1, 0, len(text)))


def _rows(document: Document) -> Iterator[tuple[int, int, dict[str, int], tuple[str, ...]]]:
    """The rows of tables of duties: table, row, columns by their names, cells."""
    for index, grid in document.grids():
        columns = {name: place for place, name in enumerate(grid.rows[0])}
        if "Cơ quan chủ trì" in columns:
            for row, cells in enumerate(grid.rows[1:], 1):
                yield index, row, columns, cells


def pair_lead(document: Document) -> Iterator[Planted]:
    """The appendix names another lead than the body."""
    for index, row, columns, cells in _rows(document):
        column = columns["Cơ quan chủ trì"]
        for other in ("Công an xã", "Trạm Y tế", "Sở Nội vụ", "Ban Chỉ huy Quân sự xã"):
            if other != cells[column]:
                made = document.with_cell(index, row, column, other)
                yield Planted(made, Place(index, 0, len(other), row, column))


def pair_due(document: Document) -> Iterator[Planted]:
    """The appendix names another day than the body."""
    for index, row, columns, cells in _rows(document):
        column = columns["Thời gian hoàn thành"]
        if "hằng" in cells[column]:
            continue
        for day in (
            "Trước ngày 20 tháng 12 năm 2026",
            "Trước ngày 28 tháng 11 năm 2026",
            "Tháng 12 năm 2026",
        ):
            made = document.with_cell(index, row, column, day)
            yield Planted(made, Place(index, 0, len(day), row, column))


def body_against_appendix(document: Document) -> Iterator[Planted]:
    """The appendix orders another period or receiver of an office's report than the body."""
    reports = [
        (index, line)
        for index, line in document.lines(Component.CLAUSE)
        if "định kỳ" in line.text and "chủ trì" not in line.text
    ]
    for at, line in reports:
        office = line.text.partition(" báo cáo")[0].partition(". ")[2].partition(" theo dõi")[0]
        for index, grid in document.grids():
            if "Cơ quan chủ trì" not in grid.rows[0]:
                continue
            for period in ("Hằng tháng", "Định kỳ 6 tháng", "Hằng năm", "Định kỳ hằng tháng"):
                for receiver in ("Ủy ban nhân dân tỉnh", "Sở Nội vụ", "Sở Tài chính"):
                    cells = {
                        "TT": str(len(grid.rows)),
                        "Nhiệm vụ": f"Báo cáo kết quả thực hiện gửi {receiver}",
                        "Cơ quan chủ trì": office,
                        "Sản phẩm": "Báo cáo",
                        "Thời gian hoàn thành": period,
                    }
                    row = tuple(cells.get(name, "") for name in grid.rows[0])
                    made = document.with_block(index, type(grid)((*grid.rows, row), grid.look))
                    yield Planted(made, Place(at, 0, len(line.text)))


def two_days(document: Document) -> Iterator[Planted]:
    """A report is due on two days."""
    for index, line in document.lines(Component.CLAUSE):
        found = re.fullmatch(r"\d+\. (?P<said>.*báo cáo .*định kỳ .*), trước ngày .+", line.text)
        if found is None or document.kind.name != "Kế hoạch":
            continue
        head = re.sub(r" theo dõi, đôn đốc việc thực hiện;", "", found["said"])
        period = "hằng năm, trước ngày {} hằng năm"
        said = re.sub(r"định kỳ .+", "định kỳ " + period, head)
        for first, other in (
            ("05 tháng 12", "15 tháng 12"),
            ("01 tháng 12", "20 tháng 11"),
            ("10 tháng 12", "25 tháng 12"),
            ("15 tháng 11", "30 tháng 11"),
        ):
            for opening in ("", "Riêng ", "Ngoài ra, "):
                one, two = (said.format(day) for day in (first, other))
                text = f"{line.text[:3]}{one}."
                more = f"{opening}{two}."
                made = document.with_text(index, text)
                made = made.with_block(index, made.blocks[index], Line(Component.BODY, more))
                yield Planted(made, Place(index + 1, 0, len(more)))


def _targets(document: Document) -> Iterator[tuple[int, Line, re.Match[str]]]:
    if document.kind.name != "Kế hoạch":
        return
    for index, line in document.lines(Component.CLAUSE):
        found = _TARGET.fullmatch(line.text)
        if found is not None:
            yield index, line, found


def contradiction(document: Document) -> Iterator[Planted]:
    """A target is said again with another figure."""
    for index, _, found in _targets(document):
        head = re.sub(r"^\d+\. ", "", found["head"])
        for by in (5, 10, -5):
            again = f"{head}{int(found['figure']) + by}{found['tail']}"
            yield from _once(added_lines(document, [again], Component.BODY), index)


def bound_differs(document: Document) -> Iterator[Planted]:
    """A target is said again, once as a bound and once as the very figure."""
    for index, _, found in _targets(document):
        head = re.sub(r"^\d+\. ", "", found["head"])
        bare = re.sub(r"(?:tối thiểu|ít nhất) $", "", head)
        if bare != head:
            again = f"{bare}{found['figure']}{found['tail']}"
            yield from _once(added_lines(document, [again], Component.BODY), index)


def _once(planted: Iterator[Planted], behind: int) -> Iterator[Planted]:
    """Those that stand behind the target itself, one in three of them."""
    kept = [one for one in planted if one.place is not None and one.place.block > behind + 1]
    yield from kept[::3]


def _carries_out_the_conclusion(document: Document) -> bool:
    return any("226-KL/TW" in line.text for _, line in document.lines(Component.SUBJECT))


def missing_target(document: Document) -> Iterator[Planted]:
    """A target that is ordered is left out, or bears no figure; told where the order is named."""
    if not _carries_out_the_conclusion(document):
        return
    subject, title = next(iter(document.lines(Component.SUBJECT)))
    place = Place(subject, 0, len(title.text))
    for index, _, found in _targets(document):
        head = re.sub(r" ?(?:tối thiểu|ít nhất|đạt tối thiểu|đạt ít nhất) $", "", found["head"])
        tail = found["tail"].removeprefix("%")
        yield Planted(document.with_text(index, f"{head}{tail}"), place)
        yield Planted(
            document.with_text(index, f"{found['head'].split(' ')[0]} Nâng cao chất lượng tham mưu."), place
        )
        yield Planted(
            document.with_text(index, f"{found['head'].split(' ')[0]} Giảm 20% số giờ làm thêm."), place
        )
        yield Planted(document.with_text(index, f"{head} mạnh{tail}"), place)


def weaker_target(document: Document) -> Iterator[Planted]:
    """A target is lower than ordered."""
    if not _carries_out_the_conclusion(document):
        return
    for index, _, found in _targets(document):
        for by in (2, 3, 5, 7):
            figure = str(int(found["figure"]) - by)
            text = found["head"] + figure + found["tail"]
            place = Place(index, found.start("figure"), found.start("figure") + len(figure))
            yield _put(document, index, text, place)


def caption_level(document: Document) -> Iterator[Planted]:
    """The caption of an appendix names an office of another level."""
    others = {
        Level.COMMUNE: (
            "Chủ tịch Ủy ban nhân dân tỉnh Bình Lâm",
            "Ủy ban nhân dân tỉnh Bình Lâm",
            "Ủy ban nhân dân tỉnh",
        ),
        Level.PROVINCE: (
            "Ủy ban nhân dân xã Mai Thượng",
            "Chủ tịch Ủy ban nhân dân xã Mai Thượng",
            "Ủy ban nhân dân phường Tân Khê",
        ),
    }
    own = document.issuer.name
    if document.issuer.level is None:
        return
    document = with_appendix(document) or document
    for index, line in document.lines(Component.APPENDIX_BASIS):
        for other in others[document.issuer.level]:
            start = line.text.find(own)
            text = line.text[:start] + other + line.text[start + len(own) :]
            yield _put(document, index, text, Place(index, start, start + len(other)))


def cited_issuer(document: Document) -> Iterator[Planted]:
    """The province's document is cited as one of the commune."""
    if document.issuer.level is not Level.COMMUNE:
        return
    numbers = ("19/KH-UBND", "40/KH-UBND", "77/KH-UBND")
    matters = ("giảm giấy tờ trên địa bàn tỉnh Bình Lâm", "chăm sóc cây xanh trên địa bàn toàn tỉnh")
    for number in numbers:
        for matter in matters:
            cited = f"Kế hoạch số {number} ngày 26 tháng 01 năm 2026"
            text = f"Thực hiện {cited} của {document.issuer.name} về {matter}."
            start = text.index(document.issuer.name)
            for planted in added_lines(document, [text], Component.BODY):
                if planted.place is not None:
                    place = Place(planted.place.block, start, start + len(document.issuer.name))
                    yield Planted(planted.document, place)


def lead_level(document: Document) -> Iterator[Planted]:
    """A commune gives a duty to an office of the province."""
    if document.issuer.level is not Level.COMMUNE:
        return
    for index, _, found in _items(document):
        for office in _DEPARTMENTS:
            text = f"{found['mark']}{office} chủ trì {found['rest']}"
            start = len(found["mark"])
            yield _put(document, index, text, Place(index, start, start + len(office)))


def area_kind(document: Document) -> Iterator[Planted]:
    """The area is called one of another kind than that of the office."""
    kinds = {"Mai": "xã", "Tân": "phường", "Bìn": "tỉnh"}
    own = kinds[document.issuer.seat[:3]]
    others = ("thành phố",) if own == "tỉnh" else tuple(one for one in ("xã", "phường") if one != own)
    for other in others:
        for sentence, words in (
            (f"Việc này áp dụng thống nhất trên toàn {other}.", f"toàn {other}"),
            (f"Kết quả gửi về UBND {other} để tổng hợp.", f"UBND {other}"),
            (f"Khảo sát được tiến hành trên địa bàn {other}.", f"địa bàn {other}"),
        ):
            for planted in inserted(document, [sentence]):
                if planted.place is not None:
                    start = planted.place.start + sentence.index(words)
                    yield Planted(planted.document, Place(planted.place.block, start, start + len(words)))


def other_name(document: Document) -> Iterator[Planted]:
    """The name of another commune or province stands where its own ought to."""
    own = document.issuer.name.removeprefix("Ủy ban nhân dân ")
    if not own.startswith(("xã ", "phường ", "tỉnh ")):
        return
    others = ("xã Đồng Nưa", "phường Bến Đá", "xã Suối Rào")
    for other in others if document.issuer.level is Level.COMMUNE else ("tỉnh Đồng Nưa", "tỉnh Suối Rào"):
        swaps = [
            (rf"(?:Ủy ban nhân dân|trên địa bàn) {own}", f"Ủy ban nhân dân {other}"),
            (f"trên địa bàn {own}", f"trên địa bàn {other}"),
        ]
        yield from swapped(document, swaps, Component.BODY, Component.CLAUSE)
