"""Until when a target holds: "đến năm 2030", "ngay trong năm 2026", "đến hết quý II/2026" as a year or a
date."""

from __future__ import annotations

import re
from datetime import date

from sauro.dates.periods import last_day, read_quarter

__all__ = ["time_frame"]

_WHEN = re.compile(
    r"(?<!\w)(?:(?:ngay )?(?P<day>\d{1,2})\s?(?:[/.-]|thang)\s?(?P<month>\d{1,2})\s?(?:[/.-]|"
    r"nam)\s?(?P<year>20\d\d)|thang (?P<month2>\d{1,2})\s?(?:/|nam)\s?(?P<year2>20\d\d)|quy (?P<quarter>iv|"
    r"i{1,3}|[1-4])\s?(?:/|nam)\s?(?P<year3>20\d\d)|giai doan 20\d\d\s?[-–]\s?(?P<year4>20\d\d)|(?:nam |"
    r"cuoi |het )(?P<year5>20\d\d))(?!\w|\s?[-–/]\s?\d)"
)
# A year to compare with, one that opens a run of years, or one of another document is no end.
_OTHER_YEAR = re.compile(
    r"(?:so voi|so|tu|ke tu|bat dau tu|cung ky|ke hoach|du toan|luat|nghi quyet|"
    r"tam nhin den)(?: thang \d+)?(?: cuoi| dau)?\s?$"
)
# Of a bare day only one that is told to be a last day; the day beside a cited number is none.
_UNTIL = re.compile(r"(?:den|toi|truoc|het|cham nhat(?: la)?|vao|trong)\s?(?:het\s)?$")
_BEFORE = re.compile(r"truoc\s?$")
"""Before a month, quarter or year, whose first day is then the first that is too late."""
_MONTHS = 12
_ONWARDS = re.compile(r"\s?(?:tro di|va (?:cac|nhung) nam tiep theo)")


def time_frame(flat: str) -> str | None:
    """The last year ("2030") or date ("2026-06-30", the last day of a month or quarter) that `flat` names as
    an end; None where there is none. `flat` is in plain letters (`sauro.text.compare.plain`)."""
    if "20" not in flat:
        return None
    ends = [end for when in _WHEN.finditer(flat) if (end := _end(flat, when))]
    return ends[-1] if ends else None


def _end(flat: str, when: re.Match[str]) -> str | None:
    before = flat[max(0, when.start() - 24) : when.start()]
    if _OTHER_YEAR.search(before) or _ONWARDS.match(flat, when.end()):
        return None
    year = int(when["year"] or when["year2"] or when["year3"] or when["year4"] or when["year5"])
    if when["day"]:
        if not _UNTIL.search(before):
            return None
        try:
            return date(year, int(when["month"]), int(when["day"])).isoformat()
        except ValueError:
            return None
    quarter = read_quarter(when["quarter"] or "")
    month = quarter * 3 if quarter else int(when["month2"] or 0)
    is_before = _BEFORE.search(before) is not None
    if month == 0:
        return str(year - is_before)
    if not 1 <= month <= _MONTHS:
        return None
    if is_before:
        month -= 3 if quarter else 1
    return (last_day(year, month) if month else last_day(year - 1, _MONTHS)).isoformat()
