"""The figures that meetings of an office are held against, as the core takes them and as they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sauro.scheduling.settings import Figure, LimitSettings, Sureness
from sauro_web.accounts.models import Unit
from sauro_web.meetings.models import LimitRule

__all__ = [
    "changed_in",
    "default_limits",
    "limits_of",
    "settings_by",
    "settings_of",
    "versions_of",
    "wording_of",
]

_OWN = "Quy định của cơ quan"
_COUNTS = (
    "invitation_days", "papers_days", "speech_minutes", "province_wide", "commune_wide", "crowded_from",
    "merge_days",
)  # fmt: skip
_SHARES = ("cut", "online_share")


def limits_of(office: Unit, on: date) -> LimitRule:
    """The version in force that day; an unsaved one with the defaults where the office has none. One
    query."""
    rows = LimitRule.objects.filter(office=office, valid_from__lte=on).select_related("set_by")
    return rows.order_by("-valid_from").first() or default_limits(office, on)


def default_limits(office: Unit, on: date) -> LimitRule:
    """What holds where an office has said nothing; not saved."""
    return LimitRule(office=office, valid_from=date(on.year, 1, 1))


def settings_of(office: Unit, on: date) -> LimitSettings:
    """The figures in force that day. One query."""
    return settings_by(limits_of(office, on))


def settings_by(rule: LimitRule) -> LimitSettings:
    """As the core takes them: a figure that the office set itself rests on what it named."""
    usual = LimitSettings()
    figures: dict[str, Figure] = {}
    for name in _COUNTS:
        figures[name] = _figure(getattr(usual, name), getattr(rule, name), rule)
    for name in _SHARES:
        figures[name] = _figure(getattr(usual, name), Fraction(Decimal(getattr(rule, name))) / 100, rule)
    return replace(usual, hybrid_counts_online=rule.hybrid_counts_online, **figures)  # type: ignore[arg-type]


def _figure(usual: Figure, value: Fraction | int, rule: LimitRule) -> Figure:
    return usual if usual.value == value else Figure(value, rule.source or _OWN, Sureness.OPEN)


def versions_of(office: Unit) -> Sequence[LimitRule]:
    """What the office set, newest first."""
    return list(LimitRule.objects.filter(office=office).select_related("set_by")[:20])


def changed_in(office: Unit, year: int) -> Sequence[date]:
    """The days of a year on which the office changed its figures, in order: what was counted before them was
    measured by others. One query."""
    rows = LimitRule.objects.filter(office=office, valid_from__year=year).order_by("valid_from")
    return list(rows.values_list("valid_from", flat=True))


def wording_of(rule: LimitRule) -> str:
    """The figures in sentences, as they stand where conferences are counted."""
    side = "trực tuyến" if rule.hybrid_counts_online else "trực tiếp"
    return (
        f"Hội nghị trực tiếp kết hợp trực tuyến được tính là {side} (văn bản không quy định, do cơ quan "
        f"đặt). Trực tuyến ít nhất {_share(rule.online_share)} số hội nghị trong năm; giảm ít nhất "
        f"{_share(rule.cut)} so với năm trước; không quá {rule.province_wide} hội nghị toàn tỉnh, "
        f"{rule.commune_wide} hội nghị toàn xã mỗi năm. Giấy mời gửi trước ít nhất {rule.invitation_days}, "
        f"tài liệu {rule.papers_days} ngày làm việc; phát biểu của lãnh đạo không quá "
        f"{rule.speech_minutes} phút."
    )


def _share(value: Decimal | float) -> str:
    return f"{float(value):g}".replace(".", ",") + " %"
