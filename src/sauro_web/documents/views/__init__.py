"""Pages of the registers."""

from sauro_web.documents.views.acting import cancel, insert, issue, relate, send, take_back
from sauro_web.documents.views.arriving import answer, arrive, file_away, give, give_back
from sauro_web.documents.views.asking import ask, decide, requests, withdraw
from sauro_web.documents.views.classified import classified, classified_count
from sauro_web.documents.views.communes import communes
from sauro_web.documents.views.completing import complete
from sauro_web.documents.views.drawing import beside, draw, draw_requested, reserve
from sauro_web.documents.views.filing import file, file_add, file_withdraw
from sauro_web.documents.views.listing import document_page, followed, incoming, outgoing
from sauro_web.documents.views.receiving import answer_recall, confirm, sent_here, take_in
from sauro_web.documents.views.settling import (
    change_baseline,
    change_rule,
    close_series,
    count_register,
    go_on_series,
    make_series,
    make_usual_series,
    settings_page,
)
from sauro_web.documents.views.similar import similar

__all__ = [
    "answer",
    "answer_recall",
    "arrive",
    "file",
    "file_add",
    "file_away",
    "file_withdraw",
    "followed",
    "give",
    "give_back",
    "incoming",
    "ask",
    "beside",
    "cancel",
    "change_baseline",
    "change_rule",
    "classified",
    "classified_count",
    "close_series",
    "communes",
    "complete",
    "confirm",
    "count_register",
    "decide",
    "document_page",
    "draw",
    "draw_requested",
    "go_on_series",
    "insert",
    "issue",
    "make_series",
    "make_usual_series",
    "outgoing",
    "relate",
    "requests",
    "reserve",
    "send",
    "sent_here",
    "settings_page",
    "similar",
    "take_back",
    "take_in",
    "withdraw",
]
