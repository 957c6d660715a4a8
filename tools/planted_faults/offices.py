"""Offices that do not exist, for the clean documents."""

from __future__ import annotations

from dataclasses import dataclass

from sauro.checks.model import Issuer, Level

__all__ = ["OFFICES", "Office"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office and the lines of its head, those of the office above it first."""

    issuer: Issuer
    lines: tuple[str, ...]
    parent_lines: tuple[str, ...] = ()


_PROVINCE = "Ủy ban nhân dân tỉnh Bình Lâm"
_COMMUNE = "Ủy ban nhân dân xã Mai Thượng"
_WARD = "Ủy ban nhân dân phường Tân Khê"

OFFICES = {
    "province": Office(
        Issuer(
            _PROVINCE,
            "UBND",
            "Bình Lâm",
            Level.PROVINCE,
            ("Chính phủ",),
            ("Văn phòng Ủy ban nhân dân tỉnh", "Sở Nội vụ"),
            ("VP", "SNV"),
        ),
        ("ỦY BAN NHÂN DÂN", "TỈNH BÌNH LÂM"),
    ),
    "department": Office(
        Issuer(
            "Sở Nội vụ tỉnh Bình Lâm",
            "SNV",
            "Bình Lâm",
            Level.PROVINCE,
            (_PROVINCE,),
            ("Phòng Cải cách hành chính", "Văn phòng Sở"),
            ("CCHC", "VP"),
        ),
        ("SỞ NỘI VỤ",),
        ("ỦY BAN NHÂN DÂN", "TỈNH BÌNH LÂM"),
    ),
    "commune": Office(
        Issuer(
            _COMMUNE,
            "UBND",
            "Mai Thượng",
            Level.COMMUNE,
            (_PROVINCE,),
            ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế"),
            ("VP", "VHXH", "KT"),
        ),
        ("ỦY BAN NHÂN DÂN", "XÃ MAI THƯỢNG"),
    ),
    "ward": Office(
        Issuer(
            _WARD,
            "UBND",
            "Tân Khê",
            Level.COMMUNE,
            (_PROVINCE,),
            ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường", "Phòng Văn hóa - Xã hội"),
            ("VP", "VHXH"),
        ),
        ("ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN KHÊ"),
    ),
}
"""By a short name that the documents call them by."""
