"""Folders that another system writes its registers into: a whole file is taken in as if a clerk had sent it
up, and waits for a person. Nothing is deleted; what cannot be taken is put aside with the reason."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from sauro.errors import SauroError
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady, SiteError
from sauro_web.common.held import only_one
from sauro_web.common.uploads import MOST_BYTES
from sauro_web.documents.operations.entering import may_enter
from sauro_web.exchange.models import FileState, RegisterImport, RegisterSource, WatchedFile, WatchedFolder
from sauro_web.exchange.operations.taking_registers import take_register
from sauro_web.notices.operations import tell_person

__all__ = ["place_of", "stop_watching", "watch_folder", "watch_folders"]

_LOG = logging.getLogger(__name__)
_WHOLE_AFTER = timedelta(minutes=1)
"""For which a file must not have changed: whoever writes it has ended."""
_ENDINGS = frozenset((".xlsx", ".xls", ".ods", ".csv", ".xml", ".html"))
_ASIDE = "khong-nhan"
_HAD = (FileState.TAKEN, FileState.KNOWN)
_MOST_AT_ONCE = 3
"""Files of an office taken in one go; the others follow a minute later."""
_NO_PLACE = (
    "Máy chủ chưa có thư mục nhận sổ; hãy đề nghị người quản trị máy chủ đặt SAURO_INCOMING rồi làm lại."
)
_NOT_REACHED = "Không mở được thư mục {place} trên máy chủ; hãy báo người quản trị máy chủ."
_NOBODY = "{person} không còn làm văn thư của cơ quan; hãy để văn thư đang làm bấm “Theo dõi thư mục”."
_TOO_LARGE = "Tệp lớn hơn 50 MB nên không nhận; hãy xuất thành các tệp nhỏ hơn."
_UNREAD = "Không đọc được tệp từ thư mục; hãy kiểm tra quyền đọc của tệp."
_BROKE = "Phần mềm gặp lỗi khi đọc tệp này; hãy thử tải lên bằng tay, nếu vẫn lỗi thì báo quản trị."
_TOLD = "Đã nhận tệp “{name}” từ thư mục theo dõi; chưa ghi gì vào sổ, chờ kiểm tra và xác nhận."
_TOLD_ASIDE = "Tệp “{name}” trong thư mục theo dõi không nhận được: {why}"


def place_of(office: Unit) -> Path | None:
    """Where the files of an office are looked for; None where the server has no such folder."""
    return None if settings.INCOMING is None else Path(settings.INCOMING) / f"co-quan-{office.pk}"


def watch_folder(office: Unit, *, source: str, by: User, now: datetime) -> WatchedFolder:
    """Has the folder of the office watched, in the name of this clerk, its columns read as those of `source`.

    Raises NotAllowed; NotReady where the server has no such folder, or it cannot be made.
    """
    behalf = may_enter(office, by=by, now=now)
    place, called = place_of(office), " ".join(source.split())[:100]
    if place is None:
        raise NotReady(_NO_PLACE)
    try:
        place.mkdir(mode=0o770, parents=True, exist_ok=True)
    except OSError:
        raise NotReady(_NOT_REACHED.format(place=place)) from None
    with transaction.atomic():
        origin, _ = RegisterSource.objects.get_or_create(office=office, name=called)
        values = {"source": origin, "person": by, "is_on": True, "fault": "", "set_at": now}
        folder, _ = WatchedFolder.objects.update_or_create(office=office, defaults=values)
        changes = {"source": ("", origin.name)}
        record("register.watch", folder, by=by, changes=changes, on_behalf_of=behalf)
    return folder


def stop_watching(folder: WatchedFolder, *, by: User, now: datetime) -> None:
    """Leaves the folder alone from now on; what was taken from it stays.

    Raises NotAllowed.
    """
    behalf = may_enter(folder.office, by=by, now=now)
    with transaction.atomic():
        held = WatchedFolder.objects.select_for_update(of=("self",), no_key=True).get(pk=folder.pk)
        held.is_on, held.fault = False, ""
        held.save(update_fields=["is_on", "fault"])
        record("register.unwatch", held, by=by, on_behalf_of=behalf)


def watch_folders(now: datetime) -> None:
    """The job of every minute: looks into the folders that are watched."""
    with only_one("watched-folders") as mine:
        if not mine or settings.INCOMING is None:
            return
        for folder in WatchedFolder.objects.filter(is_on=True).select_related("office", "source", "person"):
            _look_into(folder, now)


def _look_into(folder: WatchedFolder, now: datetime) -> None:
    place = place_of(folder.office)
    if place is None:
        return
    try:
        may_enter(folder.office, by=folder.person, now=now)
        found = list(_files_in(place))
    except NotAllowed:
        _say(folder, _NOBODY.format(person=folder.person))
        return
    except OSError:
        _say(folder, _NOT_REACHED.format(place=place))
        return
    _say(folder, "")
    known = {one.name: one for one in folder.files.all()}
    whole = [one for entry in found if (one := _seen(folder, known.get(entry.name), entry, now))]
    for one in whole[:_MOST_AT_ONCE]:
        _take(folder, one, place / one.name, now)


def _say(folder: WatchedFolder, fault: str) -> None:
    if folder.fault != fault:
        WatchedFolder.objects.filter(pk=folder.pk).update(fault=fault[:300])


def _files_in(place: Path) -> Iterator[os.DirEntry[str]]:
    """Spreadsheets by their ending, the oldest first; no links, for those lead elsewhere, and nothing that a
    program keeps for itself."""
    with os.scandir(place) as entries:
        found = [
            entry
            for entry in entries
            if entry.is_file(follow_symlinks=False)
            and not entry.name.startswith((".", "~"))
            and Path(entry.name).suffix.lower() in _ENDINGS
        ]
    yield from sorted(found, key=lambda entry: (entry.stat(follow_symlinks=False).st_mtime_ns, entry.name))


def _seen(
    folder: WatchedFolder, known: WatchedFile | None, entry: os.DirEntry[str], now: datetime
) -> WatchedFile | None:
    """Writes down how the file is; it is given back where it is whole and nothing was done with it yet."""
    about = entry.stat(follow_symlinks=False)
    if known is None or (known.size, known.changed) != (about.st_size, about.st_mtime_ns):
        values = {
            "size": about.st_size, "changed": about.st_mtime_ns, "since": now, "digest": "",
            "state": FileState.WAITING, "fault": "", "run": None,
        }  # fmt: skip
        WatchedFile.objects.update_or_create(folder=folder, name=entry.name, defaults=values)
        return None
    is_due = known.state == FileState.WAITING and now - known.since >= _WHOLE_AFTER
    return known if is_due else None


def _take(folder: WatchedFolder, file: WatchedFile, path: Path, now: datetime) -> None:
    """Takes a whole file in, unless its bytes were taken before."""
    if file.size > MOST_BYTES:
        _put_aside(folder, file, path, _TOO_LARGE, now)
        return
    try:
        data = path.read_bytes()
    except OSError:
        _settle(file, FileState.ASIDE, fault=_UNREAD)
        return
    if len(data) != file.size:
        return  # it is being written after all; the next look sees its new size
    file.digest = sha256(data).hexdigest()
    before = RegisterImport.objects.filter(office=folder.office, digest=file.digest).order_by("pk").first()
    same = WatchedFile.objects.filter(folder=folder, digest=file.digest, state__in=_HAD).exclude(pk=file.pk)
    if before is not None or same.exists():
        _settle(file, FileState.KNOWN, run=before)
        return
    try:
        taken = take_register(
            folder.office, data, file.name, source=folder.source.name, by=folder.person, now=now
        )
    except SiteError as refused:
        _put_aside(folder, file, path, refused.sentence, now)
    except SauroError as unread:
        _put_aside(folder, file, path, str(unread), now)
    except Exception:
        # One file that nobody has thought of does not keep the others out.
        _LOG.exception("a file of a watched folder could not be taken in")
        _put_aside(folder, file, path, _BROKE, now)
    else:
        run = taken.runs[0]
        _settle(file, FileState.TAKEN, run=run)
        link = reverse("exchange:register", args=(run.pk,))
        _tell(folder, _TOLD.format(name=file.name), link, f"watched.{run.pk}", now)


def _put_aside(folder: WatchedFolder, file: WatchedFile, path: Path, why: str, now: datetime) -> None:
    """Moves the file into a folder beside the others, under a name that is free, where the disk lets us; in
    any case it is not looked at again until it changes."""
    aside = path.parent / _ASIDE
    try:
        aside.mkdir(mode=0o770, exist_ok=True)
        places = (aside / f"{'' if turn == 0 else f'{turn}-'}{path.name}" for turn in range(1_000))
        path.rename(next(place for place in places if not place.exists()))
    except (OSError, StopIteration):
        pass
    _settle(file, FileState.ASIDE, fault=why)
    key = f"watched.aside.{file.pk}.{file.changed}"
    _tell(folder, _TOLD_ASIDE.format(name=file.name, why=why), reverse("exchange:watched"), key, now)


def _settle(
    file: WatchedFile, state: FileState, *, fault: str = "", run: RegisterImport | None = None
) -> None:
    file.state, file.fault, file.run = state, fault[:300], run
    file.save(update_fields=["state", "fault", "run", "digest"])


def _tell(folder: WatchedFolder, text: str, link: str, key: str, now: datetime) -> None:
    tell_person(folder.person, text[:400], link=link, key=key, now=now)
