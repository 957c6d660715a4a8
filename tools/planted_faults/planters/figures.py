"""Faults of citations against each other, of figures, of spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.doctypes.components import Component
from tools.planted_faults.papers import Document, Place, Planted
from tools.planted_faults.planters.choose import inserted, swapped

__all__ = [
    "date_differs",
    "issuer_differs",
    "no_syllable",
    "parts",
    "quotes",
    "suspect_phrase",
    "symbol_misspelt",
    "totals",
    "two_dates",
]

_RUNNING = (Component.BODY, Component.CLAUSE, Component.BASIS)
_TWICE = (
    "Thực hiện {cited} ngày {first} của {office} về {matter}, các phòng rà soát lại số liệu. "
    "Nội dung khác áp dụng {cited} ngày {other} của {other_office}."
)
_CITED = (
    ("Nghị định số 154/2025/NĐ-CP", "Chính phủ", "tinh giản biên chế"),
    ("Nghị định số 61/2024/NĐ-CP", "Chính phủ", "nhà văn hóa cơ sở"),
    ("Quyết định số 420/QĐ-TTg", "Thủ tướng Chính phủ", "chuyển đổi số cơ sở"),
    ("Nghị quyết số 88/NQ-CP", "Chính phủ", "phát triển kinh tế rừng"),
    ("Thông tư số 12/2025/TT-BNV", "Bộ Nội vụ", "chế độ báo cáo"),
)
_DAYS = (
    ("05 tháng 3 năm 2025", "15 tháng 3 năm 2025"),
    ("10 tháng 6 năm 2025", "10 tháng 7 năm 2025"),
    ("21 tháng 8 năm 2025", "12 tháng 8 năm 2025"),
)


def date_differs(document: Document) -> Iterator[Planted]:
    """One document with two days of one year."""
    for cited, office, matter in _CITED:
        for first, other in _DAYS:
            text = _TWICE.format(
                cited=cited, first=first, other=other, office=office, other_office=office, matter=matter
            )
            yield from inserted(document, [text])


def two_dates(document: Document) -> Iterator[Planted]:
    """One number with days of two years."""
    for number in ("12/KH-UBND", "33/KH-UBND", "140/BC-UBND", "27/TB-UBND"):
        for first, other in (
            ("05/3/2025", "05/3/2026"),
            ("09/02/2026", "19/02/2025"),
            ("11/6/2025", "16/5/2026"),
        ):
            kind = {"KH": "Kế hoạch", "BC": "Báo cáo", "TB": "Thông báo"}[number.split("/")[1].split("-")[0]]
            cited = f"{kind} số {number}"
            text = f"Đối chiếu {cited} ngày {first} với số liệu gốc. Kết quả ghi theo {cited} ngày {other}."
            yield from inserted(document, [text])


def issuer_differs(document: Document) -> Iterator[Planted]:
    """One document of one day under two offices."""
    others = ("Quốc hội", "Bộ Tài chính", "Bộ Xây dựng")
    for cited, office, matter in _CITED:
        for other in others:
            day = "05 tháng 3 năm 2025"
            text = _TWICE.format(
                cited=cited, first=day, other=day, office=office, other_office=other, matter=matter
            )
            yield from inserted(document, [text])


def symbol_misspelt(document: Document) -> Iterator[Planted]:
    """The joint of a symbol is lost."""
    texts = (
        "Áp dụng Nghị định số 09/2019/NĐCP về chế độ báo cáo.",
        "Áp dụng Nghị định số 154/2025/NĐCP về tinh giản biên chế.",
        "Áp dụng Quyết định số 420/QĐTTg về chuyển đổi số cơ sở.",
        "Áp dụng Thông tư số 12/2025/TTBNV về chế độ báo cáo.",
        "Áp dụng Nghị quyết số 88/NQCP về kinh tế rừng.",
    )
    for text in texts:
        found = re.search(r"số (\S+)", text)
        for planted in inserted(document, [text]):
            if planted.place is not None and found is not None:
                start = planted.place.start
                place = Place(planted.place.block, start + found.start(1), start + found.end(1))
                yield Planted(planted.document, place)


def quotes(document: Document) -> Iterator[Planted]:
    """A mark without its partner."""
    yield from swapped(document, [("“", ""), ("”", "")], *_RUNNING)
    sentences = (
        "Thực hiện phong trào “Sạch nhà, đẹp ngõ trên các tuyến đường.",
        "Thực hiện phong trào Sạch nhà, đẹp ngõ” trên các tuyến đường.",
        'Phát động tuần lễ "Ngõ xanh tại các điểm dân cư.',
    )
    for planted in inserted(document, sentences):
        place = planted.place
        if place is not None:
            text = planted.document.line(place.block).text
            start = next(at for at in range(place.start, place.end) if text[at] in '“”"')
            yield Planted(planted.document, Place(place.block, start, start + 1))


_MISREAD = (
    ("triển khai", "triền khai"),
    ("kế hoạch", "kê hoạch"),
    ("thực hiện", "thực hiên"),
    ("tổ chức", "tố chức"),
    ("nhiệm vụ", "nhiêm vụ"),
    ("báo cáo", "bảo cáo"),
    ("phối hợp", "phôi hợp"),
    ("chủ trì", "chủ trỉ"),
    ("tổng hợp", "tổng họp"),
    ("quyết định", "quyêt định"),
    ("kiểm tra", "kiềm tra"),
    ("văn phòng", "vãn phòng"),
    ("hướng dẫn", "hướng dân"),
    ("kết quả", "kêt quả"),
    ("giải quyết", "giải quyêt"),
    ("trách nhiệm", "trách nhiêm"),
)


def suspect_phrase(document: Document) -> Iterator[Planted]:
    """Marks of a set phrase as a typist or a scan loses them."""
    swaps = [(rf"(?<!\w){right}(?!\w)", wrong) for right, wrong in _MISREAD]
    yield from swapped(document, swaps, *_RUNNING)
    for wrong in ("chông chéo", "những nhiễu", "đùn đầy"):
        yield from _with_words(document, f"Khắc phục tình trạng {wrong} trong xử lý công việc.", wrong)
    yield from _with_words(document, "Sau khi họp nhất các tổ dân phố, lập lại danh sách hộ.", "họp nhất")
    yield from _with_words(document, "Cả năm phân đấu hoàn thành sớm chỉ tiêu được giao.", "phân đấu")


def _with_words(document: Document, sentence: str, words: str) -> Iterator[Planted]:
    for planted in inserted(document, [sentence]):
        if planted.place is not None:
            start = planted.place.start + sentence.index(words)
            yield Planted(planted.document, Place(planted.place.block, start, start + len(words)))


_BROKEN = (
    ("được", "đươợc"),
    ("nhiệm", "nhiệmn"),
    ("trường", "trươgn"),
    ("thôn", "thôôn"),
    ("hoàn", "hoàan"),
    ("tháng", "thángg"),
    ("thực", "thưực"),
    ("nhân", "nhâân"),
    ("phẩm", "phẩmm"),
    ("việc", "viêẹc"),
)


def no_syllable(document: Document) -> Iterator[Planted]:
    """Letters typed twice or in another order."""
    swaps = [(rf"(?<!\w){right}(?!\w)", wrong) for right, wrong in _BROKEN]
    yield from swapped(document, swaps, *_RUNNING)


_WHOLES = re.compile(r"(?<![\w.,/-])(?P<total>\d+(?:\.\d{3})*(?:,\d+)?)(?= [^.;:]*?(?:gồm|trong đó) \d)")


def parts(document: Document) -> Iterator[Planted]:
    """A whole is smaller or larger than its parts; what is singled out exceeds it."""
    for index, line in document.lines(*_RUNNING):
        for found in _WHOLES.finditer(line.text):
            is_listed = " gồm " in line.text[found.end() : found.end() + 60]
            for factor in (0.5, 0.8, 1.3) if is_listed else (0.5, 0.7, 0.8):
                other = _times(found["total"], factor)
                text = line.text[: found.start()] + other + line.text[found.end() :]
                yield Planted(
                    document.with_text(index, text), Place(index, found.start(), found.start() + len(other))
                )
    sentences = (
        ("Cấp 30 bộ máy tính, gồm 12 bộ cho trường học và 11 bộ cho trạm y tế.", "30"),
        ("Tiếp nhận 48 hồ sơ, gồm 20 hồ sơ đất đai, 15 hồ sơ hộ tịch và 18 hồ sơ chứng thực.", "48"),
        ("Kinh phí 95 triệu đồng, gồm 40 triệu đồng mua sách và 45 triệu đồng mua kệ.", "95"),
    )
    for sentence, total in sentences:
        yield from _with_words(document, sentence, total)


def _times(figure: str, factor: float) -> str:
    value = float(figure.replace(".", "").replace(",", ".")) * factor
    if "," in figure:
        return f"{value:.1f}".replace(".", ",")
    return f"{round(value):,}".replace(",", ".") if value >= 1000 else str(max(1, round(value)))


def totals(document: Document) -> Iterator[Planted]:
    """A figure of the row of totals, or of a row above it, is another."""
    for index, grid in document.grids():
        last = grid.rows[-1]
        if "Tổng" not in " ".join(last):
            continue
        for column, text in enumerate(last):
            if not re.fullmatch(r"[\d.,]+", text):
                continue
            for factor in (0.9, 1.2, 2):
                other = _times(text, factor)
                made = document.with_cell(index, len(grid.rows) - 1, column, other)
                yield Planted(made, Place(index, 0, len(other), len(grid.rows) - 1, column))
            for row in range(1, len(grid.rows) - 1):
                made = document.with_cell(index, row, column, _times(grid.rows[row][column], 3))
                yield Planted(made, Place(index, 0, len(text), len(grid.rows) - 1, column))
