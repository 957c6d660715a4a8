"""Writing figures of procedures, and by what they are counted."""

from sauro_web.procedures.operations.importing import Imported, import_figures
from sauro_web.procedures.operations.saving import Entered, save_figures
from sauro_web.procedures.operations.settling import close_month, define_share, set_reporting

__all__ = [
    "Entered",
    "Imported",
    "close_month",
    "define_share",
    "import_figures",
    "save_figures",
    "set_reporting",
]
