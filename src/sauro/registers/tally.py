"""What came of a whole register, counted while it is gone through: nothing of its rows is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from sauro.findings import Severity
from sauro.registers.entries import Line
from sauro.registers.model import Direction, Entry, Fault, LeftOut, Reason
from sauro.registers.repeated import Repeated

__all__ = ["MOST_FAULTS", "Tally"]

MOST_FAULTS = 500
"""Faults named one by one; of the others there is the count."""
_TWICE = "Trùng số, ký hiệu, cơ quan ban hành và ngày với dòng {row}; chỉ lấy dòng đầu."
_NUMBER_TWICE = "Cùng số, ký hiệu với dòng {row} nhưng khác ngày; một số không được cấp hai lần trong năm."


@dataclass(slots=True)
class Tally:
    """`fit` are rows that can be taken, `unfit` those with a fault that stops them, `repeated` those that
    stand in the file already. `secret` counts classified documents by month ("" where it is not known);
    `unseen` those left out because their column of secrecy says no known word, `doubtful` the first rows of
    them: a person has to look at the register. `codes` counts all faults; `faults` are the
    first of them, those that stop first met as the others."""

    direction: Direction
    fit: int = 0
    unfit: int = 0
    repeated: int = 0
    left_out: Counter[Reason] = field(default_factory=Counter)
    secret: Counter[str] = field(default_factory=Counter)
    doubtful: list[int] = field(default_factory=list)
    unseen: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    _repeated: Repeated | None = None

    @property
    def secret_rows(self) -> int:
        """How many classified documents there are."""
        return self.secret.total()

    def takes(self, line: Line) -> bool:
        """Counts a row; whether it is a document that can be taken."""
        if isinstance(line, LeftOut):
            self.left_out[line.reason] += 1
            return False
        if not isinstance(line, Entry):
            if not line.doubtful:
                self.secret[line.month or ""] += 1
            elif len(self.doubtful) < MOST_FAULTS:
                self.doubtful.append(line.row)
            self.unseen += line.doubtful
            return False
        for fault in line.faults:
            self.tell(fault)
        if not line.is_fit:
            self.unfit += 1
            return False
        if self._stands_already(line):
            self.repeated += 1
            return False
        self.fit += 1
        self._stretch(line.dated if self.direction is Direction.OUTGOING else line.arrived or line.dated)
        return True

    def _stands_already(self, entry: Entry) -> bool:
        if self._repeated is None:
            self._repeated = Repeated(self.direction)
        row = self._repeated.row_of(entry)
        if row is not None:
            message = _TWICE.format(row=row)
            self.tell(Fault("row.repeated", Severity.NOTE, entry.row, None, message))
            return True
        other = self._repeated.row_of_number(entry)
        if other is not None:
            message = _NUMBER_TWICE.format(row=other)
            self.tell(Fault("number.twice", Severity.WARN, entry.row, None, message))
        return False

    def tell(self, fault: Fault) -> None:
        """Counts a fault, of a row or of what is made of it."""
        self.codes[fault.code] += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def refuse(self, fault: Fault) -> None:
        """A row that was taken has no place in the book after all."""
        self.fit -= 1
        self.unfit += 1
        self.tell(fault)

    def _stretch(self, day: date | None) -> None:
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)
