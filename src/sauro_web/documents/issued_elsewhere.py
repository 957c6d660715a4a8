"""Requests for a number of a document that the software itself writes. The apps that write such documents
stand above documents: they say, in `ready()` of their configuration, on which page one gets its number. Drawn
anywhere else the number would stand in the register without its file, and the document would get a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.documents.models import NumberRequest

__all__ = ["page_of_request", "register"]

_known: dict[str, Callable[[NumberRequest], str]] = {}


def register(name: str, asked: Callable[[NumberRequest], str]) -> None:
    """From now on `asked` says of a request on which page its document is issued; "" of one that it does not
    know."""
    _known[name] = asked


def page_of_request(request: NumberRequest) -> str:
    """Where its document is issued; "" for one that gets its number in the register. A query for each app
    that writes some."""
    return next((page for asked in _known.values() if (page := asked(request))), "")
