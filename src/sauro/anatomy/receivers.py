"""To whom a document says it goes (NĐ 30/2020, Phụ lục I, Mục II, 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sauro.anatomy.components import Components, components_of
from sauro.anatomy.dissect import dissect
from sauro.doctypes.components import Component
from sauro.folio.model import Folio

__all__ = ["Receivers", "receivers_in", "receivers_of"]

_KINH_GUI = (Component.ADDRESSEES, Component.ADDRESSEE)
_ADDRESSED = re.compile(r"^\s*Kính\s+gửi\s*:?\s*", re.IGNORECASE)
_AS_ABOVE = re.compile(r"như\s+(?:trên|kính gửi|điều)\b", re.IGNORECASE)
_HEADING = re.compile(r"nơi\s+nhận\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Receivers:
    """Those who get a document, each once: under "Kính gửi", then under "Nơi nhận"; and who keeps it."""

    names: tuple[str, ...]
    kept_by: str = ""


def receivers_of(folio: Folio) -> Receivers:
    """Read off a text."""
    anatomy = dissect(folio)
    listed = [one.text for one in anatomy.ending.recipients]
    return receivers_in(components_of(folio, anatomy), listed)


def receivers_in(components: Components, listed: Iterable[str]) -> Receivers:
    """The same of a text that was taken apart; `listed` is what stands under "Nơi nhận", for a text of which
    no component tells it."""
    addressed = [_ADDRESSED.sub("", one.text) for one in components.of(*_KINH_GUI)]
    below = [one.text for one in components.of(Component.RECIPIENT)]
    names = [_bare(name) for line in (*addressed, *(below or listed)) for name in line.split(";")]
    kept = next((name for name in names if name.lower().startswith("lưu")), "")
    sent = [
        name
        for name in names
        if name and name != kept and not _AS_ABOVE.match(name) and not _HEADING.fullmatch(name)
    ]
    return Receivers(tuple(dict.fromkeys(sent)), kept.partition(":")[2].strip())


def _bare(name: str) -> str:
    return " ".join(name.split()).strip("-–+ .;")
