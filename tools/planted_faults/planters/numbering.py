"""Faults of numbering, citations, capitals, appendices and old names (F10 to F14), and wording of secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sauro.doctypes.components import Component
from sauro.text.marks import VIETNAMESE_LETTERS, roman_number, roman_text
from tools.planted_faults.papers import Document, Grid, Line, Place, Planted
from tools.planted_faults.planters.choose import inserted, swapped

__all__ = [
    "belongs_to",
    "capitals",
    "caption",
    "first_mention",
    "later_mention",
    "missing_appendix",
    "numbers",
    "order",
    "pointer",
    "secret",
    "stale_units",
    "title",
    "with_appendix",
]

_MARKED = (Component.SECTION, Component.HEADING, Component.CLAUSE)
_FULL = re.compile(
    r"(?P<cited>(?:Kế hoạch|Nghị định|Nghị quyết|Quyết định|Công văn|Kết luận) số \S+)"
    r"(?P<date> ngày \d+ tháng \d+ năm \d{4})(?P<office> của .+?)(?P<about> (?:về|quy định) [^;.]+?)"
    r"(?=, (?:Ủy ban|Sở)|[;.]|$)"
)
_STALE = (
    "UBND huyện",
    "Phòng Nội vụ huyện",
    "Sở Kế hoạch và Đầu tư",
    "Sở Thông tin và Truyền thông",
    "Sở Giao thông vận tải",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Tài nguyên và Môi trường",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "UBND các huyện",
    "UBND thị trấn",
)
_SECRET = (
    "Tài liệu này thuộc bí mật nhà nước độ Mật, không sao chụp.",
    "Nội dung trên thuộc danh mục bí mật nhà nước, độ Tối mật.",
    "Đại biểu nộp lại, thu hồi sau hội nghị toàn bộ tài liệu đã phát.",
    "Thực hiện Công văn số 15/CV-BCH (Mật) của Ban Chỉ huy.",
    "Độ mật của văn bản này: Tối mật.",
    "Vị trí các kho đạn và sơ đồ trận địa ghi tại bản đồ kèm theo.",
    "Chuyên án mang bí số M126 tiếp tục được mở rộng.",
)


def order(document: Document) -> Iterator[Planted]:
    """A number left out or given twice, "đ" forgotten."""
    for index, line in document.lines(*_MARKED):
        found = re.match(r"(?P<roman>[IVX]+)\. |(?P<arabic>\d+)\. |(?P<letter>[a-zđ])\) ", line.text)
        if found is None:
            continue
        for label in _others(found):
            end = found.end() - 2
            text = label + line.text[end:]
            yield Planted(document.with_text(index, text), Place(index, 0, len(label) + 1))


def _others(found: re.Match[str]) -> Iterator[str]:
    """The numbers before and behind one; the first of a row may not be told."""
    if found["roman"]:
        number = roman_number(found["roman"]) or 0
        yield from (roman_text(one) for one in (number - 1, number + 1) if number > 1)
    elif found["arabic"]:
        number = int(found["arabic"])
        yield from (str(one) for one in (number - 1, number + 1, number + 3) if number > 1)
    else:
        place = VIETNAMESE_LETTERS.index(found["letter"])
        yield from (VIETNAMESE_LETTERS[one] for one in (place - 1, place + 1) if place > 0)


def first_mention(document: Document) -> Iterator[Planted]:
    """Date, office or subject is left out where a document is cited first."""
    for index, line in document.lines():
        found = _FULL.search(line.text)
        if found is None:
            continue
        for left in (
            ("date", "office", "about"),
            ("date",),
            ("office", "about"),
            ("about",),
            ("date", "office"),
        ):
            kept = found["cited"] + "".join(
                found[name] for name in ("date", "office", "about") if name not in left
            )
            text = line.text[: found.start()] + kept + line.text[found.end() :]
            place = Place(index, found.start(), found.start() + len(kept))
            yield Planted(document.with_text(index, text), place)


def later_mention(document: Document) -> Iterator[Planted]:
    """A document that was cited in full is cited so again."""
    full: dict[str, re.Match[str]] = {}
    for index, line in document.lines():
        found = _FULL.search(line.text)
        if found is not None:
            full.setdefault(found["cited"], found)
            continue
        for cited, match in full.items():
            start = line.text.find(cited)
            if start < 0 or line.component in (Component.SUBJECT, Component.APPENDIX_BASIS):
                continue
            end = start + len(cited)
            for added in (
                match["date"],
                match["date"] + match["office"],
                match["date"] + match["office"] + match["about"],
            ):
                text = line.text[:end] + added + line.text[end:]
                yield Planted(document.with_text(index, text), Place(index, start, end + len(added)))


def capitals(document: Document) -> Iterator[Planted]:
    """Capitals too many or too few."""
    running = (Component.BODY, Component.CLAUSE, Component.BASIS, Component.RECIPIENT)
    swaps = (
        (r"Ủy ban nhân dân", "Ủy Ban Nhân Dân"),
        (r"(?<=[a-zà-ỹđ] )Ủy ban nhân dân", "ủy ban nhân dân"),
        (r"Hội đồng nhân dân", "Hội Đồng Nhân Dân"),
        (r"(?<=[a-zà-ỹđ] )Hội đồng nhân dân", "hội đồng nhân dân"),
        (r"Nông nghiệp và Môi trường", "nông nghiệp và môi trường"),
        (r"(?<=[a-z] )tỉnh (?=Bình Lâm)", "Tỉnh "),
        (r"(?<=[a-z] )xã (?=Mai Thượng)", "Xã "),
        (r"(?<=[a-z] )phường (?=Tân Khê)", "Phường "),
    )
    yield from swapped(document, swaps, *running)


def stale_units(document: Document) -> Iterator[Planted]:
    """Offices that are no longer."""
    for name in _STALE:
        for planted in inserted(document, [f"Giao {name} phối hợp, cung cấp số liệu."]):
            place = planted.place
            if place is not None:
                start = place.start + len("Giao ")
                yield replace(planted, place=replace(place, start=start, end=start + len(name)))


def secret(document: Document) -> Iterator[Planted]:
    """Wording that tells a secret, or of how one is handled."""
    yield from inserted(document, _SECRET)


def with_appendix(document: Document) -> Document | None:
    """The document with an appendix of its own and a sentence that points at it; None where it has some."""
    if any(True for _ in document.lines(Component.APPENDIX)) or document.kind.abbreviation is None:
        return None
    index = next(index for index, line in document.lines() if line.text.endswith("./."))
    pointing = Line(Component.BODY, f"Danh sách tại Phụ lục kèm theo {document.kind.name} này.")
    blocks = list(document.blocks)
    blocks.insert(index, pointing)
    number = next(line.text.removeprefix("Số: ") for _, line in document.lines(Component.NUMBER))
    day = next(line.text.partition(", ")[2] for _, line in document.lines(Component.PLACE_DATE))
    blocks += [
        Line(Component.APPENDIX, "Phụ lục"),
        Line(Component.APPENDIX_TITLE, "DANH SÁCH ĐẦU MỐI LIÊN HỆ"),
        Line(
            Component.APPENDIX_BASIS,
            f"(Kèm theo {document.kind.name} số {number} {day} của {document.issuer.name})",
        ),
        Grid(
            (
                ("TT", "Họ và tên", "Điện thoại"),
                ("1", "Ma Thị Lan", "0912 000 001"),
                ("2", "Lý A Páo", "0912 000 002"),
            )
        ),
    ]
    return replace(document, blocks=tuple(blocks))


def _appended(document: Document) -> Document | None:
    has_own = any(True for _ in document.lines(Component.APPENDIX))
    return document if has_own else with_appendix(document)


def caption(document: Document) -> Iterator[Planted]:
    """In capitals."""
    made = _appended(document)
    if made is not None:
        yield from swapped(made, [("Phụ lục", "PHỤ LỤC"), ("Phụ lục$", "PHỤ LỤC:")], Component.APPENDIX)


def numbers(document: Document) -> Iterator[Planted]:
    """Arabic figures, a gap, none where there are several."""
    made = _appended(document)
    if made is None:
        return
    captions = [index for index, _ in made.lines(Component.APPENDIX)]
    for index in captions:
        for text in (
            ("Phụ lục IV", "Phụ lục 02", "Phụ lục III", "Phụ lục B")
            if len(captions) == 1
            else ("Phụ lục", "Phụ lục V", "Phụ lục 3")
        ):
            yield Planted(made.with_text(index, text), Place(index, 0, len(text)))


def title(document: Document) -> Iterator[Planted]:
    """None."""
    made = _appended(document)
    if made is None:
        return
    for index, _ in made.lines(Component.APPENDIX_TITLE):
        above = made.line(index - 1).text
        bare = made.with_block(index)
        yield Planted(bare, Place(index - 1, 0, len(above)), typed_only=True)
        basis = bare.line(index)
        other = bare.with_text(index, basis.text.replace("Kèm theo", "Ban hành kèm theo"))
        yield Planted(other, Place(index - 1, 0, len(above)), typed_only=True)


def belongs_to(document: Document) -> Iterator[Planted]:
    """No line that says which document it belongs to, no brackets, another kind."""
    made = _appended(document)
    if made is None:
        return
    for index, line in made.lines(Component.APPENDIX_BASIS):
        text = line.text.strip("()")
        yield Planted(made.with_text(index, text), Place(index, 0, len(text)))
        other = "Thông báo" if document.kind.name != "Thông báo" else "Báo cáo"
        text = line.text.replace(document.kind.name, other, 1)
        yield Planted(made.with_text(index, text), Place(index, 0, len(text)))
        above = made.line(index - 2).text
        yield Planted(made.with_block(index), Place(index - 2, 0, len(above)), typed_only=True)


def pointer(document: Document) -> Iterator[Planted]:
    """The text says nothing of its appendix."""
    made = _appended(document)
    if made is None:
        return
    captions = [(index, line) for index, line in made.lines(Component.APPENDIX)]
    blocks = []
    for block in made.blocks:
        if isinstance(block, Line) and block.component in (Component.BODY, Component.CLAUSE):
            block = replace(
                block, text=re.sub(r"[^.;]*\b[Pp]hụ lục\b[^.;]*(\.)?", "Thực hiện theo quy định.", block.text)
            )
        blocks.append(block)
    bare = replace(made, blocks=tuple(blocks))
    if any("kèm theo" in line.text for _, line in bare.lines(Component.BODY, Component.CLAUSE)):
        return  # something else goes with it, which may be the appendix
    for index, line in captions:
        yield Planted(bare, Place(index, 0, len(line.text)))
        yield Planted(bare.with_text(captions[0][0] + 1, "SỐ LIỆU CHI TIẾT"), Place(index, 0, len(line.text)))


def missing_appendix(document: Document) -> Iterator[Planted]:
    """An appendix is announced that is not there."""
    has_own = any(True for _ in document.lines(Component.APPENDIX))
    labels = ("Phụ lục VI", "Phụ lục VII") if has_own else ("Phụ lục", "Phụ lục I", "Phụ lục II")
    for label in labels:
        for words in (
            "Chi tiết tại {} kèm theo.",
            "Danh mục tại {} ban hành kèm theo Kế hoạch này.",
            "(Có {} kèm theo).",
        ):
            for planted in inserted(document, [words.format(label)]):
                if planted.place is not None:
                    start = planted.place.start + words.index("{")
                    yield replace(planted, place=replace(planted.place, start=start, end=start + len(label)))
