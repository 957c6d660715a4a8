import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def fill_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The deadline that a row has is the first it had; the working day behind it is worked out when the site
    next counts."""
    parts = apps.get_model("tasks", "UnitTask").objects
    parts.update(ends_on=F("due_on"), first_due_on=F("due_on"), first_ends_on=F("due_on"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sign_in"),
        ("plans", "0002_signs_of_life"),
        ("tasks", "0003_words_to_be_found_by"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateField(verbose_name="xin đến ngày")),
                ("reason", models.TextField(verbose_name="lý do")),
                ("granted", models.BooleanField(null=True)),
                ("granted_until", models.DateField(null=True, verbose_name="gia hạn đến")),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True, verbose_name="ý kiến")),
                ("before", models.DateField(null=True)),
            ],
            options={
                "verbose_name": "đề nghị gia hạn",
                "ordering": ("asked_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="NoteFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(upload_to="")),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64, verbose_name="mã SHA-256")),
            ],
        ),
        migrations.CreateModel(
            name="Nudge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reminder", "nhắc nhở"),
                            ("criticism", "phê bình"),
                            ("review", "yêu cầu kiểm điểm"),
                        ],
                        max_length=9,
                        verbose_name="hình thức",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField(verbose_name="lần")),
                ("at", models.DateTimeField()),
                ("text", models.TextField(verbose_name="nội dung")),
                ("seen_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "đôn đốc",
                "ordering": ("-at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="NudgedPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days_late", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Obstacle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("text", models.TextField(verbose_name="vướng mắc")),
                ("proposal", models.TextField(blank=True, verbose_name="đề xuất")),
                ("answer_by", models.DateField(verbose_name="trả lời trước ngày")),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True, verbose_name="trả lời")),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "vướng mắc",
                "ordering": ("raised_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="ProgressNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                ("text", models.TextField(verbose_name="nội dung")),
                ("interim", models.BooleanField(default=False, verbose_name="trả lời bước đầu")),
            ],
            options={
                "verbose_name": "ghi chú tiến độ",
                "ordering": ("at", "id"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="unittask",
            name="one_part_a_unit",
        ),
        migrations.RemoveConstraint(
            model_name="unittask",
            name="one_lead",
        ),
        migrations.AddField(
            model_name="task",
            name="given_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="origin",
            field=models.CharField(
                choices=[
                    ("plan", "kế hoạch"),
                    ("document", "văn bản"),
                    ("meeting", "kết luận cuộc họp"),
                    ("direct", "giao trực tiếp"),
                ],
                default="plan",
                max_length=8,
                verbose_name="nguồn",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="tasks.task",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="quote",
            field=models.TextField(blank=True, verbose_name="trích nguyên văn"),
        ),
        migrations.AddField(
            model_name="task",
            name="source",
            field=models.CharField(blank=True, max_length=300, verbose_name="văn bản nguồn"),
        ),
        migrations.AddField(
            model_name="unittask",
            name="check_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="ends_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="finished_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="first_due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="first_ends_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="goes_on",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="unittask",
            name="handed_in_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unittask",
            name="percent",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="unittask",
            name="product",
            field=models.CharField(blank=True, max_length=500, verbose_name="sản phẩm hoàn thành"),
        ),
        migrations.AddField(
            model_name="unittask",
            name="received_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="passed_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passed_from",
                to="tasks.unittask",
            ),
        ),
        migrations.AddField(
            model_name="unittask",
            name="recognised_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="series",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="occurrences",
                to="tasks.unittask",
            ),
        ),
        migrations.AddField(
            model_name="unittask",
            name="started_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="submitted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="unittask",
            name="submitted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unittask",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="task",
            name="plan",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="plans.importedplan",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="suggestion",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="task",
                to="plans.suggestion",
            ),
        ),
        migrations.AlterField(
            model_name="unittask",
            name="state",
            field=models.CharField(
                choices=[
                    ("assigned", "mới giao"),
                    ("returned", "đơn vị trả lại"),
                    ("received", "đã nhận"),
                    ("working", "đang thực hiện"),
                    ("submitted", "chờ duyệt"),
                    ("redo", "phải làm lại"),
                    ("paused", "tạm dừng"),
                    ("finished", "hoàn thành"),
                    ("read", "đã xem"),
                    ("passed_on", "đã chuyển đơn vị khác"),
                    ("recalled", "đã thu hồi"),
                    ("cancelled", "đã hủy"),
                ],
                default="assigned",
                max_length=9,
            ),
        ),
        migrations.RunPython(fill_days, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("origin", "plan"), _negated=True),
                    models.Q(("plan__isnull", False), ("suggestion__isnull", False)),
                    _connector="OR",
                ),
                name="task_of_a_plan_has_its_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="task_is_no_step_of_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="unittask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series", None)), fields=("task", "unit"), name="one_part_a_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="unittask",
            constraint=models.UniqueConstraint(
                fields=("series", "first_due_on"), name="one_occurrence_a_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="unittask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answers_alone", True), ("series", None)),
                fields=("task",),
                name="one_lead",
            ),
        ),
        migrations.AddConstraint(
            model_name="unittask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("submitted", "finished")), _negated=True),
                    ("handed_in_on__isnull", False),
                    _connector="OR",
                ),
                name="handed_in_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="unittask",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__lte", 100)), name="percent_of_a_hundred"
            ),
        ),
        migrations.AddConstraint(
            model_name="unittask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on", None), ("ends_on", None)),
                    ("ends_on__gte", models.F("due_on")),
                    _connector="OR",
                ),
                name="last_day_after_deadline",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="tasks.unittask"
            ),
        ),
        migrations.AddField(
            model_name="nudge",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="nudge",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
            ),
        ),
        migrations.AddField(
            model_name="nudge",
            name="seen_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nudge",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
            ),
        ),
        migrations.AddField(
            model_name="nudgedpart",
            name="nudge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="tasks.nudge"
            ),
        ),
        migrations.AddField(
            model_name="nudgedpart",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="nudged", to="tasks.unittask"
            ),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="obstacles", to="tasks.unittask"
            ),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="raised_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
            ),
        ),
        migrations.AddField(
            model_name="progressnote",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="progressnote",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="tasks.unittask"
            ),
        ),
        migrations.AddField(
            model_name="notefile",
            name="note",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="tasks.progressnote"
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(
                condition=models.Q(("granted", None)), fields=("part",), name="one_open_extension_a_part"
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("granted", None),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="extension_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="extension_not_decided_by_who_asked",
            ),
        ),
        migrations.AddIndex(
            model_name="nudge",
            index=models.Index(fields=["unit", "-at"], name="nudges_of_a_unit"),
        ),
        migrations.AddConstraint(
            model_name="nudge",
            constraint=models.UniqueConstraint(fields=("office", "year", "number"), name="nudges_numbered"),
        ),
        migrations.AddConstraint(
            model_name="nudgedpart",
            constraint=models.UniqueConstraint(fields=("nudge", "part"), name="part_once_a_nudge"),
        ),
        migrations.AddIndex(
            model_name="obstacle",
            index=models.Index(
                condition=models.Q(("answered_at", None)), fields=["to", "answer_by"], name="obstacles_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="obstacle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at", None), models.Q(("answer", ""), _negated=True), _connector="OR"
                ),
                name="obstacle_answered_in_words",
            ),
        ),
        migrations.AddIndex(
            model_name="progressnote",
            index=models.Index(fields=["part", "at"], name="notes_of_a_part"),
        ),
        migrations.AddConstraint(
            model_name="progressnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent", None), ("percent__lte", 100), _connector="OR"),
                name="noted_percent_of_a_hundred",
            ),
        ),
    ]
