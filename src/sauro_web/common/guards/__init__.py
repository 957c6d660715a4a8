"""Guards that the database itself keeps: what no code, form or import may do past them; and what it notes by
itself, so that nothing can change past it (`notes_changes`, `notes_places`).

They are raw SQL, in this package alone. They are put in place after every migrate, since Django rebuilds a
table of SQLite for many changes of a field and its triggers vanish with the old one; the site does not start
while one is missing.
"""

from sauro_web.common.guards.appending import ChainEnd, append_row, held_end, insert_row, insert_rows
from sauro_web.common.guards.counters import (
    Counted,
    Together,
    count_up,
    count_up_holding,
    counted_up_together,
)
from sauro_web.common.guards.due import notes_due
from sauro_web.common.guards.guard import Guard
from sauro_web.common.guards.keeping import (
    all_guards,
    guards_are_in_place,
    install,
    install_after_migrate,
    lift_before_migrate,
    missing,
    remove,
)
from sauro_web.common.guards.log import (
    ANEW,
    FRAME,
    Change,
    begin_log_anew,
    noted,
    notes_changes,
    notes_places,
)
from sauro_web.common.guards.rows import append_only, closed_with, fixed_once, keeps_numbers, only_grows
from sauro_web.common.guards.times import alone_with, no_overlap
from sauro_web.common.guards.totals import (
    Audited,
    Differing,
    Grain,
    Period,
    Totals,
    audited,
    fold,
    keeps_totals,
    recount,
)
from sauro_web.common.guards.words import indexed_words, words_in

__all__ = [
    "ANEW",
    "FRAME",
    "Audited",
    "ChainEnd",
    "Change",
    "Counted",
    "Differing",
    "Grain",
    "Guard",
    "Period",
    "Together",
    "Totals",
    "all_guards",
    "alone_with",
    "append_only",
    "append_row",
    "audited",
    "begin_log_anew",
    "closed_with",
    "count_up",
    "count_up_holding",
    "counted_up_together",
    "fixed_once",
    "fold",
    "guards_are_in_place",
    "held_end",
    "indexed_words",
    "insert_row",
    "insert_rows",
    "install",
    "install_after_migrate",
    "keeps_numbers",
    "keeps_totals",
    "lift_before_migrate",
    "missing",
    "no_overlap",
    "noted",
    "notes_changes",
    "notes_due",
    "notes_places",
    "only_grows",
    "recount",
    "remove",
    "words_in",
]
