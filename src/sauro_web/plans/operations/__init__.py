"""What people and jobs do with plans."""

from sauro_web.plans.operations.deciding import correct, decide, undo
from sauro_web.plans.operations.linking import choose_amended, choose_parent
from sauro_web.plans.operations.mentions import (
    Meant,
    add_mention,
    choose_unit,
    drop_mention,
    give_role,
    let_each_lead,
)
from sauro_web.plans.operations.reading import forget_interruptions, read_plan, take_up_again
from sauro_web.plans.operations.uploading import Uploaded, discard_plan, upload_plan

__all__ = [
    "Meant",
    "Uploaded",
    "add_mention",
    "choose_amended",
    "choose_parent",
    "choose_unit",
    "correct",
    "decide",
    "discard_plan",
    "drop_mention",
    "forget_interruptions",
    "give_role",
    "let_each_lead",
    "read_plan",
    "take_up_again",
    "undo",
    "upload_plan",
]
