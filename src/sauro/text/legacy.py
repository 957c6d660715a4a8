"""The Vietnamese encodings that were in use before Unicode: TCVN3 ("ABC", fonts .Vn…) and VNI (fonts VNI-…).

Both were bytes shown with a font of their own; here the bytes come as Latin-1 characters. TCVN3 has one byte
a letter (TCVN 5712:1993, VN3) and none for capitals with a tone, which were set in a capitals font: their
case is taken from the letters around. VNI writes a letter and its mark as two characters, except i and y with
some marks.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from sauro.text.syllables import is_syllable

__all__ = ["LegacyEncoding", "from_tcvn3", "from_vni", "recognise", "syllable_share", "to_tcvn3", "to_vni"]

LegacyEncoding = Literal["tcvn3", "vni"]

_TCVN3_LETTERS = (
    "àảãáạ" "ăằẳẵắặ" "âầẩẫấậ" "đ" "èẻẽéẹ" "êềểễếệ" "ìỉĩíị" "òỏõóọ" "ôồổỗốộ" "ơờởỡớợ" "ùủũúụ" "ưừửữứự" "ỳỷỹýỵ"
    "ĂÂÊÔƠƯĐ"
)  # fmt: skip
_TCVN3_CODES = bytes.fromhex(
    "b5b6b7b8b9" "a8bbbcbdbec6" "a9c7c8c9cacb" "ae" "cccecfd0d1" "aad2d3d4d5d6" "d7d8dcddde" "dfe1e2e3e4"
    "abe5e6e7e8e9" "aceaebecedee" "eff1f2f3f4" "adf5f6f7f8f9" "fafbfcfdfe" "a1a2a3a4a5a6a7"
).decode("latin-1")  # fmt: skip
_FROM_TCVN3 = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))
_TO_TCVN3 = {letter: code for code, letter in _FROM_TCVN3.items()}

_VNI_MARKS = {"a": "ùøûõï", "e": "ùøûõï", "o": "ùøûõï", "u": "ùøûõï", "ô": "ùøûõï", "ö": "ùøûõï", "y": "ùøûõ"}
_VNI_LETTERS = {
    "a": "áàảãạ",
    "e": "éèẻẽẹ",
    "o": "óòỏõọ",
    "u": "úùủũụ",
    "ô": "ớờởỡợ",
    "ö": "ứừửữự",
    "y": "ýỳỷỹ",
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_BREVE = dict(zip(("aê", "aé", "aè", "aú", "aü", "aë"), "ăắằẳẵặ", strict=True))
_VNI_HATS = dict(
    zip(
        (base + mark for base in "aeo" for mark in "âáàåãä"),
        "âấầẩẫậêếềểễệôốồổỗộ",
        strict=True,
    )
)


def _vni_table() -> dict[str, str]:
    pairs = {**_VNI_BREVE, **_VNI_HATS, **_VNI_SINGLE}
    for base, marks in _VNI_MARKS.items():
        pairs.update({base + mark: letter for mark, letter in zip(marks, _VNI_LETTERS[base], strict=True)})
    capitals = {code.upper(): letter.upper() for code, letter in pairs.items()}
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in pairs.items() if len(code) == 2}
    return {**mixed, **capitals, **pairs}


_FROM_VNI = _vni_table()
_TO_VNI = {
    letter: code for code, letter in _FROM_VNI.items() if len(code) == 1 or code.islower() or code.isupper()
}
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))
_TCVN3_WORD = re.compile("[A-Za-z" + re.escape(_TCVN3_CODES) + "]+")

_NO_CAPITAL = frozenset(_TCVN3_LETTERS) - frozenset("ăâđêôơưĂÂÊÔƠƯĐ")
_OPENING = re.compile(r"(?:[.!?] |\n[ \t]*\n)[ \t\"“(]*$")

_WORD = re.compile(r"[^\W\d_]+")
_RAW_WORD = re.compile("[A-Za-z\u00a1-\u00ff\u0100-\u01b0\u1ea0-\u1ef9\u0300-\u0323]+")
_SAMPLE = 1200  # words that are looked at
_FEWEST_WORDS = 3
_SHARE = 0.6  # share of valid syllables; real text has 0.99, text in the wrong encoding 0.2 to 0.3
_GAIN = 0.2


def from_tcvn3(text: str) -> str:
    """The Unicode text (NFC) of TCVN3 bytes that were read as Latin-1."""
    words = list(_TCVN3_WORD.finditer(text))
    shouts = [_shouts(match.group()) for match in words]
    pieces: list[str] = []
    position = 0
    for number, match in enumerate(words):
        gap = text[position : match.start()]
        word = "".join(_FROM_TCVN3.get(letter, letter) for letter in match.group())
        if shouts[number] or (shouts[number] is None and _among_capitals(text, words, shouts, number)):
            word = word.upper()
        elif word[0] in _NO_CAPITAL and _OPENING.search(gap if position else "\n\n" + gap):
            word = word[0].upper() + word[1:]
        pieces += (gap, word)
        position = match.end()
    return "".join((*pieces, text[position:]))


def _shouts(word: str) -> bool | None:
    """Whether a word is in capitals by its plain letters; None where these do not tell."""
    plain = [letter for letter in word if letter.isascii()]
    if len(plain) < 2 and not (plain and plain[0].islower()):
        return None
    return all(letter.isupper() for letter in plain)


def _among_capitals(text: str, words: list[re.Match[str]], shouts: list[bool | None], number: int) -> bool:
    """Whether the nearest words of the same phrase that tell are in capitals."""
    if words[number].group().isascii():
        return False
    around = [_teller(text, words, shouts, number, step) for step in (-1, 1)]
    told = [shout for shout in around if shout is not None]
    return bool(told) and all(told)


def _teller(
    text: str, words: list[re.Match[str]], shouts: list[bool | None], number: int, step: int
) -> bool | None:
    here = number
    while 0 <= here + step < len(words):
        left, right = sorted((here, here + step))
        if text[words[left].end() : words[right].start()].strip(" ,"):
            return None
        here += step
        if shouts[here] is not None:
            return shouts[here]
    return None


def from_vni(text: str) -> str:
    """The Unicode text (NFC) of VNI bytes that were read as Latin-1."""
    return _VNI_CODE.sub(lambda match: _FROM_VNI[match.group()], text)


def to_tcvn3(text: str) -> str:
    """Vietnamese text as TCVN3 characters; capitals with a tone lose their case, as they did in those
    files."""
    return "".join(
        _TO_TCVN3.get(letter) or _TO_TCVN3.get(letter.lower(), letter)
        for letter in unicodedata.normalize("NFC", text)
    )


def to_vni(text: str) -> str:
    """Vietnamese text as VNI characters."""
    return "".join(_TO_VNI.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def recognise(text: str) -> LegacyEncoding | None:
    """Which legacy encoding `text` is in, judged by the share of Vietnamese syllables before and after
    conversion; None where it is Unicode already, or nothing Vietnamese."""
    if not any("\u00a1" <= letter <= "\u00ff" for letter in text):
        return None
    sample = " ".join(word.group() for word, _ in zip(_RAW_WORD.finditer(text), range(_SAMPLE), strict=False))
    before = syllable_share(sample)
    if before > 1 - _GAIN:
        return None
    shares: list[tuple[float, LegacyEncoding]] = [
        (syllable_share(from_tcvn3(sample)), "tcvn3"),
        (syllable_share(from_vni(sample)), "vni"),
    ]
    share, encoding = max(shares)
    return encoding if share >= _SHARE and share >= before + _GAIN else None


def syllable_share(text: str) -> float:
    """The share of words that are Vietnamese syllables, 0 to 1; 0 for a text of fewer than three words."""
    words = [word for word in _WORD.findall(text) if not (word.isascii() and len(word) == 1)]
    if len(words) < _FEWEST_WORDS:
        return 0.0
    good = {word: is_syllable(word) for word in set(words)}
    return sum(good[word] for word in words) / len(words)
