"""Which words could be Vietnamese: by the rules of the script, without a list of words.

A syllable is an onset (or none), a rime, and a tone; only the tones sắc and nặng go with a rime that
ends in c, ch, p or t. Which onset is spelt how before which vowel is fixed (c, g, ng before a, o, u; k,
gh, ngh before e, i, y). About 20,000 forms are possible; a fifth of them are in use, so a wrong accent
mostly yields another possible syllable.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["is_syllable"]

_ACUTE, _DOT = "\u0301", "\u0323"  # sắc, nặng
_TONES = frozenset("\u0300\u0303\u0309" + _ACUTE + _DOT)
_STOPS = ("c", "p", "t", "ch")

_ONSETS_TEXT = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_ONSETS = frozenset(_ONSETS_TEXT.split())
_FRONT = frozenset("eêiy")  # before these k, gh, ngh are written for c, g, ng

_RIMES_TEXT = """
    a ai ao au ay ac ach am an ang anh ap at  ăc ăm ăn ăng ăp ăt  âu ây âc âm ân âng âp ât
    e eo ec em en eng ep et  ê êu êch êm ên ênh êp êt
    i ia iu ich im in inh ip it  iêu iêc iêm iên iêng iêp iêt
    o oi oc om on ong op ot ooc oong  ô ôi ôc ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua ui uc um un ung up ut  uôi uôc uôm uôn uông uôt
    ư ưa ưi ưu ưc ưn ưng ưt  ươi ươu ươc ươm ươn ương ươp ươt
    oa oai oao oay oac oach oam oan oang oanh oap oat  oăc oăm oăn oăng oăp oăt  oe oeo oem oen oet
    uây uâc uân uâng uât  uê uêch uên uênh uêu uêt  uơ uơt  uy uya uych uyn uynh uyp uyt uyu uyên uyêt
    y yêu yêm yên yêng yêt yt
    """
_RIMES = frozenset(_RIMES_TEXT.split())
_AFTER_QU_TEXT = """
    a ai ao au ay ac ach an ang anh ap at am  ăc ăm ăn ăng ăp ăt  ây ân âng ât  e eo em en et
    ê êu êch ên ênh êt  i ich in inh it  ôc  ơ ơi ơt  y ych ynh yt yên yêt
    """
_AFTER_QU = frozenset(_AFTER_QU_TEXT.split())
_BARE_Y_TEXT = "h k l m qu s t v"
# Onsets after which y may be written for i: kỹ, lý, Mỹ.
_BARE_Y = frozenset(_BARE_Y_TEXT.split())


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether `word` (any case, one word without marks of punctuation) could be a Vietnamese syllable."""
    parts = _without_tone(word.lower())
    if parts is None:
        return False
    letters, tone = parts
    for length in (3, 2, 1, 0):
        onset, rime = letters[:length], letters[length:]
        if (onset in _ONSETS or not onset) and _fits(onset, rime) and _takes(rime, tone):
            return True
    return False


def _without_tone(word: str) -> tuple[str, str | None] | None:
    """The letters and the tone mark; None where there are two tone marks."""
    letters: list[str] = []
    tone: str | None = None
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            if tone is not None:
                return None
            tone = letter
        else:
            letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def _fits(onset: str, rime: str) -> bool:
    """Whether the spelling allows this rime after this onset."""
    if onset == "qu":
        return rime in _AFTER_QU
    if rime not in _RIMES:
        return False
    front = rime[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "ng"):
        return not front
    if onset == "g":
        return not front or rime[0] == "i"
    if onset == "gi":
        return rime[0] not in "iy"
    if rime[0] == "y":
        return not onset if rime != "y" else not onset or onset in _BARE_Y
    return True


def _takes(rime: str, tone: str | None) -> bool:
    """Whether the rime takes this tone: one that ends in a stop takes only sắc and nặng."""
    return not rime.endswith(_STOPS) or tone in (_ACUTE, _DOT)
