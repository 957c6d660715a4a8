"""Letters whose meaning lies in the font: Symbol, Wingdings, and the Vietnamese fonts from before Unicode."""

from __future__ import annotations

import re
from functools import lru_cache

from sauro.text.legacy import from_tcvn3, from_vni

__all__ = ["decoded", "encoding_of", "readable", "symbol"]

_PRIVATE = re.compile("[\uf000-\uf0ff]")
_UNICODE_LETTER = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")  # none of them in TCVN3 or VNI

_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x2D: "-", 0x61: "α", 0x62: "β", 0x64: "δ",
    0x65: "ε", 0x67: "γ", 0x6C: "λ", 0x6D: "μ",
    0x70: "π", 0x73: "σ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xA3: "≤",
    0xA5: "∞", 0xA8: "♦", 0xAB: "↔", 0xAC: "←",
    0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪",
    0xCE: "∈", 0xD2: "®", 0xD3: "©", 0xD4: "™",
    0xD6: "√", 0xD7: "⋅", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□",
    0x71: "❑", 0x72: "❒", 0x76: "❖", 0x77: "◆",
    0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE8: "→", 0xF0: "⇒", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


@lru_cache(maxsize=256)
def encoding_of(font: str | None) -> str | None:
    """How the letters of a font are to be read: "tcvn3", "tcvn3-capitals", "vni", "symbol", "wingdings", or
    None."""
    if not font:
        return None
    folded = font.lower()
    if folded.startswith(".vn"):
        return "tcvn3-capitals" if folded.endswith("h") else "tcvn3"
    if folded.startswith("vni-"):
        return "vni"
    if folded == "symbol":
        return "symbol"
    return "wingdings" if folded.startswith("wingdings") else None


def readable(text: str, font: str | None) -> str:
    """The Unicode text of letters set in `font`."""
    return decoded(text, encoding_of(font))


def decoded(text: str, encoding: str | None) -> str:
    """The Unicode text of letters in one of the encodings of `encoding_of`. Text with Vietnamese
    letters beyond Latin-1 is Unicode already: Word shows it in another font than the one it names."""
    if encoding is None:
        return _PRIVATE.sub(_as_symbol, text) if _PRIVATE.search(text) else text
    if encoding in {"symbol", "wingdings"}:
        return "".join(symbol(ord(letter), encoding) for letter in text)
    if _UNICODE_LETTER.search(text):
        return text
    if encoding == "vni":
        return from_vni(text)
    unicode = from_tcvn3(text)
    return unicode.upper() if encoding == "tcvn3-capitals" else unicode


def symbol(code: int, encoding: str | None) -> str:
    """The character behind a code of a symbol font, which Word moves to U+F000…; empty where it has none."""
    is_private = 0xF000 <= code <= 0xF0FF
    low = code - 0xF000 if is_private else code
    if encoding == "wingdings":
        return _WINGDINGS.get(low, "" if is_private else chr(code))
    if encoding == "symbol" or is_private:
        return _SYMBOL.get(low) or (chr(low) if 0x20 <= low < 0x7F else "" if is_private else chr(code))
    return chr(code)


def _as_symbol(match: re.Match[str]) -> str:
    return symbol(ord(match[0]), "symbol")
