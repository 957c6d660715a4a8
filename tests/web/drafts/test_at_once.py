"""The same press twice at the same moment: one draft, one request, one number. On PostgreSQL alone: the
database of the other tests is one connection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.drafts_typed import plan_file
from tests.web.documents.conftest import TODAY
from tests.web.drafts.conftest import NOW, Gate, fresh

from sauro_web.common.errors import SiteError
from sauro_web.documents.models import Document, NumberRequest
from sauro_web.documents.operations.drawing import Particulars
from sauro_web.drafts.models import Draft, NumberedFile
from sauro_web.drafts.operations.handing_in import Handed, begin_once
from sauro_web.drafts.operations.issuing import ask_number, issue_draft

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs several connections"),
]
_TIMES = 3


def together(act: Callable[[int], object]) -> list[str]:
    """What each of some people came to who do the same at once: "" or the sentence of the refusal."""
    barrier, said = Barrier(_TIMES), [""] * _TIMES

    def do(place: int) -> None:
        barrier.wait()
        try:
            act(place)
        except SiteError as refused:
            said[place] = refused.sentence
        finally:
            connection.close()

    threads = [Thread(target=do, args=(place,)) for place in range(_TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return said


def test_a_draft_is_begun_once_whichever_came_first(gate: Gate) -> None:
    data, made = plan_file(), []

    def begin(place: int) -> None:
        # The clock of the one that is served first may be the later one.
        now = NOW + timedelta(milliseconds=place)
        made.append(begin_once(gate.about, Handed("a.docx", data), by=gate.author, now=now))

    assert together(begin) == [""] * _TIMES
    assert Draft.objects.count() == 1
    assert sorted(is_new for _, is_new in made) == [False] * (_TIMES - 1) + [True]


def test_a_number_is_asked_for_once(gate: Gate) -> None:
    draft = gate.ready()
    said = together(lambda place: ask_number(draft, by=gate.author, now=NOW))
    assert said.count("") == 1
    assert NumberRequest.objects.count() == 1


def test_a_number_is_drawn_once(gate: Gate) -> None:
    draft = gate.ready()
    about = Particulars("", "", TODAY, signer="Lò Văn A")
    said = together(lambda place: issue_draft(draft, about, seen=draft.version, by=gate.books.clerk, now=NOW))
    assert said.count("") == 1
    document = Document.objects.get()
    assert (document.reference, document.files.count()) == ("01/KH-UBND", 1)
    assert NumberedFile.objects.get().draft == fresh(draft)
