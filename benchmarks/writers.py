"""Eight writers who put documents into the registers at once, each by statements of its own, so that what is
measured is the database and not Python."""

from __future__ import annotations

import sys
import time
from multiprocessing import get_context
from typing import Any

__all__ = ["WRITERS", "throughput"]

WRITERS = 8
_SAMPLE = 2_000
_SECONDS = 5.0


def throughput(portion: int) -> float:
    """Documents a second of all writers together, each committing so many at once. PostgreSQL."""
    columns, rows = _rows()
    context = get_context("spawn")
    begin = time.time() + 2.5  # until all have connected
    with context.Pool(WRITERS) as pool:
        asked = [(_address(), columns, rows[number::WRITERS], portion, begin) for number in range(WRITERS)]
        return sum(pool.starmap(_written, asked)) / _SECONDS


def _address() -> str:
    from django.db import connection

    said = connection.settings_dict
    return f"host={said['HOST']} port={said['PORT']} user={said['USER']} dbname={said['NAME']}"


def _rows() -> tuple[list[str], list[tuple[Any, ...]]]:
    """Documents of all offices, as those that are there, without the numbers of a series."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM documents_document WHERE direction = 'out' ORDER BY id DESC LIMIT %s", [_SAMPLE]
        )
        names = [column.name for column in cursor.description]
        found = cursor.fetchall()
    kept = [place for place, name in enumerate(names) if name not in ("id", "series_id", "key")]
    columns = [names[place] for place in kept] + ["key"]
    return columns, [(*(row[place] for place in kept), "") for row in found]


def _written(
    address: str, columns: list[str], rows: list[tuple[Any, ...]], portion: int, begin: float
) -> int:
    """How many one writer writes; in a process of its own."""
    import psycopg

    one = f"({', '.join(['%s'] * len(columns))})"
    statement = f"INSERT INTO documents_document ({', '.join(columns)}) VALUES {', '.join([one] * portion)}"  # noqa: S608
    written, at = 0, 0
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = on")
        time.sleep(max(0.0, begin - time.time()))
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            some: list[Any] = []
            for _ in range(portion):
                some += rows[at % len(rows)]
                at += 1
            connection.execute(statement, some, prepare=True)
            written += portion
    return written


if __name__ == "__main__":
    sys.exit("asked by bench_indicators.py")
