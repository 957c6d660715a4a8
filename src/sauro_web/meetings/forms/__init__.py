"""Input about meetings and rooms, cleaned; nothing is decided here."""

from sauro_web.meetings.forms.calling import CallForm, MoveForm, reasons_in
from sauro_web.meetings.forms.deciding import ReasonForm, SendForm
from sauro_web.meetings.forms.planning import LastYearForm, LineForm, RoomForm
from sauro_web.meetings.forms.sitting import (
    ConclusionForm,
    MinutesForm,
    NoticeForm,
    PaperForm,
    WordsForm,
    attendances_in,
)

__all__ = [
    "CallForm",
    "ConclusionForm",
    "LastYearForm",
    "LineForm",
    "MinutesForm",
    "MoveForm",
    "NoticeForm",
    "PaperForm",
    "ReasonForm",
    "RoomForm",
    "SendForm",
    "WordsForm",
    "attendances_in",
    "reasons_in",
]
