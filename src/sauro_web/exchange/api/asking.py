"""Parameters of addresses: the same names as on the pages, so that what stands behind the question mark of a
list can be copied. Where a page leaves out what makes no sense, a program is told of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.keyset import Page, is_place, page_of
from sauro_web.common.lists import Filters, Listing
from sauro_web.exchange.api.letting_in import person_of
from sauro_web.exchange.api.problems import Problem, refused_input
from sauro_web.tasks.models import Part, TaskState
from sauro_web.tasks.part_filters import WAITING
from sauro_web.tasks.scoping import WHOLE, Scope, scope_of
from sauro_web.tasks.standing import STANDINGS

__all__ = [
    "KEYED",
    "LIST",
    "PAGES",
    "VERSIONED",
    "asked",
    "check_filters",
    "check_names",
    "moment_asked",
    "number_asked",
    "page_asked",
    "parameter",
    "scope_asked",
    "version_asked",
    "words_asked",
]

_SIZE, _MOST = 40, 200
_LONGEST = 200


def parameter(name: str, description: str, kind: str = "string", **schema: Any) -> dict[str, Any]:
    """One parameter of an address, as OpenAPI has it."""
    return {
        "in": "query",
        "name": name,
        "required": False,
        "description": description,
        "schema": {"type": kind, **schema},
    }


def _one_of(choices: Sequence[tuple[Any, Any]]) -> str:
    return "; ".join(f"{key}: {label}" for key, label in choices)


PAGES = (
    parameter("so-dong", "Số dòng mỗi trang", "integer", minimum=1, maximum=_MOST, default=_SIZE),
    parameter("trang", "Vị trí của trang: giá trị next của trang trước"),
)
LIST = (
    parameter("pham-vi", "co-quan: mọi việc cơ quan đã giao; bỏ trống: việc của đơn vị", enum=["", WHOLE]),
    parameter("tim", "Từ trong nội dung việc, tên đơn vị; không cần dấu", maxLength=_LONGEST),
    parameter("phan", _one_of(Part.choices[:2]), enum=[key for key, _ in Part.choices[:2]]),
    parameter("trang-thai", _one_of(TaskState.choices), enum=TaskState.values),
    parameter("han", _one_of(STANDINGS), enum=[key for key, _ in STANDINGS]),
    parameter(
        "nguoi", "toi: người thụ lý là người được làm thay; chua: chưa phân công", enum=["toi", "chua"]
    ),
    parameter("cho", _one_of(WAITING), enum=[key for key, _ in WAITING]),
    parameter("ke-hoach", "Số (id) của kế hoạch", "integer", minimum=1, maximum=10**15),
    parameter("don-vi", "Số (id) của đơn vị", "integer", minimum=1, maximum=10**15),
    parameter("viec", "Số (id) của việc", "integer", minimum=1, maximum=10**15),
    parameter("giao", "toi: do người được làm thay giao", enum=["toi"]),
    parameter(
        "han-thang", "Hạn trong tháng, dạng 2026-07", pattern=r"^(19|20|21)[0-9][0-9]-(0[1-9]|1[0-2])$"
    ),
    parameter("xong-thang", "Hoàn thành trong tháng", pattern=r"^(19|20|21)[0-9][0-9]-(0[1-9]|1[0-2])$"),
    parameter("han-ngay", "Hạn đúng ngày, dạng 2026-07-30", format="date"),
)
_HEADER = {"in": "header", "required": False}
KEYED = _HEADER | {
    "name": "Idempotency-Key",
    "description": "Khóa do hệ thống tự tạo; gửi lại cùng khóa trong 2 ngày thì nhận đúng kết quả cũ",
    "schema": {"type": "string", "pattern": "^[!-~]{1,100}$"},
}
VERSIONED = _HEADER | {
    "name": "If-Match",
    "description": "Phiên bản phần việc đã xem, thay cho trường version",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}


def asked(*parameters: Any) -> dict[str, Any]:
    """What an operation adds to its description."""
    return {"parameters": [dict(one) for one in parameters]}


def check_names(request: HttpRequest, parameters: Collection[dict[str, Any]]) -> None:
    """Raises Problem for parameters that the address does not have: a slip would give more than was meant."""
    known = {one["name"] for one in parameters}
    for name in request.GET:
        if name not in known:
            raise refused_input(name[:100], "Không có tham số này; hãy xem tài liệu giao diện dữ liệu.")


def scope_asked(request: HttpRequest, *more: dict[str, Any]) -> Scope:
    """The rows that the parameters ask for, as far as the person may see them; `scope.found` are those
    found."""
    check_names(request, (*LIST, *more))
    scope = scope_of(person_of(request), request.GET, on=timezone.localdate())
    if request.GET.get("pham-vi", "") not in ("", WHOLE):
        raise refused_input("pham-vi", f"Chỉ nhận {WHOLE} hoặc bỏ trống.")
    if request.GET.get("pham-vi") == WHOLE and not scope.whole:
        raise NotAllowed("Người được làm thay không theo dõi hoặc lãnh đạo cơ quan nào.")
    check_filters(request, scope.filters, {"pham-vi", "xep", "so-dong", "trang", "don-vi"})
    unit = request.GET.get("don-vi", "")
    if unit and "don-vi" not in scope.filters.fields:
        # Of one unit alone there is nothing to choose from.
        number = number_in(unit)
        if number is None or not scope.parts.filter(unit=number).exists():
            raise refused_input("don-vi", "Đơn vị này không có trong danh sách.")
    return scope


def check_filters(request: HttpRequest, filters: Filters, others: Collection[str]) -> None:
    """Raises Problem where a filter makes no sense."""
    faults = [
        {"field": name, "message": " ".join(str(one) for one in found)}
        for name, found in filters.errors.items()
    ]
    offered = set(filters.fields) | set(others)
    faults += [
        {"field": name, "message": "Giá trị này không đúng."}
        for name in request.GET
        if name not in offered and request.GET[name]
    ]
    if faults:
        raise Problem(422, "Có tham số chưa đúng.", fields=faults)


def page_asked(
    request: HttpRequest, rows: QuerySet[Any], listing: Listing | None, by: Sequence[str]
) -> Page[Any]:
    """The page of rows at `trang`, `so-dong` of them, in the order `xep` where the list has one."""
    size = number_asked(request, "so-dong") or _SIZE
    if size > _MOST:
        raise refused_input("so-dong", f"Từ 1 đến {_MOST} dòng.")
    if listing is not None:
        wanted = request.GET.get("xep", "")
        column = listing.column(wanted.removeprefix("-"))
        if wanted and (column is None or not column.by):
            keys = ", ".join(one.key for one in listing.columns if one.by)
            raise refused_input("xep", f"Chỉ xếp được theo {keys}; thêm dấu trừ phía trước để xếp ngược.")
        by = listing.order_for(wanted)
    at = request.GET.get("trang", "")
    if not is_place(rows, by, at):
        raise refused_input("trang", "Vị trí trang không đúng, hoặc của một danh sách, cách xếp khác.")
    return page_of(rows, by=by, at=at, size=size)


def number_asked(request: HttpRequest, name: str, *, least: int = 1) -> int | None:
    """A parameter that is a number; None where it is not there. Raises Problem."""
    text = request.GET.get(name, "")
    if not text:
        return None
    number = number_in(text) if text.isascii() else None
    if number is None or not least <= number <= 10**15:
        raise refused_input(name, f"Hãy ghi một số từ {least}.")
    return number


def words_asked(request: HttpRequest, name: str) -> str:
    """A parameter that is words; raises Problem where they are too long or no words."""
    text = request.GET.get(name, "").strip()
    if len(text) > _LONGEST or "\x00" in text:
        raise refused_input(name, f"Nhiều nhất {_LONGEST} chữ.")
    return text


def moment_asked(request: HttpRequest, name: str) -> datetime | None:
    """A parameter that is a moment; raises Problem."""
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        # A plus sign that was not escaped arrives as a space.
        found = parse_datetime(text[:40].replace(" ", "+"))
    except ValueError:
        found = None
    if found is None or not date(1945, 9, 2) <= found.date() <= date(2199, 12, 31):
        raise refused_input(name, "Hãy ghi thời điểm như phần mềm đã trả về.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def version_asked(request: HttpRequest, said: int | None) -> int:
    """The version that the system has seen, from the body or from `If-Match`; raises Problem where neither
    says it, or both differ."""
    header = request.headers.get("If-Match", "").strip()
    tagged = number_in(header.removeprefix("W/").strip('"')) if header else None
    if header and (tagged is None or not header.isascii()):
        raise refused_input("If-Match", 'Ghi phiên bản trong dấu ngoặc kép, ví dụ "3".')
    if said is None and tagged is None:
        raise refused_input("version", "Hãy gửi phiên bản phần việc đã xem (version hoặc If-Match).")
    if said is not None and tagged is not None and said != tagged:
        raise refused_input("version", "version và If-Match khác nhau.")
    return said if said is not None else tagged or 0
