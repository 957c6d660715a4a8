"""The figures that meetings are held against, each with where it stands and how sure it is; an office may
set its own. Defaults follow Kết luận số 226-KL/TW and Quyết định số 45/2018/QĐ-TTg; of two the stricter
holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

__all__ = ["Figure", "LimitSettings", "MeetingKind", "MeetingMode", "MeetingScope", "Sureness", "strictest"]

_CONCLUSION = "Kết luận số 226-KL/TW ngày 11/12/2025 của Ban Bí thư"
_DECISION = "Quyết định số 45/2018/QĐ-TTg ngày 09/11/2018 của Thủ tướng Chính phủ"
_OWN = "Quy định của cơ quan"


class MeetingKind(StrEnum):
    """Kinds of meetings, as both texts name them; one meeting may be of several."""

    DIRECTIVE_BRIEFING = "directive_briefing"
    PROFESSIONAL = "professional"
    IMPORTANT_DISCUSSION = "important_discussion"
    ROUTINE_BRIEFING = "routine_briefing"
    WORK_SETTLEMENT = "work_settlement"
    ADVISORY = "advisory"
    COORDINATION = "coordination"
    INTERIM_REVIEW = "interim_review"
    FINAL_REVIEW = "final_review"
    THEMATIC = "thematic"
    TRAINING = "training"

    @property
    def words(self) -> str:
        """What it is called in Vietnamese."""
        return _WORDS[self]


_WORDS = {
    MeetingKind.DIRECTIVE_BRIEFING: "quán triệt, phổ biến",
    MeetingKind.PROFESSIONAL: "chuyên môn, nghiệp vụ",
    MeetingKind.IMPORTANT_DISCUSSION: "hội nghị quan trọng cần thảo luận",
    MeetingKind.ROUTINE_BRIEFING: "giao ban",
    MeetingKind.WORK_SETTLEMENT: "giải quyết công việc",
    MeetingKind.ADVISORY: "tham mưu, tư vấn",
    MeetingKind.COORDINATION: "điều phối",
    MeetingKind.INTERIM_REVIEW: "sơ kết",
    MeetingKind.FINAL_REVIEW: "tổng kết",
    MeetingKind.THEMATIC: "chuyên đề",
    MeetingKind.TRAINING: "tập huấn, triển khai",
}


class MeetingScope(StrEnum):
    """Whom it calls together: the whole province, the whole commune, a sector, the office itself."""

    PROVINCE = "province"
    COMMUNE = "commune"
    SECTOR = "sector"
    INTERNAL = "internal"


class MeetingMode(StrEnum):
    """Where people sit: in the room, at their screens, some here and some there."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Sureness(StrEnum):
    """Where a figure was taken from: `QUOTED` from what was published of the act, its full text not at hand;
    `INFERRED` from such figures; `OPEN` from no text at all, the office decides."""

    QUOTED = "quoted"
    INFERRED = "inferred"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, the clause it rests on, and how sure it is."""

    value: Fraction | int
    basis: str
    sureness: Sureness = Sureness.QUOTED


_HALF, _ONE_AND_A_HALF = Fraction(1, 2), Fraction(3, 2)
_LENGTHS = (
    (MeetingKind.DIRECTIVE_BRIEFING, Figure(_HALF, _CONCLUSION)),
    (MeetingKind.PROFESSIONAL, Figure(1, _CONCLUSION)),
    (MeetingKind.PROFESSIONAL, Figure(1, _DECISION)),
    (MeetingKind.IMPORTANT_DISCUSSION, Figure(_ONE_AND_A_HALF, _CONCLUSION)),
    (MeetingKind.ROUTINE_BRIEFING, Figure(_HALF, _DECISION)),
    (MeetingKind.WORK_SETTLEMENT, Figure(_HALF, _DECISION)),
    (MeetingKind.ADVISORY, Figure(_HALF, _DECISION)),
    (MeetingKind.COORDINATION, Figure(_HALF, _DECISION)),
    (MeetingKind.INTERIM_REVIEW, Figure(1, _DECISION)),
    (MeetingKind.FINAL_REVIEW, Figure(1, _DECISION)),
    (MeetingKind.THEMATIC, Figure(1, _DECISION)),
    (MeetingKind.TRAINING, Figure(2, _DECISION)),
)


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """All figures. `lengths` in days, several for a kind where several texts speak of it; `day_minutes`
    are those of a working day. `invitation_days`, `papers_days` in working days; `speech_minutes` in
    minutes; `province_wide`, `commune_wide` conferences a year; `cut` the share by which they must become
    fewer than last year, `online_share` the least share online. `hybrid_counts_online`: on which side a
    hybrid conference counts, on which the texts are silent. Crowding: in `crowded_months`, from
    `crowded_from` other meetings in the same week on. Another meeting within `merge_days` may be merged
    with."""

    lengths: tuple[tuple[MeetingKind, Figure], ...] = _LENGTHS
    day_minutes: Figure = Figure(480, _OWN, Sureness.OPEN)
    invitation_days: Figure = Figure(3, _DECISION)
    papers_days: Figure = Figure(3, f"Điều 10 {_DECISION}")
    speech_minutes: Figure = Figure(50, _CONCLUSION)
    province_wide: Figure = Figure(2, _CONCLUSION)
    commune_wide: Figure = Figure(3, _CONCLUSION)
    cut: Figure = Figure(Fraction(1, 10), _CONCLUSION)
    online_share: Figure = Figure(Fraction(3, 5), _CONCLUSION)
    hybrid_counts_online: bool = False
    crowded_months: tuple[int, ...] = (1, 12)
    crowded_from: Figure = Figure(3, _OWN, Sureness.OPEN)
    merge_days: Figure = Figure(14, _OWN, Sureness.OPEN)
    necessity_basis: str = _CONCLUSION

    def longest(self, kinds: Iterable[MeetingKind]) -> tuple[MeetingKind, Figure] | None:
        """The strictest length for a meeting of these kinds, and the kind it is for; None where no text
        speaks of any of them."""
        asked = set(kinds)
        return strictest((kind, figure) for kind, figure in self.lengths if kind in asked)


def strictest(figures: Iterable[tuple[MeetingKind, Figure]]) -> tuple[MeetingKind, Figure] | None:
    """The smallest figure; of equal ones the first. None of none."""
    return min(figures, key=lambda pair: pair[1].value, default=None)
