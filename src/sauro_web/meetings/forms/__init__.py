"""Input about meetings and rooms, cleaned; nothing is decided here."""

from sauro_web.meetings.forms.before import AgendaItemForm, AnswerForm, ObjectionForm, RemarkForm
from sauro_web.meetings.forms.calling import CallForm, MoveForm, OccurrenceForm, reasons_in
from sauro_web.meetings.forms.counted import CountedFilters
from sauro_web.meetings.forms.deciding import ReasonForm, SendForm
from sauro_web.meetings.forms.opinions import AskForm, SlipForm
from sauro_web.meetings.forms.planning import (
    CalendarForm,
    ImportForm,
    LastYearForm,
    LimitsForm,
    LineForm,
    RoomForm,
)
from sauro_web.meetings.forms.sitting import (
    ConclusionForm,
    MeetingPaperForm,
    MinutesForm,
    NoticeForm,
    PaperForm,
    WithdrawForm,
    WordsForm,
    attendances_in,
)

__all__ = [
    "AgendaItemForm",
    "AnswerForm",
    "AskForm",
    "CalendarForm",
    "CallForm",
    "ConclusionForm",
    "CountedFilters",
    "ImportForm",
    "LastYearForm",
    "LimitsForm",
    "LineForm",
    "MeetingPaperForm",
    "MinutesForm",
    "MoveForm",
    "NoticeForm",
    "ObjectionForm",
    "OccurrenceForm",
    "PaperForm",
    "ReasonForm",
    "RemarkForm",
    "RoomForm",
    "SendForm",
    "SlipForm",
    "WithdrawForm",
    "WordsForm",
    "attendances_in",
    "reasons_in",
]
