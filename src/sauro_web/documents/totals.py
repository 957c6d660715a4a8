"""Which totals of the registers are kept: cells, not verdicts, so that any version of a counting rule can be
applied to them afterwards."""

from __future__ import annotations

from sauro_web.common.guards import Grain, Period, Totals

__all__ = ["CELL", "COUNTRY", "OF_COUNTRY", "OF_OFFICE", "OF_PROVINCE", "REGISTER_TOTALS"]

CELL = (
    "direction", "document_class", "kind", "is_procedure_result", "corrects", "state", "digitally_signed",
    "has_digitised_copy", "sent_to_office", "channel",
)  # fmt: skip
"""What a document is told from others by where it is counted; columns of documents, changes and totals
alike."""
COUNTRY = 0
"""The place of what is summed over the whole country."""
OF_PROVINCE = {Period.DAY: "p", Period.MONTH: "P"}
OF_COUNTRY = {Period.DAY: "c", Period.MONTH: "C"}
OF_OFFICE = {Period.HALF: "O"}
"""Letters of the grains. An office is kept by half-years: communes exist since 01/7/2025, so that the year
they are measured by has one half."""
REGISTER_TOTALS = Totals(
    rows="documents_document",
    changes="documents_registerchange",
    totals="documents_registertotal",
    day="dated",
    places=("office_id", "province_id"),
    cell=CELL,
    grains=(
        *(Grain(letter, "province_id", period) for period, letter in OF_PROVINCE.items()),
        *(Grain(letter, "", period) for period, letter in OF_COUNTRY.items()),
        *(Grain(letter, "office_id", period) for period, letter in OF_OFFICE.items()),
    ),
)
