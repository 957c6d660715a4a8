"""What is to be done, and what each unit owes of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit
from sauro_web.plans.models import ImportedPlan, Suggestion

__all__ = ["Part", "Task", "TaskState", "TaskWord", "UnitTask"]


class Task(models.Model):
    """A duty as it was issued: six clarities, with the words that prove them in `suggestion`."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """Who gave it."""
    plan = models.ForeignKey(ImportedPlan, models.PROTECT, related_name="tasks")
    suggestion = models.OneToOneField(Suggestion, models.PROTECT, related_name="task")
    position = models.PositiveIntegerField()
    text = models.TextField("việc")
    product = models.CharField("sản phẩm", max_length=1_000, blank=True)
    authority = models.CharField("thẩm quyền", max_length=300, blank=True)
    due_text = models.CharField("thời hạn", max_length=300, blank=True)
    """As the plan has it."""
    due = models.JSONField(null=True)
    """The rule behind the words (docs/dev/plan-json.md); None where there is none."""
    due_on = models.DateField("hạn", null=True)
    """The last day, for a due of one date only."""
    group_name = models.CharField("nhóm chủ trì", max_length=300, blank=True)
    """The group that leads it, where it is one, as the plan calls it: each member then has a row of its
    own."""
    group_size = models.PositiveIntegerField(null=True)
    """Members on the day of issue; a unit founded later does not change it."""
    words = models.TextField(blank=True, default="")
    """What it is found by (`tasks.findable`), as it was issued."""
    given_at = models.DateTimeField("giao lúc")
    continues = models.OneToOneField("self", models.PROTECT, null=True, related_name="continued_by")
    """The duty of the plan before, of which this one is the amended wording."""

    class Meta:
        verbose_name = "nhiệm vụ"
        ordering = ("plan", "position", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(group_name="", group_size=None) | (~Q(group_name="") & Q(group_size__gt=0)),
                name="task_of_a_group_knows_its_size",
            ),
        )
        indexes = (
            models.Index(fields=("office", "-given_at", "-id"), name="tasks_of_an_office"),
            models.Index(fields=("plan", "position"), name="tasks_of_a_plan"),
        )

    def __str__(self) -> str:
        return self.text[:100]


class TaskWord(models.Model):
    """That a task has a word among those it is found by: what the search looks up by prefix, so that no
    search for a rare word reads every task of an office."""

    office = models.ForeignKey(Unit, models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=30)
    task = models.ForeignKey(Task, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        indexes = (
            # PostgreSQL looks up a beginning only in an index that is ordered by bytes; SQLite has no other.
            models.Index(
                fields=("office", "word", "task"),
                opclasses=("int8_ops", "varchar_pattern_ops", "int8_ops"),
                name="words_of_an_office",
            ),
        )

    def __str__(self) -> str:
        return self.word


class Part(models.TextChoices):
    """As what a unit takes part."""

    LEAD = "lead", "chủ trì"
    COOPERATING = "cooperating", "phối hợp"
    INFORMED = "informed", "để biết"


class TaskState(models.TextChoices):
    """Where a unit stands with its part; what is overdue is computed, never stored."""

    ASSIGNED = "assigned", "mới giao"
    RECEIVED = "received", "đã nhận"


class UnitTask(models.Model):
    """What one unit owes of a task; an amended plan carries it over to the task in its new wording, state and
    history with it. `answers_alone` marks the one lead; the members of a group that leads
    each have `part` lead without it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    part = models.CharField(max_length=11, choices=Part)
    answers_alone = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=TaskState, default=TaskState.ASSIGNED)
    due_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    """When a plan that replaced its own took it away; it stays as it stood then."""
    province = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    commune = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "phần việc của đơn vị"
        constraints = (
            models.UniqueConstraint(fields=("task", "unit"), name="one_part_a_unit"),
            models.UniqueConstraint(fields=("task",), condition=Q(answers_alone=True), name="one_lead"),
            models.CheckConstraint(
                condition=Q(answers_alone=False) | Q(part=Part.LEAD), name="who_answers_leads"
            ),
        )
        indexes = (
            models.Index(fields=("unit", "due_on", "id"), name="parts_of_a_unit"),
            models.Index(fields=("province", "-due_on", "-id"), name="parts_of_a_province"),
            models.Index(fields=("commune", "-due_on", "-id"), name="parts_of_a_commune"),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_part_display()}"
