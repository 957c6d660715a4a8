"""Records of the registers of documents."""

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
from sauro_web.documents.models.requests import NumberRequest, RequestState
from sauro_web.documents.models.series import Series, SeriesYear

__all__ = [
    "Authority",
    "Baseline",
    "BaselineMethod",
    "Channel",
    "Cooperation",
    "CountingRule",
    "Direction",
    "Document",
    "DocumentClass",
    "DocumentState",
    "NumberRequest",
    "Recipient",
    "Relation",
    "RelationKind",
    "RequestState",
    "Series",
    "SeriesYear",
    "Urgency",
]
