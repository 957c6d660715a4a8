"""A site to measure: its own data folder, the made-up commune, and a plan of as many duties as asked for."""

from __future__ import annotations

import os
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from sauro_web.accounts.models import Unit, User
    from sauro_web.plans.models import ImportedPlan

__all__ = ["DATA", "NEEDED", "open_site", "plan_for_group", "plan_text", "session_of"]

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.own_folder import own_folder  # noqa: E402

NEEDED = {
    "SAURO_DATA": own_folder("sauro-bench-"),
    "SAURO_DEMO": "true",
    "DJANGO_SETTINGS_MODULE": "sauro_web.settings",
    "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
}
DATA = Path(NEEDED["SAURO_DATA"])


def open_site() -> User:
    """Migrates an empty database and fills it; whoever follows the plans of the commune."""
    os.environ |= NEEDED
    django.setup()
    from django.core.management import call_command

    from sauro_web.accounts.models import User

    call_command("migrate", verbosity=0)
    with (DATA / "people").open("w") as said:
        call_command("demo", no_past=True, verbosity=0, stdout=said)
    return User.objects.get(username="vanphong")


def plan_text(duties: int) -> str:
    """A plan of the made-up commune with that many duties, each with its unit, time and product."""
    lines = [
        "ỦY BAN NHÂN DÂN", "XÃ SUỐI NGẦN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Số: 61/KH-UBND", "Suối Ngần, ngày 02 tháng 6 năm 2026", "KẾ HOẠCH",
        "Rút gọn giấy tờ và hội họp của xã năm 2026", "I. NHIỆM VỤ",
    ]  # fmt: skip
    for number in range(1, duties + 1):
        lines += [
            f"{number}. Rà soát, rút gọn nhóm giấy tờ {number} mà các thôn đang gửi về xã hằng tháng",
            "- Đơn vị chủ trì: Phòng Văn hóa - Xã hội",
            "- Đơn vị phối hợp: Phòng Kinh tế; các thôn",
            f"- Thời gian hoàn thành: Trước ngày {number % 28 + 1}/9/2026",
            f"- Sản phẩm: Danh mục giấy tờ nhóm {number} được bãi bỏ",
        ]
    return "\n".join([*lines, "Nơi nhận:", "- Như trên;", "- Lưu: VT.", ""])


def plan_for_group(office: Unit, group: int, by: User) -> ImportedPlan:
    """A reviewed plan of one duty that a group leads."""
    from django.utils import timezone

    from sauro_web.plans.models import ImportedPlan, Mention, PlanState, Suggestion

    now = timezone.now()
    plan = ImportedPlan.objects.create(
        office=office, uploaded_by=by, uploaded_at=now, file="x", file_name="x.txt", size=1,
        digest=sha256(str(now).encode()).hexdigest(), state=PlanState.REVIEW,
    )  # fmt: skip
    Suggestion.objects.create(
        plan=plan, kind="document", position=0, read={}, state="confirmed",
        value={"number": None, "symbol": "KH-UBND", "date": None, "issuer": office.name, "subject": "Thử"},
    )  # fmt: skip
    due = {"kind": "by", "date": date(2026, 9, 30).isoformat()}
    value = {
        "text": "Báo cáo kết quả",
        "product": "Báo cáo",
        "authority": "",
        "due_text": "Quý III",
        "due": due,
    }
    duty = Suggestion.objects.create(
        plan=plan, kind="task", position=1, read={"path": "I.1"}, value=value, state="confirmed"
    )
    Mention.objects.create(
        suggestion=duty, role="lead", position=0, text="Các đơn vị", key="cac don vi", state="matched",
        groups=[group],
    )  # fmt: skip
    return plan


def session_of(person: User) -> dict[str, str]:
    """The cookies of a browser in which the person is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key)}
