"""The file of a draft as it goes into the register: with its number, place and date.

Pure: works on a file.
"""

from __future__ import annotations

from datetime import date

from sauro.errors import SauroError
from sauro.reading.open import read_bytes
from sauro.writing.issued import HERE, Filled, fill_in, numbered, with_edits

__all__ = ["with_room"]

_NAME = "du-thao.docx"
_LIKE_ANY = "00"
_OTHER_WORDS = "Điền số, ngày vào tệp này làm chữ khác trong tệp thay đổi nên phần mềm không điền."


def with_room(data: bytes, *, symbol: str, place: str, on: date) -> Filled:
    """The Word file with its date, and `HERE` where its number will stand; read back, it says the same but
    for what was filled in. Where one of the places is not certain, the file as it was, and why. `symbol` is
    what stands behind the number ("/KH-UBND")."""
    try:
        folio = read_bytes(data, name=_NAME)
        made = fill_in(data, folio, number=HERE, symbol=symbol, place=place, on=on)
        if made.hindrance:
            return made
        back = read_bytes(numbered(made.data, _LIKE_ANY), name=_NAME)
    except SauroError as unread:
        return Filled(data, hindrance=str(unread))
    if HERE in folio.text or back.text != with_edits(folio.text, made.edits).replace(HERE, _LIKE_ANY):
        return Filled(data, hindrance=_OTHER_WORDS)
    return made
