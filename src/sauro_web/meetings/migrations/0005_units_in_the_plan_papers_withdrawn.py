import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sign_in"),
        ("meetings", "0004_limits_of_an_office"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="meetingpaper",
            name="withdrawn_at",
            field=models.DateTimeField(null=True, verbose_name="rút lúc"),
        ),
        migrations.AddField(
            model_name="meetingpaper",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="meetingpaper",
            name="withdrawn_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="lý do rút"),
        ),
        migrations.AddField(
            model_name="plannedconference",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
                verbose_name="đơn vị tổ chức",
            ),
        ),
        migrations.AddField(
            model_name="yearlymeetingplan",
            name="last_year_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ghi số năm trước lúc"),
        ),
        migrations.AddField(
            model_name="yearlymeetingplan",
            name="last_year_first_month",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="từ tháng"),
        ),
        migrations.AddField(
            model_name="yearlymeetingplan",
            name="last_year_last_month",
            field=models.PositiveSmallIntegerField(default=12, verbose_name="đến tháng"),
        ),
        migrations.AddConstraint(
            model_name="meetingpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="paper_withdrawn_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearlymeetingplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_year_first_month__gte", 1),
                    ("last_year_last_month__gte", models.F("last_year_first_month")),
                    ("last_year_last_month__lte", 12),
                ),
                name="meeting_plan_months_of_last_year",
            ),
        ),
    ]
