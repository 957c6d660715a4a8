"""A kept register that turns out to have classified documents: its file is wiped, and what names it goes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.urls import reverse

from sauro_web.audit.operations import record
from sauro_web.common.kept_files import wipe
from sauro_web.common.marked_files import forget_everywhere
from sauro_web.exchange.models import FileState, RegisterImport, WatchedFile
from sauro_web.notices.operations import tell_person

__all__ = ["forget_registers", "wipe_register"]

_WIPED = (
    "Tệp sổ “{name}” có văn bản mật nên đã bị xóa khỏi hệ thống; hãy xử lý theo quy định về bảo vệ bí mật "
    "nhà nước."
)
_LEFT = " Lần nhập trước từ tệp này đã ghi {written} văn bản; hãy hoàn tác lần nhập đó."
_IN_FOLDER = (
    "Tệp có văn bản mật; hãy lấy tệp ra khỏi thư mục nhận sổ và xử lý theo quy định về bí mật nhà nước."
)


def wipe_register(run: RegisterImport, *, now: datetime) -> None:
    """Wipes the file of the run, with every row of any app that names it."""
    wipe(Path(run.file.path))
    forget_everywhere(run.digest, now=now)


def forget_registers(digest: str, now: datetime) -> None:
    """Removes what names a file with classified documents; who sent it in is told. A run that has documents
    in the books stays without its file, so that it can be taken back."""
    with transaction.atomic():
        rows = RegisterImport.objects.filter(digest=digest).select_related("by").order_by("pk")
        for run in rows.select_for_update(of=("self",), no_key=True):
            text = _WIPED.format(name=run.file_name)
            link, key = reverse("exchange:registers"), f"register.{run.pk}.classified"
            if run.written:
                text += _LEFT.format(written=run.written)
                link = reverse("exchange:register", args=(run.pk,))
            tell_person(run.by, text[:400], link=link, key=key, now=now)
            record("register.refuse_classified", run, by=run.by, changes={"digest": (digest, "")})
            if run.written:
                RegisterImport.objects.filter(pk=run.pk).update(file="")
            else:
                run.delete()
        WatchedFile.objects.filter(digest=digest).update(state=FileState.ASIDE, fault=_IN_FOLDER, run=None)
