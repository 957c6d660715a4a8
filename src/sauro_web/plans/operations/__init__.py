"""What people and jobs do with plans."""

from sauro_web.plans.operations.adding import add_task
from sauro_web.plans.operations.comparing import (
    ask_for_comparison,
    compare_again,
    compare_beneath,
    compare_plan,
)
from sauro_web.plans.operations.deciding import correct, decide, undo
from sauro_web.plans.operations.linking import (
    choose_amended,
    choose_parent,
    keep_received,
    review_received,
    say_origin,
)
from sauro_web.plans.operations.mentions import (
    Meant,
    add_mention,
    choose_unit,
    drop_mention,
    give_role,
    let_each_lead,
)
from sauro_web.plans.operations.picturing import forget_interrupted_pictures, make_pictures, take_up_pictures
from sauro_web.plans.operations.reading import forget_interruptions, read_plan, take_up_again
from sauro_web.plans.operations.uploading import (
    Uploaded,
    discard_plan,
    read_again,
    upload_better_copy,
    upload_plan,
)

__all__ = [
    "Meant",
    "Uploaded",
    "add_mention",
    "add_task",
    "ask_for_comparison",
    "choose_amended",
    "choose_parent",
    "choose_unit",
    "compare_again",
    "compare_beneath",
    "compare_plan",
    "correct",
    "decide",
    "discard_plan",
    "drop_mention",
    "forget_interrupted_pictures",
    "forget_interruptions",
    "give_role",
    "keep_received",
    "let_each_lead",
    "make_pictures",
    "read_again",
    "read_plan",
    "review_received",
    "say_origin",
    "take_up_again",
    "take_up_pictures",
    "undo",
    "upload_better_copy",
    "upload_plan",
]
