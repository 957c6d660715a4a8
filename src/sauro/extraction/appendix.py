"""Tasks of the appendices: a row is a task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sauro.anatomy.parts import Anatomy, Appendix
from sauro.extraction.roles import split_roles, tells_roles
from sauro.extraction.task_header import Column
from sauro.extraction.task_table import TaskRow, TaskTable, read_task_table
from sauro.extraction.tasks import due_value, unread_due
from sauro.extraction.unit_lists import split_units
from sauro.extraction.values import value_of, values_of
from sauro.folio.model import Table
from sauro.folio.passage import Passage
from sauro.plan.model import Source, Task, Value
from sauro.plan.path import appendix_path
from sauro.text.marks import read_mark

__all__ = ["AppendixTasks", "appendix_tasks"]

_RULE = "table_column"
_NOTHING = "-–—/ ."
"""What stands in a cell that names nobody."""


@dataclass(frozen=True, slots=True)
class AppendixTasks:
    """The tasks of one table, the table, and the TT missing in it."""

    table: Table
    tasks: tuple[Task, ...]
    missing: tuple[int, ...]


def appendix_tasks(anatomy: Anatomy, *, year: int | None) -> tuple[AppendixTasks, ...]:
    """The tasks of every table of duties in the appendices and, where a plan puts its table there, in the
    body."""
    found = list(_tables(anatomy))
    appendices = {id(appendix) for appendix, _, _ in found}
    several = len(appendices) > 1
    out: list[AppendixTasks] = []
    order: dict[int, int] = {}
    for appendix, table, read in found:
        number = order.setdefault(id(appendix), len(order) + 1)
        label = str(number) if several else ""
        title = appendix.title if appendix else None
        out.append(AppendixTasks(table, tuple(_tasks(read, label, title, year)), read.missing))
    return tuple(out)


def _tables(anatomy: Anatomy) -> Iterator[tuple[Appendix | None, Table, TaskTable]]:
    for item in anatomy.body.walk():
        for table in item.tables:
            read = read_task_table(table)
            if read is not None and read.rows:
                yield None, table, read
    for appendix in anatomy.appendices:
        for block in appendix.blocks:
            if isinstance(block, Table):
                read = read_task_table(block)
                if read is not None and read.rows:
                    yield appendix, block, read


def _tasks(table: TaskTable, label: str, title: Passage | None, year: int | None) -> Iterator[Task]:
    counts = Counter(row.number for row in table.rows)
    grouped = any(count > 1 for count in counts.values()) and any(row.label for row in table.rows)
    taken: Counter[str] = Counter()
    for row in table.rows:
        path = appendix_path(row.number, appendix=label, group=row.label if grouped else "")
        taken[path] += 1
        if taken[path] > 1:
            path = f"{path}.{taken[path]}"
        yield _task(row, path, title, year)


def _task(row: TaskRow, path: str, title: Passage | None, year: int | None) -> Task:
    work = Passage.joined(row.cells.get(Column.WORK, ()))
    mark = read_mark(work.text)
    if mark is not None and mark.label == row.number:
        work = work.part(mark.length)
    leading, with_them = _roles(row)
    product = Passage.joined(row.cells.get(Column.PRODUCT, ()))
    time = Passage.joined(row.cells.get(Column.DUE, ()))
    due = due_value(time, year=year, rule=_RULE) if time.text else None
    heading = title or (row.groups[-1].title if row.groups else None)
    return Task(
        path,
        Source.APPENDIX,
        heading.text if heading else None,
        value_of(work, "table_row"),
        tuple(leading),
        tuple(with_them),
        value_of(product, _RULE) if product.text else None,
        due,
        unread_due=unread_due(time) if due is None else None,
        group=" / ".join(group.words for group in row.groups) or None,
    )


def _roles(row: TaskRow) -> tuple[list[Value[str]], list[Value[str]]]:
    """Lead and cooperating units of a row. A cell that says of its units what they are in the duty is
    believed, whatever its column is called."""
    leading: list[Passage] = []
    with_them: list[Passage] = []
    for column in (Column.LEAD, Column.BOTH, Column.COOPERATING):
        cell = _whole_names(row.cells.get(column, ()))
        if column is Column.BOTH or any(tells_roles(passage.text) for passage in cell):
            ones, others = split_roles(*cell)
        else:
            ones, others = tuple(unit for passage in cell for unit in split_units(passage)), ()
        (with_them if column is Column.COOPERATING else leading).extend(ones)
        with_them += others
    return values_of(_named(leading), _RULE), values_of(_named(with_them), _RULE)


def _named(units: Iterable[Passage]) -> Iterator[Passage]:
    """The units without the dash of a cell that names nobody."""
    return (unit for unit in units if unit.text.strip(_NOTHING))


def _whole_names(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The paragraphs of a cell; as one where a name runs over several of them."""
    return (
        (Passage.joined(passages),) if any(_goes_on(passage.text) for passage in passages[1:]) else passages
    )


def _goes_on(text: str) -> bool:
    return text[:1].islower() and not text.startswith("các")
