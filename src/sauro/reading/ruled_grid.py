"""The cells of ruled tables, from nothing but the positions of their rules.

Works in any unit with y growing downwards: points of a PDF page, pixels of a scan. Rules that touch
make up one table; the rows and columns of its grid are all positions of rules, and two fields of the
grid with no rule between them are one merged cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Grid", "GridCell", "Rule", "find_grids"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical stroke: where it lies across its direction, and from where to where it
    runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid by its rows and columns, counted from 0."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the positions of its vertical rules (`xs`) and its horizontal ones (`ys`), in
    order, and its cells from top left to bottom right. `owners[row][column]` is the index of the
    cell that covers a field, -1 where the field lies outside the table."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owners: tuple[tuple[int, ...], ...]

    @property
    def left(self) -> float:
        """Position of the first vertical rule."""
        return self.xs[0]

    @property
    def right(self) -> float:
        """Position of the last vertical rule."""
        return self.xs[-1]

    @property
    def top(self) -> float:
        """Position of the first horizontal rule."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Position of the last horizontal rule."""
        return self.ys[-1]

    def index_at(self, x: float, y: float) -> int:
        """Index of the cell at a point, -1 where there is none."""
        row, column = bisect_right(self.ys, y), bisect_right(self.xs, x)
        if 0 < row < len(self.ys) and 0 < column < len(self.xs):
            return self.owners[row - 1][column - 1]
        return -1

    def edges(self, cell: GridCell) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a cell."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.column_span],
            self.ys[cell.row + cell.row_span],
        )


def find_grids(
    horizontal: Iterable[Rule], vertical: Iterable[Rule], *, tolerance: float = 3.0, least: float = 8.0
) -> list[Grid]:
    """All ruled tables, from top to bottom. Positions closer than `tolerance` are one; pieces of a rule
    with gaps up to it are one rule. `least` is the least height or width of a field where a side of
    the table is left open (the row that a page break cuts). Frames of a single cell are no tables
    and are left out."""
    rows = _whole_rules(horizontal, tolerance)
    columns = _whole_rules(vertical, tolerance)
    grids: list[Grid] = []
    for own_rows, own_columns in _tables(rows, columns, tolerance):
        if len(own_rows) < 2 and len(own_columns) < 2:
            continue
        _close(own_rows, own_columns, tolerance, least)
        grid = _grid(own_rows, own_columns, tolerance)
        if grid is not None:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.top, grid.left))


def _whole_rules(rules: Iterable[Rule], tolerance: float) -> list[Rule]:
    """Rules put together from their pieces, double strokes made one."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lanes and rule.at - lanes[-1][-1].at <= tolerance and rule.at - lanes[-1][0].at <= 2 * tolerance:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    whole: list[Rule] = []
    for lane in lanes:
        lane.sort(key=lambda rule: rule.start)
        at = sum(rule.at for rule in lane) / len(lane)
        start, end = lane[0].start, lane[0].end
        for rule in lane[1:]:
            if rule.start <= end + tolerance:
                end = max(end, rule.end)
            else:
                whole.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        whole.append(Rule(at, start, end))
    return [rule for rule in whole if rule.end - rule.start > tolerance]


def _tables(rows: list[Rule], columns: list[Rule], tolerance: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or through others, grouped."""
    parents = list(range(len(rows) + len(columns)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    order = sorted(range(len(rows)), key=lambda index: rows[index].at)
    heights = [rows[index].at for index in order]
    for number, column in enumerate(columns, len(rows)):
        first = bisect_right(heights, column.start - tolerance)
        for place in range(first, len(order)):
            row = rows[order[place]]
            if row.at > column.end + tolerance:
                break
            if row.start - tolerance <= column.at <= row.end + tolerance:
                parents[root(number)] = root(order[place])
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(rows + columns):
        group = groups.setdefault(root(index), ([], []))
        group[index >= len(rows)].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _close(rows: list[Rule], columns: list[Rule], tolerance: float, least: float) -> None:
    """Adds the outer rules that are missing where at least two rules run out into the open at the same
    place."""
    low = min(rule.start for rule in columns), max(rule.end for rule in columns)
    wide = min(rule.start for rule in rows), max(rule.end for rule in rows)
    edges = min(rule.at for rule in rows), max(rule.at for rule in rows)
    sides = min(rule.at for rule in columns), max(rule.at for rule in columns)
    if edges[0] - low[0] > least and sum(rule.start < low[0] + tolerance for rule in columns) > 1:
        rows.append(Rule(low[0], *sides))
    if low[1] - edges[1] > least and sum(rule.end > low[1] - tolerance for rule in columns) > 1:
        rows.append(Rule(low[1], *sides))
    if sides[0] - wide[0] > least and sum(rule.start < wide[0] + tolerance for rule in rows) > 1:
        columns.append(Rule(wide[0], *edges))
    if wide[1] - sides[1] > least and sum(rule.end > wide[1] - tolerance for rule in rows) > 1:
        columns.append(Rule(wide[1], *edges))


def _positions(rules: Sequence[Rule], tolerance: float) -> list[float]:
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > tolerance:
            found.append(at)
    return found


def _walls(
    rules: Sequence[Rule], positions: list[float], across: list[float], tolerance: float
) -> list[list[bool]]:
    """For every position and every field between two neighbours of `across`: whether a rule runs there."""
    walls = [[False] * (len(across) - 1) for _ in positions]
    for rule in rules:
        lane = walls[max(bisect_right(positions, rule.at + tolerance / 8) - 1, 0)]
        for field in range(len(across) - 1):
            near, far = across[field], across[field + 1]
            covered = min(far, rule.end + tolerance) - max(near, rule.start - tolerance)
            if covered > 0.6 * (far - near):
                lane[field] = True
    return walls


def _grid(rows: list[Rule], columns: list[Rule], tolerance: float) -> Grid | None:
    ys, xs = _positions(rows, tolerance), _positions(columns, tolerance)
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1:
        return None
    lying = _walls(rows, ys, xs, tolerance)
    standing = _walls(columns, xs, ys, tolerance)
    fields = _Fields(height, width)
    for row in range(height):
        for column in range(width):
            inner = row * width + column
            if not lying[row][column]:
                fields.join(inner, fields.outside if row == 0 else inner - width)
            if not lying[row + 1][column] and row == height - 1:
                fields.join(inner, fields.outside)
            if not standing[column][row]:
                fields.join(inner, fields.outside if column == 0 else inner - 1)
            if not standing[column + 1][row] and column == width - 1:
                fields.join(inner, fields.outside)
    cells, owners = fields.cells()
    if len(cells) < 2:
        return None
    return Grid(tuple(xs), tuple(ys), cells, owners)


class _Fields:
    """The fields of a grid, and one for all that is outside; joined where no rule parts them."""

    def __init__(self, height: int, width: int) -> None:
        self.height = height
        self.width = width
        self.outside = height * width
        self._parents = list(range(height * width + 1))

    def root(self, field: int) -> int:
        """The field that stands for all those joined with `field`."""
        while self._parents[field] != field:
            self._parents[field] = self._parents[self._parents[field]]
            field = self._parents[field]
        return field

    def join(self, one: int, other: int) -> None:
        """Makes two fields parts of one cell."""
        self._parents[self.root(one)] = self.root(other)

    def cells(self) -> tuple[tuple[GridCell, ...], tuple[tuple[int, ...], ...]]:
        """The cells in reading order, and for every field the index of its cell. Joined fields that make no
        rectangle become the rectangle around them."""
        cells: list[GridCell] = []
        owners = [[-1] * self.width for _ in range(self.height)]
        for (top, left, bottom, right), root in sorted((hull, root) for root, hull in self._hulls().items()):
            if owners[top][left] != -1 or self.root(top * self.width + left) != root:
                continue
            for line in owners[top : bottom + 1]:
                line[left : right + 1] = [len(cells)] * (right - left + 1)
            cells.append(GridCell(top, left, bottom - top + 1, right - left + 1))
        return tuple(cells), tuple(map(tuple, owners))

    def _hulls(self) -> dict[int, tuple[int, int, int, int]]:
        """Top, left, bottom and right field of every cell; cells whose rectangles overlap are joined
        first."""
        while True:
            hulls: dict[int, tuple[int, int, int, int]] = {}
            beyond = self.root(self.outside)
            for field in range(self.outside):
                root = self.root(field)
                if root == beyond:
                    continue
                row, column = divmod(field, self.width)
                if root not in hulls:
                    hulls[root] = row, column, row, column
                    continue
                top, left, _, right = hulls[root]
                hulls[root] = top, min(left, column), row, max(right, column)  # rows come downwards
            if not self._join_overlapping(hulls):
                return hulls

    def _join_overlapping(self, hulls: dict[int, tuple[int, int, int, int]]) -> bool:
        joined = False
        for root, (top, left, bottom, right) in hulls.items():
            if top == bottom and left == right:
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    other = self.root(row * self.width + column)
                    if other not in (self.root(root), self.root(self.outside)):
                        self.join(other, root)
                        joined = True
        return joined
