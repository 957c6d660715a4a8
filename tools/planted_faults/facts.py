"""Reads the head of our own texts: facts, one a line ("number: 12"), above a line of dashes."""

from __future__ import annotations

from pathlib import Path

__all__ = ["facts_of"]


def facts_of(path: Path) -> tuple[dict[str, list[str]], str]:
    """What the head of a text says under each name, and its body."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    facts: dict[str, list[str]] = {}
    for line in head.splitlines():
        name, _, said = line.partition(": ")
        facts.setdefault(name, []).append(said)
    return facts, body
