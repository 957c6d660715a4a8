"""The errors of the core.

    SauroError
    ├── Unreadable      the file cannot be read: empty, damaged, locked, too large, vanished
    │   └── Classified  the file bears a mark of secrecy and is refused before anything of it is kept
    ├── Unsupported     a format that Sáu Rõ does not read, or whose reading program is not installed
    ├── Unwritable      a file that cannot be made: its program is not installed, fails or takes too long
    └── BadNotation     a mistake of the programmer in the notation of tests

A faulty *document* raises nothing: it is read, and what is wrong with it becomes a finding. The message of an
error is one Vietnamese line for the user: what is wrong and what to do. It never quotes the file's content.
"""

from __future__ import annotations

__all__ = ["BadNotation", "Classified", "SauroError", "Unreadable", "Unsupported", "Unwritable"]


class SauroError(Exception):
    """Base of all errors raised on purpose; `str(error)` may be shown to a user."""


class Unreadable(SauroError):
    """The file cannot be read; raised by `sauro.reading` only."""


class Classified(Unreadable):
    """The file bears MẬT, TỐI MẬT or TUYỆT MẬT; nothing of it, not even its subject, is kept or shown."""


class Unsupported(SauroError):
    """No reader for this format, or the program that reads it is not installed here."""


class Unwritable(SauroError):
    """A file of this kind cannot be made here or now; what it would have been made from is still there."""


class BadNotation(SauroError):
    """The notation of `sauro.folio.notation` was written wrongly; for programmers."""
