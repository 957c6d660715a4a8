"""Records of the registers of documents."""

from sauro_web.documents.models.classified import ClassifiedCount
from sauro_web.documents.models.counting import Baseline, BaselineMethod, CountingRule
from sauro_web.documents.models.documents import (
    Authority,
    Channel,
    Cooperation,
    Direction,
    Document,
    DocumentClass,
    DocumentState,
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

__all__ = [
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
    "FileKind",
    "FileReading",
    "FileSignature",
    "NumberRequest",
    "Recipient",
    "Relation",
    "RelationKind",
    "RequestState",
    "Series",
    "SeriesYear",
    "Urgency",
]
