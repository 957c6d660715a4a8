"""Documents found by words and by symbol."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from sauro.doctypes.numbering import reference_key
from sauro_web.accounts.models import Unit
from sauro_web.common.words import words_of
from sauro_web.documents.findable import office_word
from sauro_web.documents.models import Document

__all__ = ["found_in"]

_LOOKED_AT, _MANY = 300, 12
"""Of so many of the newest documents so many must hold the words for them to be called frequent: then a page
of hits stands among some thousand documents."""
_MOST_WORDS, _FEWEST_LETTERS = 12, 2
"""As the index has it: words asked for at most, letters of which one may be begun."""
_NUMBER_WORD = re.compile(r"(?<!\w)s[ốo]\s*:?\s*(?=\d)", re.IGNORECASE)


def found_in(
    rows: QuerySet[Document], office: Unit, words: str, *, typing: bool = False
) -> QuerySet[Document]:
    """Of `rows`, documents of the office alone, those that hold every word, or whose number begins as typed
    ("153/KH"). While it is being typed the last word may be only begun. One query of a few rows, by which
    the way is chosen: what many documents hold is met soon by going down the register from its newest,
    what few hold is found by the index of words. "Số: 38/KH-UBND", as a paper has it, is the number alone."""
    words = _NUMBER_WORD.sub("", unicodedata.normalize("NFC", words)).strip()
    wanted = words_of(words)
    if not wanted:
        return rows.none()
    if words[:1].isdigit() and "/" in words:
        held = Q(words__begins=(words, office_word(office.pk))) if typing else _held(words, office)
        return rows.filter(held | Q(key__startswith=reference_key(words)))
    pieces = _pieces(wanted, typing=typing)
    newest = rows.order_by("-dated", "-pk").values_list("words", flat=True)[:_LOOKED_AT]
    if sum(all(piece in text for piece in pieces) for text in newest) >= _MANY:
        return rows.filter(*(Q(words__contains=piece) for piece in pieces))
    return rows.filter(Q(words__begins=(words, office_word(office.pk))) if typing else _held(words, office))


def _held(words: str, office: Unit) -> Q:
    return Q(words__holds=(words, office_word(office.pk)))


def _pieces(wanted: Sequence[str], *, typing: bool) -> list[str]:
    """What stands in the column where these words do; the last of them perhaps only begun."""
    once = list(dict.fromkeys(wanted))[:_MOST_WORDS]
    pieces = [f" {word} " for word in once]
    if typing and len(once[-1]) >= _FEWEST_LETTERS:
        pieces[-1] = f" {once[-1]}"
    return pieces
