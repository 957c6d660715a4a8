"""Pages of drafts."""

from sauro_web.drafts.views.issuing import ask_number, issue
from sauro_web.drafts.views.judging import (
    appraise,
    approve,
    ask_opinions,
    decide_waiver,
    opinion,
    reply,
    send_back,
    submit,
    take_back,
    waive,
)
from sauro_web.drafts.views.settling import settings_page, waived
from sauro_web.drafts.views.showing import compare, draft_page, drafts, file, late, letter, side, version
from sauro_web.drafts.views.writing import add, begin, change, check, drop, mend

__all__ = [
    "add",
    "appraise",
    "approve",
    "ask_number",
    "ask_opinions",
    "begin",
    "change",
    "check",
    "compare",
    "decide_waiver",
    "draft_page",
    "drafts",
    "drop",
    "file",
    "issue",
    "late",
    "letter",
    "mend",
    "opinion",
    "reply",
    "send_back",
    "settings_page",
    "side",
    "submit",
    "take_back",
    "version",
    "waive",
    "waived",
]
