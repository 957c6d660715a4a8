"""Units of the State that are no longer, and what stands in their place.

Since 01/7/2025 local government has two levels (Luật Tổ chức chính quyền địa phương 72/2025/QH15): no huyện,
quận, thị xã, thị trấn; 34 provinces and cities (Nghị quyết 202/2025/QH15). The departments of provinces are
those of Nghị định 150/2025/NĐ-CP, the ministries those of Nghị quyết 176/2025/QH15.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["TWO_LEVELS", "FormerName", "FoundFormer", "find_former"]

TWO_LEVELS = "2025-07-01"
"""The day from which there are two levels of local government (ISO)."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that is no longer used, of which `rest` may follow it; `successor` is what takes its place,
    empty where that depends on the matter; `since` the day (ISO) from which it is so."""

    name: str
    successor: str = ""
    rest: str = ""
    since: str = TWO_LEVELS


@dataclass(frozen=True, slots=True)
class FoundFormer:
    """Where such a name stands: from `start` to `end`, to `whole_end` with the rest of the name."""

    start: int
    end: int
    whole_end: int
    former: FormerName


_DISTRICTS = tuple(
    FormerName(name)
    for name in (
        "UBND các huyện",
        "UBND huyện",
        "cấp huyện",
        "các huyện",
        "thị trấn",
        "phòng Nội vụ",
    )
)
_ECONOMY, _BUILDING, _LAND = "Tài chính", "Xây dựng", "Nông nghiệp và Môi trường"
_SCIENCE, _HOME = "Khoa học và Công nghệ", "Nội vụ"
_FIELDS = (
    ("Kế hoạch và Đầu tư", "", _ECONOMY),
    ("Thông tin và Truyền thông", "", _SCIENCE),
    ("Lao động - Thương binh", " và Xã hội", _HOME),
    ("Lao động, Thương binh", " và Xã hội", _HOME),
    ("Lao động – Thương binh", " và Xã hội", _HOME),
    ("Tài nguyên và Môi trường", "", _LAND),
    ("Giao thông vận tải", "", _BUILDING),
    ("Nông nghiệp và Phát triển nông thôn", "", _LAND),
)
_OFFICES = tuple(
    FormerName(f"{office} {name}", f"{office} {successor}", rest)
    for office in ("Sở", "Bộ")
    for name, rest, successor in _FIELDS
)
_PROVINCES = tuple(
    FormerName(f"tỉnh {name}", successor)
    for successor, names in (
        ("tỉnh Tuyên Quang", "Hà Giang"),
        ("tỉnh Lào Cai", "Yên Bái"),
        ("tỉnh Thái Nguyên", "Bắc Kạn"),
        ("tỉnh Bắc Ninh", "Bắc Giang"),
        ("tỉnh Phú Thọ", "Vĩnh Phúc; Hòa Bình; Hoà Bình"),
        ("thành phố Hải Phòng", "Hải Dương"),
        ("tỉnh Hưng Yên", "Thái Bình"),
        ("tỉnh Ninh Bình", "Hà Nam; Nam Định"),
        ("tỉnh Quảng Trị", "Quảng Bình"),
        ("thành phố Đà Nẵng", "Quảng Nam"),
        ("tỉnh Quảng Ngãi", "Kon Tum"),
        ("tỉnh Gia Lai", "Bình Định"),
        ("tỉnh Khánh Hòa", "Ninh Thuận"),
        ("tỉnh Đắk Lắk", "Phú Yên"),
        ("tỉnh Lâm Đồng", "Đắk Nông; Bình Thuận"),
        ("tỉnh Đồng Nai", "Bình Phước"),
        ("Thành phố Hồ Chí Minh", "Bình Dương; Bà Rịa - Vũng Tàu; Bà Rịa – Vũng Tàu"),
        ("tỉnh Tây Ninh", "Long An"),
        ("tỉnh Đồng Tháp", "Tiền Giang"),
        ("tỉnh Vĩnh Long", "Bến Tre; Trà Vinh"),
        ("tỉnh An Giang", "Kiên Giang"),
        ("thành phố Cần Thơ", "Sóc Trăng; Hậu Giang"),
        ("tỉnh Cà Mau", "Bạc Liêu"),
    )
    for name in names.split("; ")
)
_NAMES = {one.name: one for one in (*_DISTRICTS, *_OFFICES, *_PROVINCES)}
_DISTRICT = FormerName("")
"""A district by its own name ("huyện Mỹ Lâm"): what takes its place are communes."""
_FORMER = re.compile(
    rf"(?<!\w)(?:(?P<name>{'|'.join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))})(?!\w)"
    r"|(?P<district>Phòng\s(?:[\w,]+\s(?:-\s)?){1,8}huyện(?!\w)"
    r"|(?:huyện|quận|thị xã)\s(?=[A-ZĐÀ-Ỹ][^\W\d_])[A-ZĐÀ-Ỹ]\w*(?:[^\S\n\t][A-ZĐÀ-Ỹ]\w*)*))"
)


def find_former(text: str) -> Iterator[FoundFormer]:
    """All such names in a text, in their order, none inside another."""
    for match in _FORMER.finditer(text):
        former = _NAMES.get(match["name"] or "", _DISTRICT)
        end = match.end()
        whole = end + len(former.rest) if former.rest and text.startswith(former.rest, end) else end
        yield FoundFormer(match.start(), end, whole, former)
