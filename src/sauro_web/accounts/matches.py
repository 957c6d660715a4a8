"""What comes of matching a name in a plan with the units of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sauro_web.accounts.models import Unit, UnitGroup

__all__ = ["Candidate", "Match", "MatchHow", "MatchState"]


class MatchState(Enum):
    """Whether a name may be taken as it is, or a person is asked."""

    CERTAIN = "certain"
    """One unit and no other."""
    GROUP = "group"
    """Units of one or several groups; the list is shown to be confirmed."""
    ASK = "ask"
    """Not certain; the nearest are proposed."""
    UNKNOWN = "unknown"
    """Nothing near it in the organisation."""


class MatchHow(Enum):
    """By what a match was found."""

    EXACT = "đúng tên"
    VARIANT = "cách viết khác, chữ viết tắt"
    FORMER = "tên cũ"
    SUCCESSOR = "đơn vị kế thừa"
    LEARNED = "đã được xác nhận trước đây"
    GROUP_NAME = "tên nhóm"
    GROUP_WORDING = "cách gọi chung"
    CLOSE = "gần giống"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may be meant, and how alike the names are, 0 to 1."""

    unit: Unit
    closeness: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a name in a plan means. `person` is who was named in the unit's place ("Chủ tịch"); `related`
    where a group is narrowed to those concerned ("có liên quan"); `note` one sentence for the reader."""

    text: str
    state: MatchState
    how: MatchHow = MatchHow.NONE
    unit: Unit | None = None
    groups: tuple[UnitGroup, ...] = ()
    related: bool = False
    person: str = ""
    note: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether nobody need be asked which unit or group it is."""
        return self.state in (MatchState.CERTAIN, MatchState.GROUP)
