"""What is known of a draft on its way into the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from sauro.anatomy.components import components_of
from sauro.anatomy.dissect import dissect
from sauro.anatomy.receivers import receivers_in
from sauro.doctypes.components import Component
from sauro.folio.serial import from_json
from sauro.writing.issued import Filled
from sauro_web.documents.letterheads import letterhead_for
from sauro_web.documents.models import Authority, Document, NumberRequest, RequestState
from sauro_web.documents.numbering import reference_in
from sauro_web.documents.queries.counting import counts_for, rule_of
from sauro_web.drafts.models import Draft, DraftVersion, NumberedFile
from sauro_web.drafts.numbered import with_room
from sauro_web.drafts.queries.findings import last_version

__all__ = ["file_to_issue", "files_checked", "filled_in", "page_of_request", "wants_a_leader"]

_CHECKED = "Bản Word của dự thảo, đã kiểm tra, thẩm định và duyệt trước khi cấp số."
_FILLED = (
    "Bản Word của lần dự thảo {number}, đã kiểm tra, thẩm định và duyệt; khi cấp số phần mềm chỉ điền thêm: "
    "{filled}. Bản đã duyệt giữ nguyên ở trang dự thảo."
)
_SIGNS = ("TM.", "KT.", "TL.", "TUQ.", "Q.")


def page_of_request(request: NumberRequest) -> str:
    """Where the draft is issued for which it was sent; "" of any other document. One query."""
    number = Draft.objects.filter(request=request).values_list("pk", flat=True).first()
    return reverse("drafts:issue", args=[number]) if number is not None else ""


def files_checked(document: Document) -> Mapping[str, str]:
    """Of a document that was a draft, by the digest of its file, how it was checked before it had its
    number, and what was filled in then. Two queries."""
    digests = DraftVersion.objects.filter(draft__document=document).values_list("digest", flat=True)
    found = dict.fromkeys(digests, _CHECKED)
    filled = NumberedFile.objects.filter(draft__document=document).select_related("draft_version")
    return found | {
        one.digest: _FILLED.format(number=one.draft_version.number, filled=one.filled) for one in filled
    }


def file_to_issue(draft: Draft, on: date, field: str = "") -> Filled:
    """The file of the last version as it goes into the register on a day, with room for its number; where
    that cannot be, the file as it is, and why. `field` is the part of a công văn's symbol that names who
    drafted it, else the unit's own. Four queries at most."""
    series, version = draft.series, last_version(draft)
    first = reference_in(series, draft.kind, 1, year=on.year, field=field or draft.unit.symbol)
    with version.file.open("rb") as file:
        data = file.read()
    place = letterhead_for(draft.office, None, on=on).place
    return with_room(data, symbol=first.removeprefix("01"), place=place, on=on)


def filled_in(version: DraftVersion) -> dict[str, Any]:
    """What the form of the register may begin with, read off the draft: the field in the symbol of a công
    văn, who signs as what, and who gets it."""
    folio = from_json(version.folio)
    anatomy = dissect(folio)
    components, ending = components_of(folio, anatomy), anatomy.ending
    number, receivers = (
        components.first(Component.NUMBER),
        receivers_in(components, [one.text for one in ending.recipients]),
    )
    lines = [" ".join(one.text.split()) for one in ending.titles]
    return {
        "symbol_part": _field_in(number.text, version.draft.series.symbol) if number else "",
        "authority": _authority(lines),
        "signer": " ".join(ending.name.text.split())[:120] if ending.name else "",
        "position": (lines[-1].capitalize() if lines else "")[:120],
        "recipients": "\n".join(receivers.names)[:5_000],
        "kept_by": receivers.kept_by[:200],
    }


def _field_in(number: str, own: str) -> str:
    """What stands behind the symbol of the office in the number of a công văn: "VX" of "Số: /UBND-VX"."""
    symbol = "".join(number.rpartition("/")[2].split())
    return symbol.removeprefix(f"{own}-")[:20] if symbol.startswith(f"{own}-") else ""


def _authority(lines: list[str]) -> str:
    found = {mark for line in lines for mark in _SIGNS if line.upper().startswith(mark)}
    if {"TM.", "KT."} <= found:
        return Authority.BODY_DEPUTY
    mark = next((one for one in _SIGNS if one in found), "")
    return Authority(mark) if mark else Authority.OWN


def wants_a_leader(draft: Draft, on: date) -> bool:
    """Whether the draft counts in the year, and no leader has let it go beyond its allowance. One query."""
    if draft.request is not None and draft.request.state == RequestState.APPROVED:
        return False
    return counts_for(
        rule_of(draft.office, on),
        direction=draft.series.direction,
        document_class=draft.series.document_class,
        kind=draft.kind,
        is_procedure_result=draft.is_procedure_result,
    )
