"""What has to be said of a conference, which the yearly figures count."""

from __future__ import annotations

from collections.abc import Collection

__all__ = ["lacking"]

_KINDS = "Hội nghị phải ghi loại: thời lượng và hạn mức được xét theo loại."
_WHY = "Hội nghị phải ghi vì sao cần họp."


_LINE = "Dòng kế hoạch là của hội nghị; hãy đánh dấu “Là hội nghị” hoặc bỏ dòng."


def lacking(
    *, conference: bool, kinds: Collection[object], why: str, on_line: bool = False
) -> dict[str, str]:
    """What is not said of a meeting though it counts, by the name of the field, each with its sentence; and
    that it stands for a line of the plan (`on_line`), which only what counts does."""
    if not conference:
        return {"line": _LINE} if on_line else {}
    wanted = {"kinds": (kinds, _KINDS), "why": (why.strip(), _WHY)}
    return {name: sentence for name, (said, sentence) in wanted.items() if not said}
