"""Rows of an uploaded file, where it was made after the template of today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from sauro_web.accounts.importing.reading import CHOICES, Fault, Line, first_cell, in_order, read
from sauro_web.tasks.importing.columns import MOST_LINES, NAMED_ON, Template

__all__ = ["all_faults", "lines_of"]


def lines_of(file: IO[bytes], template: Template) -> tuple[list[Line], list[Fault]]:
    """The filled rows, and the faults of their form. Rows of a file that is not after the template are given
    too, so that whoever mends it is told all at once."""
    named = first_cell(file, NAMED_ON)
    if named in template.former:
        sentence = f"Tệp theo mẫu cũ “{named}”; hãy tải mẫu “{template.name}” và chép sang."
        return [], [Fault("", 0, "", sentence)]
    may_have = (CHOICES, NAMED_ON)
    lines, faults = read(file, (template.sheet,), most_lines=MOST_LINES, may_have=may_have)
    if named != template.name and (lines or not faults):
        # What stands in the cell is never repeated.
        sentence = f"Tệp không theo mẫu “{template.name}”; hãy chép các dòng sang tệp mẫu."
        faults.insert(0, Fault("", 0, "", sentence))
    return lines.get(template.sheet.title, []), faults


def all_faults(of_form: Sequence[Fault], of_content: Sequence[Fault]) -> list[Fault]:
    """Both, in the order of the file; a cell of which the form is wrong already is not blamed twice."""
    blamed = {(fault.row, fault.column) for fault in of_form if fault.column}
    rest = [fault for fault in of_content if (fault.row, fault.column) not in blamed]
    return in_order([*of_form, *rest])
