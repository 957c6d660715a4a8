"""Comparing names and searching without accents, capitals or the many ways of abbreviating an office."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from sauro.text.normalise import fold_tone_place, normalise, unify_dashes

__all__ = ["bare_letters", "closeness", "find_words", "key", "plain", "same_wording", "unit_key"]

_SEPARATORS = re.compile(r"[\s\-_]+")
_QUOTES = re.compile(r"[\"'“”‘’«»]")


class _Plain(dict[int, str]):
    """Base letter of each character, worked out once a character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFD", character)[0] if code > 127 else character
        base = {"đ": "d", "Đ": "d"}.get(base, base).lower()
        self[code] = base if len(base) == 1 else character
        return self[code]


_PLAIN = _Plain()

# What plans are written with, in small letters. `str.translate` asks a mapping for each character of a text
# that is not all ASCII; a code of one byte a character, coded by this alphabet and decoded by its plain
# letters, folds a text five times as fast. Texts with other characters go the slow way.
_ALPHABET = (
    "".join(map(chr, range(128)))
    + "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    + "…“”‘’«»·•°§±×÷½¼¾≤≥≈→←✓□○●■▪◦№²³€\u00a0\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
)
_CODE = codecs.charmap_build(_ALPHABET)
_BARE_ALPHABET = _ALPHABET.translate(_PLAIN)
_PLAIN_ALPHABET = unify_dashes(_BARE_ALPHABET)

# Case-sensitive: "CA", "CT", "TT" are abbreviations in capitals only. Longer ones stand before their parts.
_SPELT_OUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), full)
    for pattern, full in (
        (r"\s*&\s*", " và "),
        (
            r"\bTT\.?\s*(?=(?:HĐND|Hội đồng|Thành [uủ]|Tỉnh [uủ]|Đảng [uủ]|UBND|[UỦ]y ban|Ban Thường))",
            "Thường trực ",
        ),
        (r"\b(?:TT\.?\s*)?PVHCC\b|\bTTPVHCC\b|\bTT\.?\s*(?=Phục vụ)", " Trung tâm PVHCC "),
        (r"\bTrung tâm\s+Trung tâm\b", "Trung tâm"),
        (r"\bPVHCC\s+(?=Phục vụ)", ""),
        (r"\bPVHCC\b", "Phục vụ hành chính công"),
        (r"\bHCC\b", "hành chính công"),
        (r"\bVPUBND\b", "Văn phòng UBND"),
        (r"\bVPHĐND\b", "Văn phòng HĐND"),
        (r"\b(?:VP|Vp)\b\.?", "Văn phòng"),
        (r"\bUBMTTQ\b", "Ủy ban MTTQ"),
        (r"\bMTTQVN\b", "MTTQ Việt Nam"),
        (r"\bMTTQ\b", "Mặt trận Tổ quốc"),
        (r"\bUBND\b", "Ủy ban nhân dân"),
        (r"\bH[ĐD]ND\b", "Hội đồng nhân dân"),
        (r"\bVH\s?[-–]?\s?(?:XH|XX)\b", "Văn hóa Xã hội"),
        (r"\bVHTT\s?(?:và |-)?DL\b|\bVH,\s?TT\s(?:và )?DL\b", "Văn hóa, Thể thao và Du lịch"),
        (r"\bKH(?:\s?và\s?)?CN\b", "Khoa học và Công nghệ"),
        (r"\bGD(?:\s?và\s?)?ĐT\b", "Giáo dục và Đào tạo"),
        (r"\bNN(?:\s?và\s?)?MT\b", "Nông nghiệp và Môi trường"),
        (r"\bKT\s?[-,]?\s?HT\s?(?:và |-)?\s?ĐT\b", "Kinh tế, Hạ tầng và Đô thị"),
        (r"\b(?:BCHQS|BCH\s+QS)\b", "Ban Chỉ huy Quân sự"),
        (r"\bCA\b", "Công an"),
        (r"\bPCVP\b", "Phó Chánh Văn phòng"),
        (r"\bCVP\b", "Chánh Văn phòng"),
        (r"\bPCT\b", "Phó Chủ tịch"),
        (r"\bCT\b", "Chủ tịch"),
        (r"\bĐVSNCL\b", "đơn vị sự nghiệp công lập"),
        (r"\bCQ\s?CM\b", "cơ quan chuyên môn"),
        (r"\bTP\.?(?=\s+[A-ZĐ])", "thành phố"),
        (r"\bP\.\s*(?=[A-ZĐ])", "Phòng "),
        (r"\bTT\.\s*(?=[A-ZĐ])", "Trung tâm "),
    )
)
_UNIT_JOINS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"hoi dong nhan dan[ ,/]+(?:va )?uy ban nhan dan"), "hoi dong nhan dan va uy ban nhan dan"),
    (re.compile(r"uy ban nhan dan[ ,/]+(?:va )?hoi dong nhan dan"), "hoi dong nhan dan va uy ban nhan dan"),
    (re.compile(r"van hoa (?:va )?xa hoi"), "van hoa xa hoi"),
    (re.compile(r"kinh te,? ha tang,? (?:va )?do thi"), "kinh te ha tang va do thi"),
)
_END_MARKS = " .;:,"


def plain(text: str) -> str:
    """Letters without accents, in lower case, đ as d, dashes as "-". As long as `text`, if that is NFC:
    offsets stay."""
    folded = _folded(text, _PLAIN_ALPHABET)
    return unify_dashes(text).translate(_PLAIN) if folded is None else folded


def bare_letters(text: str) -> str:
    """As `plain`, the dashes left as they are."""
    folded = _folded(text, _BARE_ALPHABET)
    return text.translate(_PLAIN) if folded is None else folded


def _folded(text: str, letters: str) -> str | None:
    """The text in these letters for those of the alphabet; None where it has others."""
    small = text.lower()
    if small.isascii():
        return small
    try:
        coded = codecs.charmap_encode(small, "strict", _CODE)[0]
    except UnicodeEncodeError:
        return None
    return codecs.charmap_decode(coded, "strict", letters)[0]


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What two spellings of one name share: no accents (so no place of the tone), no capitals, no quotation
    marks, and every run of blanks and dashes one space: "Văn hoá – Xã hội" and "VĂN HÓA-XÃ HỘI" → "van hoa xa
    hoi"."""
    text = plain(normalise(text).text)
    return _SEPARATORS.sub(" ", _QUOTES.sub("", text)).strip()


def same_wording(first: str, second: str) -> bool:
    """Whether two texts say the same in the same words, accents and all; the place of the tone, capitals,
    quotation marks, blanks and dashes do not count."""
    return _wording(first) == _wording(second)


def _wording(text: str) -> str:
    folded = unify_dashes(fold_tone_place(normalise(text).text)).lower()
    return _SEPARATORS.sub(" ", _QUOTES.sub("", folded)).strip()


@lru_cache(maxsize=8192)
def unit_key(name: str) -> str:
    """The key of an office's name with its abbreviations spelt out: "VP HĐND&UBND xã" and "Văn phòng Hội đồng
    nhân dân và Ủy ban nhân dân xã" share one. Closing punctuation is dropped."""
    spelt = normalise(name).text
    for pattern, full in _SPELT_OUT:
        spelt = pattern.sub(full, spelt)
    folded = key(spelt).strip(_END_MARKS)
    for pattern, full in _UNIT_JOINS:
        folded = pattern.sub(full, folded)
    return folded


def closeness(first: str, second: str) -> float:
    """How alike two names of offices are, 0 to 1 (1 for equal `unit_key`): rapidfuzz's normalised indel
    similarity."""
    one, two = unit_key(first), unit_key(second)
    return 1.0 if one == two else fuzz.ratio(one, two) / 100


def find_words(words: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where `words` stand in `text` (NFC), at the start of a word, as (start, end): accents, capitals, kinds
    of dashes and breadth of blanks do not matter. Empty where nothing was asked."""
    sought = [re.escape(word) for word in key(words).split()]
    if not sought:
        return ()
    pattern = re.compile(r"(?<!\w)" + r"[\s\-]+".join(sought))
    return tuple(match.span() for match in pattern.finditer(plain(text)))
