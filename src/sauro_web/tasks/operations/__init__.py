"""What people and jobs do with tasks."""

from sauro_web.tasks.operations.issuing import Issued, issue_plan

__all__ = ["Issued", "issue_plan"]
