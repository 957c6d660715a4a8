"""Drafts of the made-up commune, one at each step of the way, each brought there by its own people."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from sauro.writing import Frame, clause, lay_out, section, write_docx
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import made_up_at
from sauro_web.documents.models import Direction, DocumentClass
from sauro_web.documents.operations.drawing import Particulars
from sauro_web.documents.queries.series import series_for, series_of
from sauro_web.drafts.models import Aspect, Draft, DraftState, RunState, Stance
from sauro_web.drafts.operations.checking import run_check
from sauro_web.drafts.operations.handing_in import About, Handed, begin_draft
from sauro_web.drafts.operations.issuing import issue_draft
from sauro_web.drafts.operations.judging import appraise, approve, submit
from sauro_web.drafts.operations.opinions import ask_opinions, give_opinion

__all__ = ["enter_drafts"]

DATA = Path(__file__).resolve().parents[1] / "data"
_KIND = "Kế hoạch"
_ITEMS = {"section": section, "clause": clause}


def enter_drafts(offices: Mapping[str, Unit], *, now: datetime) -> None:
    """Through the operations, each begun some days before `now`."""
    about = json.loads((DATA / "demo_drafts.json").read_text(encoding="utf-8"))
    for said in about["drafts"]:
        moment = now - timedelta(days=said.get("days", 1))
        with made_up_at(moment):
            _Way(offices["commune"], about, said, moment).go()


class _Way:
    """How one draft came to where it stands."""

    def __init__(
        self, office: Unit, about: Mapping[str, Any], said: Mapping[str, Any], now: datetime
    ) -> None:
        self._office, self._about, self._said, self._now = office, about, said, now
        self._draft: Draft | None = None

    def go(self) -> None:
        """Every step up to the one at which it stands."""
        self._begin()
        if self._said["state"] == DraftState.OPINIONS:
            self._ask()
            return
        for step in self._steps():
            step()

    def _steps(self) -> Sequence[Callable[[], None]]:
        """What was done with it since it was begun; the second approval of one that waits for it is open."""
        accepted = (self._submit, self._accept)
        ways: Mapping[str, Sequence[Callable[[], None]]] = {
            "written": (),
            "appraisal": (self._submit,),
            "returned": (self._submit, self._return),
            "approval": accepted,
            "ready": (*accepted, self._approve),
            "issued": (*accepted, self._approve, self._issue),
        }
        return ways[self._said["state"]]

    def _person(self, part: str) -> User:
        return User.objects.get(username=self._about[part])

    @property
    def _fresh(self) -> Draft:
        if self._draft is None:
            raise ValueError("not begun yet")
        related = ("office__province", "unit", "series__office", "series__kept_by", "author", "request")
        return Draft.objects.select_related(*related).get(pk=self._draft.pk)

    def _begin(self) -> None:
        on = localdate(self._now)
        unit = Unit.objects.get(path__startswith=self._office.path, name=self._about["unit"])
        found = series_of(self._office, on, directions=(Direction.OUTGOING,))
        series = series_for(found, DocumentClass.ADMINISTRATIVE, _KIND)
        if series is None:
            raise ValueError("the made-up office has no series for plans")
        about = About(series, _KIND, self._said["subject"], self._said["why"], unit)
        file = Handed("du-thao-ke-hoach.docx", self._file())
        self._draft = begin_draft(about, file, by=self._person("author"), now=self._now)
        run_check(self._draft.versions.get().runs.get().pk)

    def _file(self) -> bytes:
        words = {"year": self._now.year, "aim": self._said["aim"], "work": self._said["work"]}
        area = self._office.area.partition(" ")[2] or self._office.label
        frame = Frame(
            issuer=self._office.name,
            symbol="BC-UBND" if self._said.get("fault") == "symbol" else "KH-UBND",
            place=area,
            subject=self._said["subject"],
            authority=("TM. Ủy ban nhân dân", "Chủ tịch"),
            kind=_KIND,
            year=self._now.year,
            signer=self._about["signer"],
            recipients=("Các phòng, trung tâm thuộc xã", "Các thôn"),
            filing="VT, VHXH",
        )
        body = [_ITEMS[kind](text.format(**words)) for kind, text in self._about["body"]]
        return write_docx(lay_out(frame, body))

    def _ask(self) -> None:
        draft, units = self._fresh, list(self._about["asked"].items())
        named = [Unit.objects.get(path__startswith=self._office.path, name=name) for _, name in units]
        due = localdate(self._now) + timedelta(days=4)
        asked = ask_opinions(
            draft, named, due_on=due, seen=draft.version, by=self._person("author"), now=self._now
        )
        words = "Thêm cột năm xây dựng vào danh sách nhà cần sửa."
        username, unit = units[0][0], named[0]
        first = next(one for one in asked if one.unit_id == unit.pk)
        by = User.objects.get(username=username)
        later = self._now + timedelta(days=2)
        with made_up_at(later):
            give_opinion(first, stance=Stance.REMARKS, text=words, by=by, now=later)

    def _submit(self) -> None:
        draft = self._fresh
        submit(draft, seen=draft.version, by=self._person("author"), now=self._now)
        for run in draft.versions.get().runs.filter(state=RunState.WAITING):
            run_check(run.pk)

    def _judge(self, words: str, *, accepted: bool) -> None:
        draft, by = self._fresh, self._person("appraiser")
        appraise(draft, accepted=accepted, words=words, seen=draft.version, by=by, now=self._now)

    def _accept(self) -> None:
        self._judge("", accepted=True)
        draft, by = self._fresh, self._person("head")
        approve(draft, Aspect.CONTENT, seen=draft.version, by=by, now=self._now)

    def _return(self) -> None:
        self._judge(self._said["words"], accepted=False)

    def _approve(self) -> None:
        draft, by = self._fresh, self._person("clerk")
        approve(draft, Aspect.FORM, seen=draft.version, by=by, now=self._now)

    def _issue(self) -> None:
        draft = self._fresh
        about = Particulars(
            "", "", localdate(self._now), authority="TM.", signer=self._about["signer"], position="Chủ tịch"
        )
        issue_draft(draft, about, seen=draft.version, by=self._person("clerk"), now=self._now)
