"""Looks whether the tree of units is whole."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.soundness import faults_of_tree

__all__ = ["Command"]


class Command(BaseCommand):
    """Exit code 1 where it is not."""

    help = "Kiểm tra cây đơn vị: vị trí, cấp trên, vòng lặp"

    def handle(self, *args: Any, **options: Any) -> None:
        """Names every fault."""
        faults = faults_of_tree()
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(
                f"Cây đơn vị có {len(faults)} chỗ hỏng; hãy khôi phục từ bản sao lưu gần nhất còn nguyên."
            )
        self.stdout.write(f"Cây đơn vị còn nguyên: {Unit.objects.count()} đơn vị.")
