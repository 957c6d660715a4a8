"""Files that people hand in: whether one bears a mark of secrecy. What can be read at once is looked through
before a byte of it is kept; a scan, and what other programs must first convert, in the background, and wiped
where it bears one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from django.db.models.fields.files import FieldFile

from sauro.errors import Classified, SauroError
from sauro.reading.office_marks import refuse_marked_office
from sauro.reading.open import read_bytes, takes_long
from sauro_web.common.errors import NotReady
from sauro_web.common.kept_files import wipe

__all__ = [
    "forget_everywhere",
    "is_looked_through_later",
    "name_files",
    "refuse_marked",
    "suffix_of",
    "wipe_if_marked",
]

_READ = (".pdf", ".docx", ".doc", ".odt", ".png", ".jpg", ".jpeg")
"""Endings of what the reader of plans reads."""
_LOOKED_THROUGH = (".xlsx", ".pptx")
"""Endings of sheets and slides, of which nothing is read but whether they bear a mark."""
_SHEETS_CONVERTED = (".xls", ".ods", ".ppt")
"""Endings of such as other programs write; they are converted to be looked through."""


Forget = Callable[[str, datetime], None]
"""Removes an app's rows that name the file of a digest, and tells who put it there."""
_naming: list[Forget] = []


def name_files(forget: Forget) -> None:
    """Says how an app forgets a file, once (`AppConfig.ready`): the same bytes may have been handed in at
    several places, and are kept once."""
    if forget not in _naming:
        _naming.append(forget)


def forget_everywhere(digest: str, *, now: datetime) -> None:
    """Has every app remove its rows that name a file which bore a mark."""
    for forget in _naming:
        forget(digest, now)


def suffix_of(name: str) -> str:
    """The ending of a file's name in small letters, with its dot."""
    return PurePosixPath(name).suffix.lower()


def refuse_marked(name: str, data: bytes) -> None:
    """Looks through what can be read at once; what nobody can read passes.

    Raises Classified; NotReady where sheets or slides cannot be opened.
    """
    suffix = suffix_of(name)
    try:
        if suffix in _LOOKED_THROUGH:
            refuse_marked_office(data)
        elif suffix in _READ and not takes_long(data):
            read_bytes(data, name=name)
    except Classified:
        raise
    except SauroError as unread:
        if suffix in _LOOKED_THROUGH:
            raise NotReady(f"Tệp “{name}”: {unread}") from None


def is_looked_through_later(name: str, data: bytes) -> bool:
    """Whether a file shows only in the background whether it bears a mark (`wipe_if_marked`)."""
    suffix = suffix_of(name)
    try:
        return suffix in _SHEETS_CONVERTED or (suffix in _READ and takes_long(data))
    except SauroError:
        return False


def wipe_if_marked(kept: FieldFile, name: str, *, now: datetime) -> bool:
    """Reads a kept file, which takes seconds, and wipes it where it bears a mark, with every row that names
    it: whether it did. What is gone already, or cannot be read, bears none."""
    if not kept.storage.exists(str(kept.name)):
        return False
    with kept.open("rb") as file:
        data = file.read()
    suffix = suffix_of(name)
    try:
        if suffix in _SHEETS_CONVERTED:
            refuse_marked_office(data, suffix=suffix)
        else:
            read_bytes(data, name=name)
    except Classified:
        wipe(Path(kept.path))
        forget_everywhere(sha256(data).hexdigest(), now=now)
        return True
    except SauroError:
        return False
    return False
