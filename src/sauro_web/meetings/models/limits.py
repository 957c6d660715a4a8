"""What meetings of an office are held against, where it says otherwise than the texts."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit

__all__ = ["LimitRule"]


class LimitRule(models.Model):
    """One version of the figures of an office, from a day on; each version stays. The defaults are those of
    Kết luận số 226-KL/TW and Quyết định số 45/2018/QĐ-TTg (`sauro.scheduling.settings`); on which side a
    hybrid conference counts the texts do not say."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    valid_from = models.DateField("áp dụng từ ngày")
    hybrid_counts_online = models.BooleanField("hội nghị kết hợp tính là trực tuyến", default=False)
    invitation_days = models.PositiveSmallIntegerField("gửi giấy mời trước (ngày làm việc)", default=3)
    papers_days = models.PositiveSmallIntegerField("gửi tài liệu trước (ngày làm việc)", default=3)
    speech_minutes = models.PositiveSmallIntegerField("phát biểu của lãnh đạo (phút)", default=50)
    province_wide = models.PositiveSmallIntegerField("hội nghị toàn tỉnh trong năm", default=2)
    commune_wide = models.PositiveSmallIntegerField("hội nghị toàn xã trong năm", default=3)
    cut = models.DecimalField("mức giảm số hội nghị (%)", max_digits=5, decimal_places=2, default=Decimal(10))
    online_share = models.DecimalField(
        "tỷ lệ hội nghị trực tuyến (%)", max_digits=5, decimal_places=2, default=Decimal(60)
    )
    crowded_from = models.PositiveSmallIntegerField("số cuộc khác trong tuần thì nhắc họp dồn", default=3)
    merge_days = models.PositiveSmallIntegerField("gợi ý ghép họp trong vòng (ngày)", default=14)
    source = models.CharField("căn cứ", max_length=300, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    reason = models.CharField("lý do", max_length=500)

    class Meta:
        verbose_name = "giới hạn cuộc họp"
        ordering = ("-valid_from", "-id")
        constraints = (
            models.UniqueConstraint(fields=("office", "valid_from"), name="limit_rule_once_a_day"),
            models.CheckConstraint(
                condition=Q(cut__gte=0, cut__lt=100, online_share__gte=0, online_share__lte=100),
                name="limit_rule_shares",
            ),
        )

    def __str__(self) -> str:
        return f"Giới hạn cuộc họp từ {self.valid_from:%d/%m/%Y}"
