"""What the command says to the shell when it ends; 0 where all went well."""

from __future__ import annotations

__all__ = ["CLOSED_PIPE", "FAILED", "FOUND", "INTERNAL", "INTERRUPTED"]

FOUND = 1
"""All went well, and there is something to see to: a document has a fault of level error or one that must be
settled first; two documents are not the same."""
FAILED = 2
"""A file or the command line is at fault."""
INTERNAL = 70
"""The program itself is: EX_SOFTWARE of sysexits.h."""
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""
CLOSED_PIPE = 141
"""128 + SIGPIPE."""
