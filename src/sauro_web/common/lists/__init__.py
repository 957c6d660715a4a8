"""Lists: declared once by their columns, then filtered, sorted, paged, printed and exported alike.

    TASKS = Listing("nhiem-vu", "Sổ theo dõi nhiệm vụ", columns, order=("due_on", "id"))
    shown = show_list(request, TASKS, rows, filters=TaskFilters(request.GET))

How a view answers with one, with the letterhead of an office: `accounts.lists.answer_list`.
"""

from sauro_web.common.lists.columns import Column, Kind, Listing, Value
from sauro_web.common.lists.filters import Filters
from sauro_web.common.lists.shown import Shown, show_list
from sauro_web.common.lists.workbook import MOST_EXPORTED, Letterhead, table_workbook, workbook

__all__ = [
    "MOST_EXPORTED",
    "Column",
    "Filters",
    "Kind",
    "Letterhead",
    "Listing",
    "Shown",
    "Value",
    "show_list",
    "table_workbook",
    "workbook",
]
