"""The columns that a person chose for a list, and how high its rows are. Kept in a signed cookie of that
person: no query on any page, and nothing to clear away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sauro_web.common.lists.columns import Column, Kind, Listing

__all__ = ["Choice", "chosen", "keep_choice"]

_KEPT_FOR = 365 * 24 * 60 * 60
_ROOMY = "thoang"


@dataclass(frozen=True, slots=True)
class Choice:
    """The columns to be shown, in the order of the list, and whether texts have two lines."""

    columns: Sequence[Column]
    roomy: bool

    def shows(self, column: Column) -> bool:
        """Whether it is among them."""
        return column in self.columns


def chosen(request: HttpRequest, listing: Listing) -> Choice:
    """What the person chose; before that, and for keys that are no more, as the list has it."""
    if listing.fixed:
        return Choice(listing.columns, roomy=False)
    said = request.get_signed_cookie(_name(request, listing), default="", salt=_salt(request, listing))
    return _choice(listing, str(said).split(".") if said else None)


def keep_choice(request: HttpRequest, listing: Listing, address: str) -> HttpResponse:
    """Keeps what stands in the address as `?cot=…&cot=…` and leads back to the list. `?cot=mac-dinh` is as
    before anybody chose."""
    asked = request.GET.getlist("cot")
    response = HttpResponseRedirect(f"{request.path}{address}")
    name, salt = _name(request, listing), _salt(request, listing)
    if "mac-dinh" in asked:
        response.delete_cookie(name, samesite="Lax")
        return response
    known = [column.key for column in listing.columns if column.key in asked] + [_ROOMY] * (_ROOMY in asked)
    response.set_signed_cookie(
        name, ".".join(known) or "-", salt=salt, max_age=_KEPT_FOR, httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return response


def _choice(listing: Listing, said: Sequence[str] | None) -> Choice:
    columns = [
        column
        for column in listing.columns
        if column.kind is Kind.MAIN or (column.shown if said is None else column.key in said)
    ]
    return Choice(columns, said is not None and _ROOMY in said)


def _name(request: HttpRequest, listing: Listing) -> str:
    return f"cot-{request.user.pk}-{listing.name}"


def _salt(request: HttpRequest, listing: Listing) -> str:
    return f"sauro.columns.{request.user.pk}.{listing.name}"
