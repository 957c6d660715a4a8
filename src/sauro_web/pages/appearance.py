"""How a person wants the pages to look: kept in cookies, so that it holds on the sign-in page too and on this
screen alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

__all__ = ["CHOICES", "KEPT_FOR", "Appearance", "appearance_of"]

KEPT_FOR = 365 * 24 * 60 * 60

# Name of the cookie and of the field → its values, the first the one without a cookie.
CHOICES = {
    "theme": ("auto", "light", "dark"),
    "size": ("normal", "large", "larger"),
    "side": ("open", "folded"),
    "newcomer": ("open", "closed"),
}


@dataclass(frozen=True, slots=True)
class Appearance:
    """Light or dark, the size of letters, whether the navigation is folded to icons, and whether a newcomer
    to the made-up office still wants to be led."""

    theme: str
    size: str
    side: str
    newcomer: str


def appearance_of(request: HttpRequest) -> Appearance:
    """What the cookies say; what they cannot say counts as not said."""
    said = {name: request.COOKIES.get(name, "") for name in CHOICES}
    return Appearance(
        **{name: said[name] if said[name] in values else values[0] for name, values in CHOICES.items()}
    )
