"""Records of the registers of documents."""

from sauro_web.documents.models.classified import ClassifiedCount
from sauro_web.documents.models.counting import Baseline, BaselineMethod, CountingRule
from sauro_web.documents.models.documents import (
    VIETNAMESE,
    Authority,
    Channel,
    Cooperation,
    Direction,
    Document,
    DocumentClass,
    DocumentState,
    RecallAnswer,
    Recipient,
    Relation,
    RelationKind,
    Urgency,
)
from sauro_web.documents.models.files import (
    CopyForm,
    DocumentFile,
    FileKind,
    FileReading,
    FileSignature,
)
from sauro_web.documents.models.requests import NumberRequest, RequestState
from sauro_web.documents.models.series import Series, SeriesYear
from sauro_web.documents.models.texts import (
    DocumentText,
    Matter,
    PostingBlock,
    PostingSegment,
    TextDue,
)
from sauro_web.documents.models.totals import RegisterChange, RegisterTotal

__all__ = [
    "VIETNAMESE",
    "Authority",
    "Baseline",
    "BaselineMethod",
    "Channel",
    "ClassifiedCount",
    "Cooperation",
    "CopyForm",
    "CountingRule",
    "Direction",
    "Document",
    "DocumentFile",
    "DocumentClass",
    "DocumentState",
    "DocumentText",
    "FileKind",
    "FileReading",
    "FileSignature",
    "Matter",
    "NumberRequest",
    "PostingBlock",
    "PostingSegment",
    "RecallAnswer",
    "Recipient",
    "RegisterChange",
    "RegisterTotal",
    "Relation",
    "RelationKind",
    "RequestState",
    "Series",
    "SeriesYear",
    "TextDue",
    "Urgency",
]
