"""Rows of an uploaded file, where it was made after the template of today."""

from __future__ import annotations

from typing import IO

from sauro_web.accounts.importing.reading import CHOICES, Fault, Line, first_cell, read
from sauro_web.tasks.importing.columns import MOST_LINES, NAMED_ON, Template

__all__ = ["lines_of"]


def lines_of(file: IO[bytes], template: Template) -> tuple[list[Line], list[Fault]]:
    """The filled rows, and the faults of their form."""
    named = first_cell(file, NAMED_ON)
    if named in template.former:
        sentence = f"Tệp theo mẫu cũ “{named}”; hãy tải mẫu “{template.name}” và chép sang."
        return [], [Fault("", 0, "", sentence)]
    may_have = (CHOICES, NAMED_ON)
    lines, faults = read(file, (template.sheet,), most_lines=MOST_LINES, may_have=may_have)
    if named != template.name and (lines or not faults):
        # What stands in the cell is never repeated.
        return [], [Fault("", 0, "", f"Tệp không theo mẫu “{template.name}”; hãy dùng tệp mẫu.")]
    return lines.get(template.sheet.title, []), faults
