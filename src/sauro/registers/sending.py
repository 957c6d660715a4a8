"""How urgent a document is and how it was sent, as cells say it."""

from __future__ import annotations

from functools import lru_cache

from sauro.registers.model import Channel, Urgency
from sauro.text.compare import plain
from sauro.text.normalise import normalise

__all__ = ["read_channel", "read_urgency"]

_ELECTRONIC = (
    "dien tu",
    "truc",
    "mang",
    "email",
    "e-mail",
    "thu dien tu",
    "online",
    "lien thong",
    "so hoa",
    "phan mem",
    "ky so",
)
_PAPER = ("giay", "truc tiep", "buu dien", "buu chinh", "ban cung", "cong van giay", "chuyen tay", "tay")


@lru_cache(maxsize=1024)
def read_urgency(text: str) -> Urgency | None:
    """The urgency; normal for an empty cell and for every word of none, None where it says something else."""
    folded = _folded(text)
    if "hoa toc" in folded:
        return Urgency.EXPRESS
    if "thuong khan" in folded or "rat khan" in folded:
        return Urgency.VERY_URGENT
    if "khong khan" in folded:
        return Urgency.NORMAL
    if "khan" in folded.split():
        return Urgency.URGENT
    known = ("thuong", "binh", "khong", "thong thuong", "0", "-", "normal", "thap", "trung binh", "x")
    return Urgency.NORMAL if not folded or folded.startswith(known) else None


@lru_cache(maxsize=1024)
def read_channel(text: str) -> Channel | None:
    """The way it was sent; None where the cell does not tell."""
    folded = _folded(text)
    electronic = any(word in folded for word in _ELECTRONIC)
    paper = any(word in folded for word in _PAPER)
    if (electronic and paper) or "ca hai" in folded:
        return Channel.BOTH
    if electronic:
        return Channel.ELECTRONIC
    return Channel.PAPER if paper else None


def _folded(text: str) -> str:
    return " ".join(plain(normalise(text).text).split())
