"""A digital signature as it was read: who signed, when, what of the file it covers, and whether that was
changed afterwards. Apart from the reading itself (`sauro.reading.pdf_signatures`), whose libraries take long
to load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Holder", "Integrity", "Signature", "TimeSource", "Trust"]


class Integrity(StrEnum):
    """What became of the file after the signature."""

    WHOLE = "whole"
    """The signature covers the whole file, and no byte has changed."""
    EARLIER = "earlier"
    """It covers an earlier state; since then only signatures, or what a form leaves open, were added."""
    ADDED_TO = "added_to"
    """It covers an earlier state; something was added to the page, and a later signature covers that."""
    CHANGED = "changed"
    """What was signed has changed, or something was added that no signature covers."""
    UNREADABLE = "unreadable"
    """The signature cannot be checked: damaged, or made in a way that is not known."""


class TimeSource(StrEnum):
    """Who says when it was signed."""

    NONE = "none"
    SIGNER = "signer"
    """The signer's own machine."""
    STAMP = "stamp"
    """A time stamp over the signature; who gave it is not known to be trusted."""
    TRUSTED_STAMP = "trusted_stamp"


class Trust(StrEnum):
    """Whether the certificate comes from one that the office trusts."""

    UNKNOWN = "unknown"
    """The office keeps no root certificates to ask."""
    TRUSTED = "trusted"
    NOT_TRUSTED = "not_trusted"


class Holder(StrEnum):
    """Whose certificate it is, as far as its subject tells."""

    PERSON = "person"
    AGENCY = "agency"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. Names are those of the certificate; `signed_at` has its time zone."""

    signer: str
    organisation: str
    issuer: str
    holder: Holder
    signed_at: datetime | None
    time_source: TimeSource
    integrity: Integrity
    trust: Trust

    @property
    def is_valid(self) -> bool:
        """Whether what was signed is still as it was."""
        return self.integrity in (Integrity.WHOLE, Integrity.EARLIER)
