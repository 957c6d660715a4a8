"""A finding that a program can mend is mended: the file with the change is the next version."""

from __future__ import annotations

from datetime import datetime

from sauro.errors import SauroError
from sauro.folio.serial import from_json
from sauro_web.accounts.models import User
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.drafts.corrected import corrected
from sauro_web.drafts.looking import finding_from
from sauro_web.drafts.models import CheckRun, Draft, DraftVersion, Origin
from sauro_web.drafts.operations.handing_in import Handed, put_version
from sauro_web.drafts.operations.holding import ask_writer
from sauro_web.drafts.queries.findings import looked_at
from sauro_web.drafts.queries.gates import gate_of

__all__ = ["mend"]

_STALE = "Kết quả kiểm tra này không còn là của bản mới nhất; hãy tải lại trang rồi áp dụng lại."
_NOTHING = "Lỗi này phần mềm không tự sửa được; hãy sửa trong Word rồi đưa lên lần mới."
_FAILED = "Không áp dụng được gợi ý vào tệp này: {why} Hãy sửa trong Word rồi đưa lên lần mới."


def mend(draft: Draft, *, run_id: int, keys: set[str], seen: int, by: User, now: datetime) -> DraftVersion:
    """Applies what the findings with these keys suggest to the last version, all together.

    Raises NotAllowed; Conflict where the findings are those of an older version, or somebody has changed the
    draft; NotReady where there is nothing to apply.
    """
    ask_writer(draft, by, now)
    looked = looked_at(draft, gate_of(draft.office))
    run: CheckRun | None = looked.run
    if run is None or run.pk != run_id or not looked.is_fresh:
        raise Conflict(_STALE)
    chosen = [one.kept for one in looked.findings if one.key in keys and one.can_be_mended]
    if not chosen:
        raise NotReady(_NOTHING)
    version = looked.version
    with version.file.open("rb") as file:
        data = file.read()
    try:
        changed, mended = corrected(
            data, from_json(version.folio), [finding_from(one) for one in chosen], author=str(by), on=now
        )
    except SauroError as failed:
        raise NotReady(_FAILED.format(why=failed)) from None
    if not mended:
        raise NotReady(_NOTHING)
    note = "; ".join(dict.fromkeys(one.suggestion or one.message for one in mended))
    return put_version(
        draft, Handed(version.name, changed), note=note[:500], seen=seen, origin=Origin.MENDED, by=by, now=now
    )
