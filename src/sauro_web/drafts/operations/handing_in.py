"""A file is handed in: the first one begins a draft, each further one is a version of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath

from django.db import IntegrityError, transaction

from sauro.errors import Classified, SauroError
from sauro.folio.model import Folio
from sauro.folio.serial import to_json
from sauro.reading.file_kind import NO_TEXT
from sauro.reading.open import read_bytes
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.common.kept_files import keep_file
from sauro_web.common.marked_files import suffix_of
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import Series
from sauro_web.documents.operations.asking import day_of, refuse_too_long
from sauro_web.drafts import rules
from sauro_web.drafts.file_checks import only_pictures
from sauro_web.drafts.looking import refused_words
from sauro_web.drafts.models import Draft, DraftState, DraftVersion, Origin
from sauro_web.drafts.operations.checking import ask_check
from sauro_web.drafts.operations.holding import ask_writer, end_request, held_draft, moved, refuse_unless
from sauro_web.drafts.queries.listing import begun_just_now

__all__ = [
    "About",
    "Handed",
    "add_version",
    "begin_draft",
    "begin_once",
    "change_about",
    "drop_draft",
    "put_version",
]

_WORD = ".docx"
_NO_WORD = (
    "Dự thảo là tệp Word (.docx), để góp ý và sửa được từng câu; tệp này có đuôi “{suffix}”. Hãy mở bằng "
    "Word rồi lưu lại thành .docx. Bản PDF đã ký thì văn thư đưa vào sổ ở trang Cấp số."
)
_PICTURES = (
    "Tệp Word này không có chữ để kiểm tra và sửa, hoặc chỉ chứa ảnh chụp văn bản. Hãy dùng tệp Word soạn "
    "thảo gốc."
)
_NOT_HERE = "Chỉ người của đơn vị soạn thảo trong cơ quan mới lập dự thảo cho đơn vị mình."
_TWICE = "Dự thảo vừa có lần mới do người khác đưa lên; hãy tải lại trang rồi làm lại."
_SAME = "Tệp này giống hệt lần dự thảo {number}; chưa có gì được sửa."


@dataclass(frozen=True, slots=True)
class About:
    """What a draft is to be."""

    series: Series
    kind: str
    subject: str
    why_needed: str
    unit: Unit
    is_procedure_result: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed in: its name and its bytes."""

    name: str
    data: bytes


def begin_draft(about: About, file: Handed, *, by: User, now: datetime) -> Draft:
    """Keeps the file as the first version of a new draft, and has it checked.

    Raises NotAllowed for a unit in which the person does not work; NotReady for what is no Word file or
    cannot be read, and for a mark of secrecy or classified wording: then nothing is kept.
    """
    return _begin(about, file, by=by, now=now, once=False)[0]


def begin_once(about: About, file: Handed, *, by: User, now: datetime) -> tuple[Draft, bool]:
    """The same for a page that may be sent twice, one after the other or both at once: the draft, and
    whether it is new. Where the person has just begun it with this very file, that one is given.

    Raises as `begin_draft`.
    """
    return _begin(about, file, by=by, now=now, once=True)


def _begin(about: About, file: Handed, *, by: User, now: datetime, once: bool) -> tuple[Draft, bool]:
    office = about.series.office
    on = day_of(now)
    if about.unit.pk not in {one.pk for one in rules.drafting_in(by, office, on=on)}:
        raise NotAllowed(_NOT_HERE)
    _refuse_marks(about, file.name)
    folio = _read(file, office, by)
    draft = Draft(
        office=office, unit=about.unit, author=by, begun_at=now, moved_at=now, **_texts(about)
    )  # fmt: skip
    refuse_too_long(draft)
    kept = keep_file(file.data, suffix=_WORD)
    with transaction.atomic():
        if once:
            # Of two at the same moment the second waits here until the first stands.
            User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
            if (there := begun_just_now(draft, sha256(file.data).hexdigest(), now)) is not None:
                return there, False
        draft.save(force_insert=True)
        version = _row(draft, 1, kept, file, folio, by, now)
        record("draft.begin", draft, by=by, changes={"digest": ("", version.digest)})
        ask_check(version, now=now)
    return draft, True


def _texts(about: About) -> dict[str, object]:
    return {
        "series": about.series, "kind": about.kind, "subject": " ".join(about.subject.split()),
        "why_needed": about.why_needed.strip(), "is_procedure_result": about.is_procedure_result,
    }  # fmt: skip


def _refuse_marks(about: About, name: str = "") -> None:
    refuse_marks((about.subject, about.why_needed, PurePosixPath(name).stem))


def _read(file: Handed, subject: Draft | Unit, by: User) -> Folio:
    """What stands in the file. That one was refused for what it says is written down, not a word of it.

    Raises NotReady.
    """
    suffix = suffix_of(file.name)
    if suffix != _WORD:
        raise NotReady(_NO_WORD.format(suffix=suffix or "không có đuôi"))
    try:
        folio = read_bytes(file.data, name=file.name)
    except Classified as refused:
        raise _refused(str(refused), subject, by) from None
    except SauroError as unread:
        raise NotReady(_PICTURES if str(unread) == NO_TEXT else str(unread)) from None
    if folio.source.kind != "docx":
        raise NotReady(_NO_WORD.format(suffix="không phải Word"))
    if only_pictures(folio):
        raise NotReady(_PICTURES)
    if words := refused_words(folio):
        raise _refused(words, subject, by)
    return folio


def _refused(sentence: str, subject: Draft | Unit, by: User) -> NotReady:
    with transaction.atomic():
        record("draft.refuse_classified", subject, by=by)
    return NotReady(sentence)


def _row(
    draft: Draft, number: int, kept: str, file: Handed, folio: Folio, by: User, now: datetime,
    *, origin: Origin = Origin.HANDED_IN, note: str = "",
) -> DraftVersion:  # fmt: skip
    return DraftVersion.objects.create(
        draft=draft, number=number, file=kept, name=file.name[-200:], size=len(file.data),
        digest=sha256(file.data).hexdigest(), folio=to_json(folio), origin=origin, note=note[:500], by=by,
        at=now,
    )  # fmt: skip


def add_version(
    draft: Draft, file: Handed, *, note: str = "", seen: int | None = None, by: User, now: datetime
) -> DraftVersion:
    """Keeps a further file of the draft as its next version, and has it checked.

    Raises NotAllowed; Conflict where the draft has changed since it was seen (`seen`); NotReady where it
    is on its way already, the file is the one that is there, and as `begin_draft`.
    """
    return put_version(draft, file, note=note, seen=seen, origin=Origin.HANDED_IN, by=by, now=now)


def put_version(
    draft: Draft, file: Handed, *, note: str, seen: int | None, origin: Origin, by: User, now: datetime
) -> DraftVersion:
    """The same for a file however it came about."""
    behalf = ask_writer(draft, by, now)
    refuse_marks((note, PurePosixPath(file.name).stem))
    refuse_unless(draft, rules.UNDER_WAY, "muốn sửa tệp thì rút dự thảo về soạn thảo trước")
    folio = _read(file, draft, by)
    kept, digest = keep_file(file.data, suffix=_WORD), sha256(file.data).hexdigest()
    try:
        with transaction.atomic():
            held = held_draft(draft, seen)
            refuse_unless(held, rules.UNDER_WAY, "muốn sửa tệp thì rút dự thảo về soạn thảo trước")
            last = held.versions.order_by("-number")[0]
            if last.digest == digest:
                raise NotReady(_SAME.format(number=last.number))
            version = _row(
                held, last.number + 1, kept, file, folio, by, now, origin=origin, note=note.strip()
            )  # fmt: skip
            held.version += 1
            held.save(update_fields=["version"])
            changes = {"version": (last.number, version.number), "digest": (last.digest, digest)}
            record("draft.add_version", held, by=by, changes=changes, reason=note, on_behalf_of=behalf)
            ask_check(version, now=now)
    except IntegrityError:
        raise Conflict(_TWICE) from None
    return version


def change_about(draft: Draft, about: About, *, seen: int, by: User, now: datetime) -> Draft:
    """Says anew what the draft is about; what the checks found is then looked for again.

    Raises NotAllowed; Conflict; NotReady while it is on its way, and for a mark of secrecy.
    """
    behalf = ask_writer(draft, by, now)
    _refuse_marks(about)
    with transaction.atomic():
        held = held_draft(draft, seen)
        refuse_unless(held, rules.UNDER_WAY, "hãy rút dự thảo về soạn thảo trước khi sửa thông tin")
        if about.series.office_id != held.office_id:
            raise NotAllowed(_NOT_HERE)
        changes: dict[str, tuple[object, object]] = {}
        for name, value in _texts(about).items():
            before = getattr(held, name)
            if before != value:
                changes[name] = (str(before), str(value))
                setattr(held, name, value)
        refuse_too_long(held)
        held.version += 1
        held.save()
        record("draft.change", held, by=by, changes=changes, on_behalf_of=behalf)
        if "kind" in changes or "series" in changes:
            ask_check(held.versions.order_by("-number")[0], now=now, again=True)
    return held


def drop_draft(draft: Draft, *, reason: str, seen: int, by: User, now: datetime) -> Draft:
    """The draft is not wanted any more; it stays to be read, with the reason.

    Raises NotAllowed; Conflict; NotReady without a reason, or where it was issued or dropped.
    """
    behalf = ask_writer(draft, by, now)
    refuse_marks((reason,))
    said = " ".join(reason.split())
    if not said:
        raise NotReady("Hãy ghi vì sao thôi soạn thảo văn bản này.")
    with transaction.atomic():
        held = held_draft(draft, seen)
        refuse_unless(held, set(DraftState) - {DraftState.ISSUED, DraftState.DROPPED}, "không thôi được nữa")
        held.dropped_why = said[:500]
        end_request(held, said[:500], by=by, now=now)
        changes = moved(held, DraftState.DROPPED, now)
        record("draft.drop", held, by=by, changes=changes, reason=said, on_behalf_of=behalf)
    return held
