"""Tasks of the appendices: a row is a task."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sauro.anatomy.parts import Anatomy, Appendix
from sauro.extraction.roles import split_pair, split_roles, tells_roles
from sauro.extraction.row_dues import row_due, row_milestones
from sauro.extraction.task_columns import Column
from sauro.extraction.task_header import looks_like_duties
from sauro.extraction.task_table import TaskRow, TaskTable, read_task_table
from sauro.extraction.unit_lines import whole_names
from sauro.extraction.unit_lists import split_units
from sauro.extraction.values import value_of, values_of
from sauro.folio.model import Table
from sauro.folio.passage import Passage
from sauro.plan.model import Source, Task, Value
from sauro.plan.path import appendix_path
from sauro.text.marks import MarkKind, read_mark, roman_number

__all__ = ["AppendixTasks", "appendix_tasks"]

_RULE = "table_column"
_NOTHING = "-–—/ ."
"""What stands in a cell that names nobody."""


_DASHES = ("-", "–", "+", "•")
_SECOND_DASH = re.compile(r"[;.:]\s+[-–+•]\s")
"""What begins the second of several things in a cell."""


@dataclass(frozen=True, slots=True)
class AppendixTasks:
    """The tasks of one table, the table, and the TT missing in it. `unread`: whether it was left unread
    though it has running numbers and names who leads. `passages`: the work and the product of each task as
    they stand, without the cells between where they run over several rows."""

    table: Table
    tasks: tuple[Task, ...]
    missing: tuple[int, ...]
    unread: bool = False
    passages: tuple[tuple[Passage, ...], ...] = ()


def appendix_tasks(anatomy: Anatomy, *, year: int | None) -> tuple[AppendixTasks, ...]:
    """The tasks of every table of duties in the appendices and, where a plan puts its table there, in the
    body; besides them the tables that look like such and were not understood."""
    found = list(_tables(anatomy))
    labels = _labels([appendix for appendix, _, read in found if read is not None])
    out: list[AppendixTasks] = []
    for appendix, table, read in found:
        if read is None:
            out.append(AppendixTasks(table, (), (), unread=True))
            continue
        title = appendix.title if appendix else None
        passages = tuple(_words(row) for row in read.rows)
        tasks = tuple(_tasks(read, passages, labels[id(appendix)], title, year))
        out.append(AppendixTasks(table, tasks, read.missing, passages=passages))
    return tuple(out)


def _tables(anatomy: Anatomy) -> Iterator[tuple[Appendix | None, Table, TaskTable | None]]:
    for item in anatomy.body.walk():
        for table in item.tables:
            read = read_task_table(table)
            if read is not None and read.rows:
                yield None, table, read
            elif read is None and looks_like_duties(table):
                yield None, table, None
    for appendix in anatomy.appendices:
        for block in appendix.blocks:
            if isinstance(block, Table):
                read = read_task_table(block)
                if read is not None and read.rows:
                    yield appendix, block, read
                elif read is None and looks_like_duties(block):
                    yield appendix, block, None


def _labels(appendices: Iterable[Appendix | None]) -> dict[int, str]:
    """What tells the appendices apart in the paths of their rows, by identity: nothing where there is one;
    else the number printed over each ("PHỤ LỤC III" → "3"), or, where one of them has none or two have the
    same, their running number."""
    order = {id(appendix): appendix for appendix in appendices}
    if len(order) == 1:
        return dict.fromkeys(order, "")
    printed = {at: _printed(appendix) for at, appendix in order.items() if appendix is not None}
    if all(printed.values()) and len(set(printed.values())) == len(printed):
        return {at: printed.get(at, "") for at in order}
    return {at: str(number) for number, at in enumerate(order, 1)}


def _printed(appendix: Appendix) -> str:
    """The label of an appendix in arabic numerals, if it has one: "II" → "2", "02" → "2", "A" → "A"."""
    number = roman_number(appendix.label)
    return str(number) if number is not None else appendix.label.lstrip("0")


def _tasks(
    table: TaskTable,
    passages: Iterable[Sequence[Passage]],
    label: str,
    title: Passage | None,
    year: int | None,
) -> Iterator[Task]:
    taken: Counter[str] = Counter()
    for row, words, group in zip(table.rows, passages, _group_labels(table.rows), strict=True):
        path = appendix_path(row.number, appendix=label, group=group)
        taken[path] += 1
        if taken[path] > 1:
            path = f"{path}.{taken[path]}"
        yield _task(row, words, path, title, year)


def _group_labels(rows: Sequence[TaskRow]) -> list[str]:
    """What tells rows of the same TT apart in their paths: nothing where no TT comes twice; else the TT of
    the group of each that it does not repeat ("II" for "1.1" in "1" of "II"), or, where these come twice
    themselves ("I" in "A" and in "B"), of all its groups."""
    chains = [_chain(row) for row in rows]
    deepest = [chain[-1] if chain else "" for chain in chains]
    for labels in ([""] * len(rows), deepest):
        if len({*zip(labels, (row.number for row in rows), strict=True)}) == len(rows):
            return labels
    whole = [".".join(chain) for chain in chains]
    kinds = [len({*zip(labels, (row.number for row in rows), strict=True)}) for labels in (deepest, whole)]
    return whole if kinds[1] > kinds[0] else deepest


def _chain(row: TaskRow) -> tuple[str, ...]:
    """The TT of the groups of a row that its own does not begin with, the widest first."""
    labels = (group.label for group in row.groups)
    return tuple(label for label in labels if label and not row.number.startswith(f"{label}."))


def _words(row: TaskRow) -> tuple[Passage, ...]:
    """The work of a row, without its TT or its only dash, and its product."""
    paragraphs = row.cells.get(Column.WORK, ())
    work = Passage.joined(paragraphs)
    mark = read_mark(work.text)
    alone = not any(one.text.startswith(_DASHES) for one in paragraphs[1:]) and not _SECOND_DASH.search(
        work.text
    )
    if mark is not None and (mark.label == row.number or (mark.kind is MarkKind.DASH and alone)):
        work = work.part(mark.length)
    product = Passage.joined(row.cells.get(Column.PRODUCT, ()))
    return (work, product) if product.text else (work,)


def _task(row: TaskRow, words: Sequence[Passage], path: str, title: Passage | None, year: int | None) -> Task:
    work, *product = words
    leading, with_them = _roles(row)
    due, unread = row_due(row, year=year, rule=_RULE)
    heading = title or (row.groups[-1].title if row.groups else None)
    return Task(
        path,
        Source.APPENDIX,
        heading.text if heading else None,
        value_of(work, "table_row"),
        tuple(leading),
        tuple(with_them),
        value_of(product[0], _RULE) if product else None,
        due,
        unread_due=unread,
        group=" / ".join(group.words for group in row.groups) or None,
        milestones=row_milestones(row, year=year, rule=_RULE) if due is not None else (),
    )


def _roles(row: TaskRow) -> tuple[list[Value[str]], list[Value[str]]]:
    """Lead and cooperating units of a row. A cell that says of its units what they are in the duty is
    believed, whatever its column is called."""
    leading: list[Passage] = []
    with_them: list[Passage] = []
    for column in (Column.LEAD, Column.BOTH, Column.COOPERATING):
        cell = _whole_names(row.cells.get(column, ()))
        if column is Column.BOTH and len(cell) == 1 and "/" in cell[0].text and (pair := split_pair(cell[0])):
            ones, others = pair
        elif column is Column.BOTH or any(tells_roles(passage.text) for passage in cell):
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
    passages = whole_names(passages)
    return (
        (Passage.joined(passages),) if any(_goes_on(passage.text) for passage in passages[1:]) else passages
    )


def _goes_on(text: str) -> bool:
    return text[:1].islower() and not text.startswith("các")
