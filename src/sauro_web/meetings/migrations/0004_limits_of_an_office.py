from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sign_in"),
        ("meetings", "0003_before_the_sitting_and_opinions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LimitRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                (
                    "hybrid_counts_online",
                    models.BooleanField(default=False, verbose_name="hội nghị kết hợp tính là trực tuyến"),
                ),
                (
                    "invitation_days",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="gửi giấy mời trước (ngày làm việc)"
                    ),
                ),
                (
                    "papers_days",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="gửi tài liệu trước (ngày làm việc)"
                    ),
                ),
                (
                    "speech_minutes",
                    models.PositiveSmallIntegerField(
                        default=50, verbose_name="phát biểu của lãnh đạo (phút)"
                    ),
                ),
                (
                    "province_wide",
                    models.PositiveSmallIntegerField(default=2, verbose_name="hội nghị toàn tỉnh trong năm"),
                ),
                (
                    "commune_wide",
                    models.PositiveSmallIntegerField(default=3, verbose_name="hội nghị toàn xã trong năm"),
                ),
                (
                    "cut",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("10"),
                        max_digits=5,
                        verbose_name="mức giảm số hội nghị (%)",
                    ),
                ),
                (
                    "online_share",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("60"),
                        max_digits=5,
                        verbose_name="tỷ lệ hội nghị trực tuyến (%)",
                    ),
                ),
                (
                    "crowded_from",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="số cuộc khác trong tuần thì nhắc họp dồn"
                    ),
                ),
                (
                    "merge_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="gợi ý ghép họp trong vòng (ngày)"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                ("set_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "giới hạn cuộc họp",
                "ordering": ("-valid_from", "-id"),
                "constraints": [
                    models.UniqueConstraint(fields=("office", "valid_from"), name="limit_rule_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cut__gte", 0),
                            ("cut__lt", 100),
                            ("online_share__gte", 0),
                            ("online_share__lte", 100),
                        ),
                        name="limit_rule_shares",
                    ),
                ],
            },
        ),
    ]
