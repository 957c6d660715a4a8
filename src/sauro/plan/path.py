"""Paths of tasks: "II.4.b.2", "PL.3", "PL2.3"."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["appendix_path", "join_path"]


def join_path(parts: Iterable[str]) -> str:
    """The labels down to the leaf, joined by full stops; empty labels are left out."""
    return ".".join(part for part in parts if part)


def appendix_path(row: str, *, appendix: str = "", group: str = "") -> str:
    """The path of an appendix row by its TT: "PL.3"; "PL2.3" where several appendices hold tasks; the group
    is named where the running numbers begin anew in each ("PL.I.3")."""
    return join_path((f"PL{appendix}", group, row))
