"""Pages of procedures."""

from sauro_web.procedures.views.importing import template_file, upload
from sauro_web.procedures.views.settling import close, reporting_units, shares
from sauro_web.procedures.views.showing import figures, listing, overview
from sauro_web.procedures.views.typing import month

__all__ = [
    "close",
    "figures",
    "listing",
    "month",
    "overview",
    "reporting_units",
    "shares",
    "template_file",
    "upload",
]
