"""Ready forms: the tables that a report of this kind has at least, so that an office need not put each figure
together by hand. What they ask for is counted from registers; who keeps none here types it.

Source: what Kết luận số 226-KL/TW and the plans that carry it out ask to be reported; work stands in the six
columns of the table of leaders.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sauro.indicators.model import THE_SEVEN, Direction, Shape
from sauro_web.reports.operations.regimes import FigureSaid
from sauro_web.reports.queries.papers_issued import ALL, NAMED_KINDS, OTHER_KINDS, kind_key
from sauro_web.tasks.standing import COLUMNS

__all__ = ["READY_FORMS", "ReadyForm", "figures_of_forms"]

_MEETINGS = (("hop.hoi-nghi", "Hội nghị"), ("hop.khac", "Cuộc họp khác"))
_WAYS = (("truc-tiep", "trực tiếp"), ("truc-tuyen", "trực tuyến"), ("ket-hop", "kết hợp"))
_BAD_WORK = ("qua-han", "xong-qua-han")


@dataclass(frozen=True, slots=True)
class ReadyForm:
    """One table: its name and its figures."""

    key: str
    name: str
    figures: tuple[FigureSaid, ...]


def _cell(code: str, name: str, word: str, shape: Shape, direction: Direction) -> FigureSaid:
    return FigureSaid(code, name, word, shape, direction, counted_from=code)


def _documents() -> tuple[FigureSaid, ...]:
    kinds = [(kind_key(name), name) for name in NAMED_KINDS]
    named = [(ALL, "Tổng số văn bản"), *kinds, (OTHER_KINDS, "Văn bản hành chính loại khác")]
    return tuple(_cell(code, name, "văn bản", Shape.CUT, Direction.FEWER) for code, name in named)


def _meetings() -> tuple[FigureSaid, ...]:
    return tuple(
        _cell(
            f"{code}.{way}", f"{name} {words}", "cuộc", Shape.COUNT,
            Direction.FEWER if way == "truc-tiep" else Direction.MORE,
        )
        for code, name in _MEETINGS
        for way, words in _WAYS
    )  # fmt: skip


def _work() -> tuple[FigureSaid, ...]:
    named = [("tinh", "tổng số"), *((one.key, one.label) for one in COLUMNS)]
    return tuple(
        _cell(
            f"viec.{key}", f"Nhiệm vụ {words}", "nhiệm vụ", Shape.COUNT,
            Direction.FEWER if key.startswith(_BAD_WORK) else Direction.MORE,
        )
        for key, words in named
    )  # fmt: skip


def _shares() -> tuple[FigureSaid, ...]:
    return tuple(
        FigureSaid(one.code, one.name, one.unit, one.shape, one.direction, counted_from=one.code)
        for one in THE_SEVEN
        if one.shape is Shape.SHARE
    )


READY_FORMS = (
    ReadyForm("van-ban", "Văn bản ban hành theo loại, có cùng kỳ năm trước", _documents()),
    ReadyForm("hop", "Hội nghị, cuộc họp trực tiếp, trực tuyến và kết hợp", _meetings()),
    ReadyForm("ty-le", "Tỷ lệ chuyển đổi số", _shares()),
    ReadyForm("viec", "Nhiệm vụ theo sáu nhóm tình trạng", _work()),
)
"""In the order in which they are offered."""


def figures_of_forms(keys: Collection[str]) -> Sequence[FigureSaid]:
    """The figures of those chosen, in the order of the forms."""
    return [figure for one in READY_FORMS if one.key in keys for figure in one.figures]
