"""Registers of a whole country in bulk: documents that left and arrived in two years, spread over the offices
of all provinces and communes, in the order in which they were registered."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

import django

from benchmarks.made_site import NEEDED

__all__ = ["FREQUENT", "LAST_DAY", "PLACE", "RARE", "Registers", "make_registers", "opened"]

LAST_DAY = date(2026, 11, 20)
RARE, FREQUENT, PLACE = "gạch thủ công bến Đá Chông", "rà soát", "ủy ban nhân dân"
"""Words of one document in 50,000, of one in sixteen, and those that every one has."""
_DAYS = 730
_SEED = 226
_BATCH = 20_000
_RARE_EVERY = 50_000
_OF_PROVINCE, _OF_COMMUNE = 60, 3
"""How many documents an office of each kind has for those of the other."""
_KINDS = (("Công văn", "", 52), ("Quyết định", "QĐ", 18), ("Báo cáo", "BC", 9), ("Kế hoạch", "KH", 7),
          ("Thông báo", "TB", 7), ("Tờ trình", "TTr", 4), ("Giấy mời", "GM", 3))  # fmt: skip
_ACTS = (
    "rà soát", "báo cáo kết quả", "triển khai", "tăng cường", "đôn đốc", "hướng dẫn", "kiểm tra",
    "phối hợp thực hiện", "bổ sung", "thẩm định", "phê duyệt", "cung cấp số liệu", "góp ý dự thảo", "công bố",
    "rút gọn", "đánh giá",
)  # fmt: skip
_MATTERS = (
    "cải cách hành chính", "chuyển đổi số", "phòng, chống thiên tai", "quản lý đất đai", "bảo hiểm y tế",
    "giảm nghèo bền vững", "an toàn thực phẩm", "trật tự xây dựng", "thu ngân sách", "tuyển quân",
    "vệ sinh môi trường", "hộ tịch, chứng thực", "an toàn giao thông", "phòng cháy, chữa cháy rừng",
    "nước sạch nông thôn", "học phí năm học mới", "tiêm chủng mở rộng", "hòa giải ở cơ sở",
    "di tích lịch sử", "chăn nuôi an toàn sinh học", "thủy lợi nội đồng", "đường giao thông nông thôn",
    "hội nghị trực tuyến", "văn bản điện tử", "hồ sơ một cửa", "trẻ em mồ côi", "người cao tuổi",
    "nhà ở tạm, nhà dột nát",
)  # fmt: skip
_COLUMNS = (
    "office_id", "province_id", "commune_id", "direction", "document_class", "kind", "series_id", "year",
    "number", "reference", "key", "dated", "issued_on", "subject", "issuer", "state", "words", "channel",
    "sent_to_office", "digitally_signed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registers:
    """What was made: the offices, and one of each kind with the most documents."""

    province: Any
    commune: Any


def opened(description: str | None, rows: int, *flags: str) -> tuple[argparse.Namespace, Registers]:
    """What the command line asks for, and an empty site with so many documents; both benchmarks of registers
    begin so."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--rows", type=int, default=rows)
    options.add_argument("--rounds", type=int, help="as the other benchmarks have it")
    for flag in flags:
        options.add_argument(flag, action="store_true")
    said, _ = options.parse_known_args()
    os.environ |= NEEDED
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    made = make_registers(said.rows)
    taken = time.perf_counter() - started
    print(f"{connection.vendor}: {said.rows:,} documents made in {taken:.0f} s", flush=True)
    return said, made


def make_registers(count: int) -> Registers:
    """That many documents in a site that has no units yet."""
    from sauro_web.accounts.models import Unit, User
    from sauro_web.accounts.operations.founding import found_country
    from sauro_web.documents.models import Series
    from sauro_web.documents.operations.totalling import recount_totals

    found_country()
    offices = list(
        Unit.objects.filter(kind__in=("province", "commune"), valid_to=None)
        .select_related("province")
        .order_by("path")
    )
    clerk = User.objects.create(username="van.thu.do", full_name="Văn thư")
    made = Series.objects.bulk_create(
        Series(office=one, direction=way, name=way, symbol="UBND", valid_from=date(2024, 1, 1))
        for one in offices
        for way in ("out", "in")
    )
    series = {(one.office_id, one.direction): one.pk for one in made}
    _write(_rows(offices, count, series), clerk.pk)
    recount_totals()  # PostgreSQL took them in without its triggers
    of_province = max(
        (one for one in offices if one.kind == "province"),
        key=lambda one: sum(other.province_id == one.pk for other in offices),
    )
    inside = next(one for one in offices if one.province_id == of_province.pk and one.pk != of_province.pk)
    return Registers(of_province, inside)


def _rows(
    offices: Sequence[Any], count: int, series: Mapping[tuple[int, str], int]
) -> Iterator[tuple[Any, ...]]:
    """Values of `_COLUMNS`, a day after the other."""
    from sauro.doctypes.numbering import reference_key
    from sauro_web.common.word_index import place_word
    from sauro_web.common.words import folded
    from sauro_web.documents.findable import office_word

    random = Random(_SEED)  # noqa: S311
    said = [
        (f"Về việc {act} {matter}", folded(f"Về việc {act} {matter}")) for act in _ACTS for matter in _MATTERS
    ]
    kinds = [(kind, symbol, folded(kind)) for kind, symbol, _ in _KINDS]
    share = [weight for _, _, weight in _KINDS]
    weights = [_OF_PROVINCE if one.kind == "province" else _OF_COMMUNE for one in offices]
    drawn: dict[tuple[int, str, int], int] = {}
    places = {
        one.pk: f"| {office_word(one.pk)} {place_word('xc', one.commune_id)} "
        f"{place_word('xp', one.province_id)} "
        for one in offices
    }
    issuers = {one.pk: folded(one.name) for one in offices}
    first, done = LAST_DAY - timedelta(days=_DAYS - 1), 0
    rare, rare_words = f" tại {RARE}", f"{folded(RARE)}"
    while done < count:
        some = min(_BATCH, count - done)
        day = first + timedelta(days=done * _DAYS // count)
        chosen = zip(
            random.choices(offices, weights, k=some),
            random.choices(kinds, share, k=some),
            random.choices(said, k=some),
            random.choices(offices, k=some),
            strict=True,
        )
        for house, (kind, symbol, kind_words), (subject, words), other in chosen:
            done += 1
            way = "in" if done % 2 else "out"
            number = drawn[house.pk, way, day.year] = drawn.get((house.pk, way, day.year), 0) + 1
            if done % _RARE_EVERY == 7:
                subject, words = subject + rare, words + rare_words
            issuer = other if way == "in" else house
            written = number * 7 % 3_000 + 1 if way == "in" else number
            reference = f"{written:02}/{symbol}-UBND" if symbol else f"{written:02}/UBND-VP"
            parts = (folded(reference), words, kind_words, issuers[issuer.pk])
            yield (
                house.pk, house.province_id, house.commune_id, way, "administrative", kind,
                series[house.pk, way], day.year, number, reference, reference_key(reference), day, day,
                subject, issuer.name[:200], "filed" if way == "in" else "issued",
                f"{'|'.join(parts)}{places[house.pk]}", "paper" if done % 13 == 0 else "electronic",
                way == "out" and done % 10 != 0, None if way == "in" or done % 11 == 0 else done % 17 != 0,
            )  # fmt: skip


def _write(rows: Iterator[tuple[Any, ...]], clerk: int) -> None:
    """With the other columns at what they are without a word; on PostgreSQL the indexes are made at the
    end."""
    from django.db import connection

    at = datetime(2026, 11, 20, tzinfo=UTC)
    rest = {
        "suffix": "", "number_reason": "", "reserved_for": "", "authority": "", "signer": "", "position": "",
        "urgency": "", "kept_by": "", "notes": "", "is_procedure_result": False,
        "why_needed": "", "opinion": "", "language": "Tiếng Việt", "file_notation": "", "to_places": "",
        "registered_by_id": clerk, "registered_at": at, "version": 0, "corrects": False,
    }  # fmt: skip
    columns, filled = [*_COLUMNS, *rest], tuple(rest.values())
    if connection.vendor == "postgresql":
        _copy(columns, (row + filled for row in rows))
        return
    places = ", ".join("%s" for _ in columns)
    statement = f"INSERT INTO documents_document ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    from django.db import transaction

    while some := list(islice(rows, _BATCH)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, [row + filled for row in some])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'documents_document' "
            "AND indexname <> 'documents_document_pkey'"
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        # Keys of others are as they should be: nothing is looked up for each row.
        cursor.execute("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'")
        with cursor.copy(f"COPY documents_document ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("SET session_replication_role = origin")
        for _, made in indexes:
            cursor.execute(made)
        cursor.execute("VACUUM (ANALYZE) documents_document")
