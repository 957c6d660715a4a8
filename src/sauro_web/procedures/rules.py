"""Who types figures of procedures, and who reads them: as `accounts.queries.reach` has it for all that units
record about themselves."""

from __future__ import annotations

from sauro_web.accounts.queries.reach import FOLLOWING, Reach, reach_of
from sauro_web.accounts.queries.reach import WRITING as TYPING
from sauro_web.accounts.queries.reach import of_house as figures_of

__all__ = ["FOLLOWING", "Reach", "TYPING", "figures_of", "reach_of"]
