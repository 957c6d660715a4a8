"""What has to be there (NĐ 30/2020, Điều 8): the components that a document of its kind cannot be without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.form.naming import COMPONENT_NAMES
from sauro.checks.kind import kind_of, titled_kind
from sauro.checks.model import Examined, Fault
from sauro.doctypes.components import Component
from sauro.doctypes.kinds import Order
from sauro.folio.model import Part
from sauro.folio.span import Span

__all__ = ["components_present"]

_HEAD = (Component.NATION, Component.MOTTO, Component.ISSUER, Component.NUMBER, Component.PLACE_DATE)
_FOOT = (Component.AUTHORITY,)
"""The name of whoever signs may be left open in a draft."""
_ORDER = (*_HEAD, Component.KIND, Component.SUBJECT, Component.LETTER_SUBJECT, *_FOOT)
_FREE = frozenset(
    ("Thư công", "Hợp đồng", "Bản ghi nhớ", "Bản thỏa thuận", "Biên bản", "Giấy nghỉ phép", "Dự án", "Đề án")
)
"""Kinds that are signed by several, or are not issued by themselves."""
_OF_ASSEMBLY = re.compile(r"QH\d")
"""Documents of the National Assembly have a form of their own."""
_BOXED = frozenset((Component.URGENCY, Component.CIRCULATION, Component.COPY_MARK, Component.CONTACT))
"""Components that are put in boxes of their own."""
_FEWEST = 2
"""Components of the head without which a file is no administrative document, or has lost its head."""
_LOST = 1
"""Components that a text may lack of a head that is there."""
_NONE = (
    "Không nhận ra phần đầu của văn bản hành chính (Quốc hiệu, tên cơ quan, số, ngày); hãy kiểm tra xem có "
    "đúng tệp cần ban hành không."
)


def components_present(examined: Examined) -> Iterator[Fault]:
    """Each that is missing. A text may have lost its head or foot: what it lacks of them counts only where
    the rest is there."""
    kind = kind_of(examined)
    number = examined.components.first(Component.NUMBER)
    if number is not None and _OF_ASSEMBLY.search(number.text):
        return
    if (kind is not None and (kind.name in _FREE or kind.order is Order.PARTY)) or _may_hide(examined):
        return
    yield from _other_title(examined)
    head = [one for one in _HEAD if not examined.components.of(one)]
    foot = [one for one in _FOOT if not examined.components.of(one)]
    if examined.setting is None:
        head = head if len(head) <= _LOST else []
        foot = []
    elif len(_HEAD) - len(head) < _FEWEST:
        yield Fault(_NONE)
        return
    for component in (*head, *_subject(examined), *foot):
        yield Fault(f"Thiếu thành phần thể thức: {_named(component)}.", _beside(examined, component))


def _named(component: Component) -> str:
    name = COMPONENT_NAMES[component]
    return name if component is Component.NATION or component is Component.MOTTO else name.lower()


def _may_hide(examined: Examined) -> bool:
    """Whether a component may stand in a picture or a box, where it is not read as one."""
    pictured = any(remark.code == "docx.picture" for remark in examined.folio.remarks)
    boxed = any(
        one.part is Part.TEXT_BOX and len(one.text) > 1 and examined.components.at(one.span) not in _BOXED
        for one in examined.folio.paragraphs
    )
    return pictured or boxed


def _other_title(examined: Examined) -> Iterator[Fault]:
    titled, asked = titled_kind(examined), examined.kind
    title = examined.components.first(Component.KIND)
    if asked is not None and titled is not None and title is not None and titled.name != asked.name:
        wanted = asked.name.upper()
        yield Fault(f"Tên loại ghi “{title.text}”; văn bản này là {asked.name.lower()}.", title.span, wanted)


def _subject(examined: Examined) -> Iterator[Component]:
    """The kind with its subject, or the subject of a công văn. Only a Word file has surely kept its lines."""
    if examined.setting is None:
        return
    kind = kind_of(examined)
    if kind is not None and kind.name == "Công văn":
        if not examined.components.of(Component.LETTER_SUBJECT):
            yield Component.LETTER_SUBJECT
    elif not examined.components.of(Component.KIND):
        yield Component.KIND
    elif not examined.components.of(Component.SUBJECT):
        yield Component.SUBJECT


def _beside(examined: Examined, component: Component) -> Span | None:
    """The place of the nearest component that is there, the one before first: where the missing one ought to
    stand."""
    place = _ORDER.index(component)
    for other in (*reversed(_ORDER[:place]), *_ORDER[place:]):
        found = examined.components.first(other)
        if found is not None:
            return found.span
    return None
