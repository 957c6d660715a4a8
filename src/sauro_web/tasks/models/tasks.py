"""What is to be done, and what each unit owes of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sauro_web.accounts.models import Unit
from sauro_web.plans.models import ImportedPlan, Suggestion
from sauro_web.tasks.models.beside import PartRows, settle

__all__ = ["CLOSED", "OPEN", "Origin", "Part", "Task", "TaskState", "TaskWord", "UnitTask"]


class Origin(models.TextChoices):
    """Where a task comes from."""

    PLAN = "plan", "kế hoạch"
    DOCUMENT = "document", "văn bản"
    MEETING = "meeting", "kết luận cuộc họp"
    DIRECT = "direct", "giao trực tiếp"


class Task(models.Model):
    """A duty as it was given: six clarities. One of a plan has the words that prove them in `suggestion`; one
    from elsewhere names its source and quotes it."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """Who gave it."""
    origin = models.CharField("nguồn", max_length=8, choices=Origin, default=Origin.PLAN)
    plan = models.ForeignKey(ImportedPlan, models.PROTECT, null=True, related_name="tasks")
    suggestion = models.OneToOneField(Suggestion, models.PROTECT, null=True, related_name="task")
    source = models.CharField("văn bản nguồn", max_length=300, blank=True)
    """What it comes from, where that is no plan ("Thông báo số 45/TB-UBND ngày 12/6/2026")."""
    quote = models.TextField("trích nguyên văn", blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    """The task that this one is a step of; it finishes only after its steps."""
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Who gave it; None for what was issued before that was kept."""
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
            models.CheckConstraint(
                condition=~Q(origin=Origin.PLAN) | (Q(plan__isnull=False) & Q(suggestion__isnull=False)),
                name="task_of_a_plan_has_its_words",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="task_is_no_step_of_itself"
            ),
        )
        indexes = (
            models.Index(fields=("office", "-given_at", "-id"), name="tasks_of_an_office"),
            models.Index(fields=("plan", "position"), name="tasks_of_a_plan"),
        )

    def __str__(self) -> str:
        return self.text[:100]

    @property
    def source_name(self) -> str:
        """What it comes from, as it is cited: its plan, another document, or that it was given directly."""
        if self.plan is not None:
            return f"Kế hoạch số {self.plan.reference}"
        return self.source or str(self.get_origin_display())


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
    """Where a unit stands with its part; what is overdue is computed, never stored (`tasks.timing`)."""

    ASSIGNED = "assigned", "mới giao"
    RETURNED = "returned", "đơn vị trả lại"
    RECEIVED = "received", "đã nhận"
    WORKING = "working", "đang thực hiện"
    SUBMITTED = "submitted", "chờ duyệt"
    REDO = "redo", "phải làm lại"
    PAUSED = "paused", "tạm dừng"
    FINISHED = "finished", "hoàn thành"
    READ = "read", "đã xem"
    PASSED_ON = "passed_on", "đã chuyển đơn vị khác"
    RECALLED = "recalled", "đã thu hồi"
    CANCELLED = "cancelled", "đã hủy"


OPEN = (
    TaskState.ASSIGNED,
    TaskState.RETURNED,
    TaskState.RECEIVED,
    TaskState.WORKING,
    TaskState.SUBMITTED,
    TaskState.REDO,
    TaskState.PAUSED,
)
"""States in which something is still owed."""
CLOSED = (TaskState.READ, TaskState.PASSED_ON, TaskState.RECALLED, TaskState.CANCELLED)
"""States that leave every count: nothing is owed, and nothing was finished."""


class UnitTask(models.Model):
    """What one unit owes of a task, with a life of its own; an amended plan carries it over to the task in
    its new wording, state and history with it. `answers_alone` marks the one lead; the members of a group
    that leads each have `part` lead without it.

    A periodic duty is a row that goes on (`goes_on`), with a row for every occurrence that points at it by
    `series`: each is done, late or missed for itself, and one missed stays.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    part = models.CharField(max_length=11, choices=Part)
    answers_alone = models.BooleanField(default=False)
    series = models.ForeignKey("self", models.PROTECT, null=True, related_name="occurrences", db_index=False)
    goes_on = models.BooleanField(default=False)
    """That it is never finished once for all: it has occurrences, or a rhythm of looking after it."""
    check_on = models.DateField(null=True)
    """When to look after an ongoing duty next; no deadline."""

    state = models.CharField(max_length=9, choices=TaskState, default=TaskState.ASSIGNED)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    """The person of the unit in charge; the unit stays answerable."""
    percent = models.PositiveSmallIntegerField(default=0)
    product = models.CharField("sản phẩm hoàn thành", max_length=500, blank=True)
    """What was handed in: number and date of the document, or what the file is."""

    due_on = models.DateField(null=True)
    """The deadline as it stands, written as a date; extensions move it."""
    ends_on = models.DateField(null=True)
    """The last day to be in time: `due_on`, or the working day after it where nobody works that day."""
    first_due_on = models.DateField(null=True)
    first_ends_on = models.DateField(null=True)
    """The same for the deadline first given; in time is measured on it."""
    received_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    handed_in_on = models.DateField(null=True)
    """The day of what was last handed in and not sent back: whoever approves late makes nobody late."""
    finished_at = models.DateTimeField(null=True)
    """When it was approved."""
    taken_in_by_lead = models.BooleanField(default=False)
    """Whether the unit that leads the task approved it, not the office that gave it."""
    recognised_at = models.DateTimeField(null=True)
    """When the superior recognised it, which is not finishing."""
    passed_to = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="passed_from", db_index=False
    )
    """The row of the unit to which it was passed on."""
    ended_at = models.DateTimeField(null=True)
    """When a plan that replaced its own took it away; it stays as it stood then."""
    version = models.PositiveIntegerField(default=0)
    """Raised by every change, so that two people do not overwrite each other."""
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    """Of its task, kept beside it by `beside`, as are plan, giver, province and commune."""
    plan = models.ForeignKey(ImportedPlan, models.PROTECT, null=True, related_name="+", db_index=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    province = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    commune = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[UnitTask]] = models.Manager.from_queryset(PartRows)()

    class Meta:
        verbose_name = "phần việc của đơn vị"
        constraints = (
            models.UniqueConstraint(
                fields=("task", "unit"), condition=Q(series=None), name="one_part_a_unit"
            ),
            models.UniqueConstraint(fields=("series", "first_due_on"), name="one_occurrence_a_period"),
            models.UniqueConstraint(
                fields=("task",), condition=Q(answers_alone=True, series=None), name="one_lead"
            ),
            models.CheckConstraint(
                condition=Q(answers_alone=False) | Q(part=Part.LEAD), name="who_answers_leads"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(TaskState.SUBMITTED, TaskState.FINISHED))
                | Q(handed_in_on__isnull=False),
                name="handed_in_has_its_day",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="percent_of_a_hundred"),
            models.CheckConstraint(
                condition=Q(due_on=None, ends_on=None) | Q(ends_on__gte=F("due_on")),
                name="last_day_after_deadline",
            ),
        )
        indexes = (
            # Lists in their usual order.
            models.Index(fields=("unit", "due_on", "id"), name="parts_of_a_unit"),
            models.Index(fields=("plan", "due_on", "id"), name="parts_of_a_plan"),
            models.Index(
                fields=("office", "due_on", "id"), condition=Q(ended_at=None), name="parts_of_an_office"
            ),
            models.Index(fields=("province", "-due_on", "-id"), name="parts_of_a_province"),
            models.Index(fields=("commune", "-due_on", "-id"), name="parts_of_a_commune"),
            # What is late, soon or in term, for lists and figures (`tasks.timing.in_bucket`).
            models.Index(fields=("unit", "state", "ends_on"), name="standing_of_a_unit"),
            models.Index(fields=("commune", "state", "ends_on"), name="standing_in_a_commune"),
            models.Index(fields=("province", "state", "ends_on"), name="standing_in_a_province"),
            # What the figures of an office are counted from, without reading a row (`queries.dashboard`).
            models.Index(
                fields=(
                    *("office", "state", "ends_on", "id", "goes_on", "part", "plan", "unit"),
                    *("handed_in_on", "first_ends_on", "given_by", "submitted_by"),
                ),
                condition=Q(ended_at=None),
                name="standing_for_an_office",
            ),
            models.Index(
                fields=("office", "state"),
                condition=Q(ended_at=None, officer=None),
                name="parts_without_an_officer",
            ),
            models.Index(
                fields=("given_by", "office", "state", "goes_on", "part"),
                condition=Q(ended_at=None, given_by__isnull=False),
                name="parts_given_by_a_person",
            ),
            models.Index(fields=("state", "ends_on", "id"), name="parts_by_last_day"),
            # Of what most parts have nothing in, without those: SQLite would look for nothing there too.
            *(
                models.Index(
                    fields=(name,), condition=Q(**{f"{name}__isnull": False}), name=f"parts_by_{name}"
                )
                for name in ("series", "officer", "submitted_by", "passed_to")
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_part_display()}"

    def save(self, *args: Any, **options: Any) -> None:
        """A new part gets what stands beside it."""
        if self._state.adding:
            settle([self])
        super().save(*args, **options)
