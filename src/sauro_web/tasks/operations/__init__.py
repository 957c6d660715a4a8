"""What people and jobs do with tasks."""

from sauro_web.tasks.operations.issuing import Issued, issue_plan
from sauro_web.tasks.operations.taking_up import take_up

__all__ = ["Issued", "issue_plan", "take_up"]
