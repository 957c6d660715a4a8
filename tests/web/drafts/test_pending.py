"""Drafts that wait are counted beside what was issued that day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.drafts_typed import letter_file, plan_file
from tests.web.drafts.conftest import NOW, Gate, checked, fresh

from sauro.anatomy.receivers import receivers_of
from sauro.folio.serial import from_json
from sauro_web.drafts.models import Draft
from sauro_web.drafts.operations.judging import submit
from sauro_web.drafts.queries.findings import looked_at
from sauro_web.drafts.queries.issuing import filled_in
from sauro_web.drafts.queries.pending import pending_beside

pytestmark = pytest.mark.django_db
OTHER = "Rà soát hộ cận nghèo năm 2026"


def other(gate: Gate, subject: str = OTHER) -> Draft:
    """Handed in, and not submitted yet."""
    return gate.begin(plan_file(subject=subject), about=replace(gate.about, subject=subject))


def asked(draft: Draft) -> list[str]:
    found = looked_at(fresh(draft), None).findings
    return [one.kept["message"] for one in found if one.kept["code"] == "need.same_day"]


def test_one_that_waits_is_told_of_by_kind_and_unit(gate: Gate) -> None:
    gate.accepted()
    (said,) = asked(other(gate))
    assert "dự thảo Kế hoạch của Phòng Văn hóa - Xã hội (chờ duyệt)" in said
    assert "Rà soát" not in said


def test_one_that_is_still_written_is_not(gate: Gate) -> None:
    gate.begin()
    assert asked(other(gate)) == []


def test_whoever_comes_later_is_asked_though_checked_before(gate: Gate) -> None:
    first, later = gate.begin(), other(gate)
    assert asked(later) == []
    submit(first, seen=first.version, by=gate.author, now=NOW)
    submit(later, seen=later.version, by=gate.author, now=NOW)
    assert len(asked(checked(later))) == 1
    assert asked(first) == []


def test_another_matter_or_other_receivers_are_not_told(gate: Gate) -> None:
    gate.accepted()
    assert pending_beside(other(gate, "Tiêm phòng gia súc vụ xuân")) == ()
    elsewhere = replace(gate.about, kind="Công văn", subject=OTHER)
    draft = gate.begin(letter_file("UBND-VX", subject=OTHER), about=elsewhere)
    assert len(pending_beside(draft)) == 1
    assert asked(draft) == []


def test_a_letter_goes_to_those_whom_it_addresses(gate: Gate) -> None:
    about = replace(gate.about, kind="Công văn")
    version = gate.begin(letter_file("UBND-VX"), about=about).versions.get()
    found = receivers_of(from_json(version.folio))
    assert (found.names, found.kept_by) == (("Phòng Kinh tế",), "VT, VHXH")
    assert filled_in(version)["recipients"] == "Phòng Kinh tế"
