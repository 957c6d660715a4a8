"""Drafts of a made-up commune, and the people who have to do with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from tests.drafts_typed import plan_file
from tests.web.documents.conftest import NOW, TODAY, Books, at, books
from tests.web.put_back import made_once

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.drafts.models import Aspect, Draft
from sauro_web.drafts.operations.checking import run_check
from sauro_web.drafts.operations.handing_in import About, Handed, add_version, begin_draft
from sauro_web.drafts.operations.judging import appraise, approve, submit

__all__ = ["NOW", "TODAY", "Gate", "at", "books", "gate"]


@dataclass(frozen=True)
class Gate:
    """What tests of drafts name."""

    books: Books
    economy: Unit
    head: User
    cooperating: User
    appraiser: User

    @property
    def author(self) -> User:
        return self.books.drafter

    @property
    def about(self) -> About:
        return About(
            self.books.administrative, "Kế hoạch", "Rà soát hộ nghèo năm 2026", "Theo yêu cầu của tỉnh",
            self.books.culture,
        )  # fmt: skip

    def begin(self, data: bytes | None = None, **said: Any) -> Draft:
        """A draft whose first version was checked."""
        by = said.pop("by", self.author)
        about = said.pop("about", self.about)
        file = Handed(said.pop("name", "du-thao.docx"), plan_file() if data is None else data)
        draft = begin_draft(about, file, by=by, now=NOW)
        return checked(draft)

    def further(self, draft: Draft, data: bytes, **said: Any) -> Draft:
        """A draft with one version more, checked."""
        add_version(draft, Handed("du-thao.docx", data), **({"by": self.author, "now": NOW} | said))
        return checked(draft)

    def submitted(self, data: bytes | None = None, **said: Any) -> Draft:
        """A draft that waits to be appraised."""
        draft = self.begin(data, **said)
        return checked(submit(draft, seen=draft.version, by=self.author, now=NOW))

    def accepted(self, data: bytes | None = None, **said: Any) -> Draft:
        """A draft that waits for its two approvals."""
        draft = self.submitted(data, **said)
        appraise(draft, accepted=True, words="", seen=draft.version, by=self.appraiser, now=NOW)
        return fresh(draft)

    def ready(self, data: bytes | None = None, **said: Any) -> Draft:
        """A draft that waits for its number."""
        draft = self.accepted(data, **said)
        approve(draft, Aspect.CONTENT, seen=draft.version, by=self.head, now=NOW)
        draft = fresh(draft)
        approve(draft, Aspect.FORM, seen=draft.version, by=self.books.clerk, now=NOW)
        return fresh(draft)


def fresh(draft: Draft) -> Draft:
    """As it stands in the database."""
    related = (
        "office__province",
        "unit",
        "series__office",
        "series__kept_by",
        "author",
        "document",
        "request",
    )
    return Draft.objects.select_related(*related).get(pk=draft.pk)


def checked(draft: Draft) -> Draft:
    """The same once what waits to be checked was: a test holds its transaction to the end."""
    for version in draft.versions.all():
        for run in version.runs.filter(state="waiting"):
            run_check(run.pk)
    return fresh(draft)


@pytest.fixture
def gate(books: Books) -> Gate:
    return made_once(lambda: _gate(books), books.organised, kept_apart="drafts")


def _gate(books: Books) -> Gate:
    organised = books.organised
    economy = organised.unit(books.office, "Phòng Kinh tế")
    staff = organised.unit(books.office, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    return Gate(
        books=books,
        economy=economy,
        head=organised.person("truongphong", (books.culture, Role.HEAD)),
        cooperating=organised.person("phoihop", (economy, Role.OFFICER)),
        appraiser=organised.person("thamdinh", (staff, Role.COORDINATOR)),
    )
