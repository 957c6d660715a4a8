"""Requests for figures that the system counts by itself: nobody need be asked for them (Kết luận
226-KL/TW)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sauro.checks.known import HeldFigure
from sauro.checks.model import Examined, Fault
from sauro.checks.necessity.own_words import own_lines, sentences_of
from sauro.text.compare import plain
from sauro.text.shingles import contained, short_runs

__all__ = ["held_figures"]

_REQUEST = re.compile(
    r"\b(?:de nghi|yeu cau|giao)\b[^.;]*\b(?:bao cao|cung cap|thong ke|gui|tong hop|cap nhat|ra soat)\b"
    r"|^\W*(?:bao cao|cung cap|thong ke|tong hop|gui)\b"
)
_FIGURE = re.compile(
    r"\b(?:so luong|so lieu|ty le|ti le|tong so|so van ban|so cuoc|so ho so|so hoi nghi|ket qua)\b"
)
_WORDS = re.compile(r"[a-z]{2,}")
_EMPTY = frozenset(
    (
        "so",
        "luong",
        "ty",
        "le",
        "ti",
        "cua",
        "cac",
        "theo",
        "trong",
        "tren",
        "duoc",
        "voi",
        "va",
        "nam",
        "tong",
    )
)
_LEAST_WORDS, _LEAST_RUNS = 0.8, 0.4
"""Of the telling words of a figure's name, and of its runs of words, that stand in the sentence."""


def held_figures(examined: Examined) -> Iterator[Fault]:
    """Sentences that ask somebody for a figure which is held, each with the figures it asks for."""
    figures = [(one, _telling(plain(one.name))) for one in examined.known.figures]
    if not figures:
        return
    for line in own_lines(examined):
        for sentence, text in sentences_of(line):
            if not _REQUEST.search(text) or not _FIGURE.search(text):
                continue
            asked = [one for one, words in figures if _asks(text, words)]
            if asked:
                yield Fault(_message(asked), sentence.span())


def _asks(text: str, words: Sequence[str]) -> bool:
    there = set(_WORDS.findall(text))
    held = sum(word in there for word in words)
    if len(words) < 2 or held < _LEAST_WORDS * len(words):
        return False
    said = " ".join(_telling(text))
    return contained(short_runs(" ".join(words)), short_runs(said)) >= _LEAST_RUNS


def _telling(name: str) -> list[str]:
    """The words of a text, without accents, that tell what it is about."""
    return [word for word in _WORDS.findall(name) if word not in _EMPTY]


def _message(asked: Sequence[HeldFigure]) -> str:
    names = "; ".join(f"“{one.name}” ({one.where})" for one in asked)
    return f"Hệ thống đã có số liệu {names}; có cần yêu cầu các đơn vị báo cáo nữa không?"
