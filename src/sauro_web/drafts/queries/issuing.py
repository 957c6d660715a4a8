"""What is known of a draft on its way into the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from sauro.anatomy.dissect import dissect
from sauro.folio.serial import from_json
from sauro_web.documents.models import Authority, Document, NumberRequest
from sauro_web.drafts.models import Draft, DraftVersion

__all__ = ["files_checked", "filled_in", "page_of_request"]

_CHECKED = "Bản Word của dự thảo, đã kiểm tra, thẩm định và duyệt trước khi cấp số."
_SIGNS = ("TM.", "KT.", "TL.", "TUQ.", "Q.")


def page_of_request(request: NumberRequest) -> str:
    """Where the draft is issued for which it was sent; "" of any other document. One query."""
    number = Draft.objects.filter(request=request).values_list("pk", flat=True).first()
    return reverse("drafts:issue", args=[number]) if number is not None else ""


def files_checked(document: Document) -> Mapping[str, str]:
    """Of a document that was a draft, by the digest of its file, how it was checked before it had its
    number."""
    digests = DraftVersion.objects.filter(draft__document=document).values_list("digest", flat=True)
    return dict.fromkeys(digests, _CHECKED)


def filled_in(version: DraftVersion) -> dict[str, Any]:
    """What the form of the register may begin with, read off the draft: who signs as what, and who gets
    it."""
    ending = dissect(from_json(version.folio)).ending
    lines = [" ".join(one.text.split()) for one in ending.titles]
    names = [" ".join(one.text.split()).strip("-–+ .;") for one in ending.recipients]
    kept = next((name for name in names if name.lower().startswith("lưu")), "")
    sent = [name for name in names if name and name != kept and name.lower() not in ("nơi nhận:", "như trên")]
    return {
        "authority": _authority(lines),
        "signer": " ".join(ending.name.text.split())[:120] if ending.name else "",
        "position": (lines[-1].capitalize() if lines else "")[:120],
        "recipients": "\n".join(sent)[:5_000],
        "kept_by": kept.partition(":")[2].strip()[:200],
    }


def _authority(lines: list[str]) -> str:
    found = {mark for line in lines for mark in _SIGNS if line.upper().startswith(mark)}
    if {"TM.", "KT."} <= found:
        return Authority.BODY_DEPUTY
    mark = next((one for one in _SIGNS if one in found), "")
    return Authority(mark) if mark else Authority.OWN
