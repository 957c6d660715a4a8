"""Cells of ruled tables from the positions of their rules."""

from sauro.reading.ruled_grid import Grid, GridCell, Rule, find_grids


def plain(xs: list[float], ys: list[float]) -> tuple[list[Rule], list[Rule]]:
    """All rules of a table without merged cells."""
    lying = [Rule(y, xs[0], xs[-1]) for y in ys]
    standing = [Rule(x, ys[0], ys[-1]) for x in xs]
    return lying, standing


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


def test_a_plain_table_has_a_cell_for_every_field() -> None:
    (grid,) = find_grids(*plain([50, 100, 300], [80, 100, 140, 200]))
    assert grid.xs == (50, 100, 300)
    assert grid.ys == (80, 100, 140, 200)
    assert spans(grid) == [(row, column, 1, 1) for row in range(3) for column in range(2)]
    assert grid.edges(GridCell(1, 1)) == (100, 100, 300, 140)
    assert grid.index_at(60, 120) == 2
    assert grid.index_at(40, 120) == -1


def test_rules_in_pieces_and_double_rules_are_one() -> None:
    lying = [
        Rule(y + offset, x, x + 49) for y in (80, 120) for offset in (0, 1.5) for x in range(50, 250, 50)
    ]
    standing = [Rule(x, start, start + 20) for x in (50, 150, 249) for start in (80, 100)]
    (grid,) = find_grids(lying, standing)
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 1)]


def test_a_header_merged_over_columns_and_one_merged_over_rows() -> None:
    lying = [Rule(0, 0, 90), Rule(20, 30, 90), Rule(40, 0, 90), Rule(60, 0, 90)]
    standing = [Rule(0, 0, 60), Rule(30, 0, 60), Rule(60, 20, 60), Rule(90, 0, 60)]
    (grid,) = find_grids(lying, standing)
    assert spans(grid) == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]
    assert grid.index_at(10, 30) == 0
    assert grid.index_at(70, 10) == 1


def test_tables_that_do_not_touch_are_two_and_strokes_under_titles_are_none() -> None:
    first = plain([50, 100, 300], [80, 100, 120])
    second = plain([50, 200, 300], [300, 330])
    strokes = [Rule(40, 100, 180), Rule(700, 60, 160)]
    grids = find_grids(first[0] + second[0] + strokes, first[1] + second[1])
    assert [len(grid.cells) for grid in grids] == [4, 2]


def test_a_frame_round_the_page_is_no_table() -> None:
    assert find_grids(*plain([20, 570], [20, 820])) == []


def test_a_frame_round_a_table_does_not_swallow_it() -> None:
    frame = plain([20, 570], [20, 820])
    table = plain([50, 100, 300], [80, 100, 120])
    (grid,) = find_grids(frame[0] + table[0], frame[1] + table[1])
    assert grid.left == 50


def test_a_row_left_open_by_the_page_break_is_closed() -> None:
    lying = [Rule(y, 50, 300) for y in (80, 100, 140)]
    standing = [Rule(x, 80, 200) for x in (50, 120, 300)]
    (grid,) = find_grids(lying, standing)
    assert grid.ys == (80, 100, 140, 200)
    assert len(grid.cells) == 6


def test_a_table_without_its_outer_verticals_is_closed() -> None:
    lying = [Rule(y, 50, 300) for y in (80, 100, 140)]
    (grid,) = find_grids(lying, [Rule(120, 80, 140), Rule(200, 80, 140)])
    assert grid.xs == (50, 120, 200, 300)
    assert len(grid.cells) == 6


def test_a_missing_corner_is_outside() -> None:
    lying = [Rule(0, 30, 60), Rule(20, 0, 60), Rule(40, 0, 60)]
    standing = [Rule(0, 20, 40), Rule(30, 0, 40), Rule(60, 0, 40)]
    (grid,) = find_grids(lying, standing)
    assert grid.owners == ((-1, 0), (1, 2))


def test_fields_joined_out_of_shape_become_one_rectangle() -> None:
    lying = [Rule(0, 0, 60), Rule(20, 30, 60), Rule(40, 0, 60), Rule(60, 0, 60)]
    standing = [Rule(0, 0, 60), Rule(30, 20, 60), Rule(60, 0, 60)]
    (grid,) = find_grids(lying, standing)
    assert spans(grid) == [(0, 0, 2, 2), (2, 0, 1, 1), (2, 1, 1, 1)]


def test_rules_in_pixels() -> None:
    lying, standing = plain([200, 400, 1200], [320, 400, 560])
    (grid,) = find_grids(lying, standing, tolerance=12, least=30)
    assert len(grid.cells) == 4


def test_nothing_gives_nothing() -> None:
    assert find_grids([], []) == []
    assert find_grids([Rule(10, 0, 50)], []) == []
