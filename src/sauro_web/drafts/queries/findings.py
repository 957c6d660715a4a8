"""What the checks say of a draft now: found in its last version by the checks that hold, or stale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sauro.findings import Severity
from sauro_web.drafts.corrected import MENDED_BY_PROGRAM
from sauro_web.drafts.gate_checks import NAMES
from sauro_web.drafts.looking import STOPPING, key_of, may_be_waived, rules_now
from sauro_web.drafts.models import CheckRun, Draft, DraftVersion, GateRule, RunState, Waiver
from sauro_web.drafts.queries.gates import off_in

__all__ = ["Looked", "ShownFinding", "last_version", "looked_at", "looked_at_version", "why_shut"]

_CHIPS = {
    Severity.STOP: ("late", "phải xử lý"),
    Severity.ERROR: ("late", "sai quy định"),
    Severity.WARN: ("near", "nên sửa"),
    Severity.ASK: ("doubt", "cần trả lời"),
    Severity.NOTE: ("plain", "lưu ý"),
}
_GRAVEST_FIRST = list(Severity)


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding as a page has it: its place in the run, the kept values, and what was said to it."""

    number: int
    kept: Mapping[str, Any]
    key: str
    waiver: Waiver | None = None
    anchor: int | None = None
    """Number of its first mark in the text."""
    words: str = ""
    """What it points at."""

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return Severity(self.kept["severity"])

    @property
    def name(self) -> str:
        """The Vietnamese name of its check; its code where it is of no check."""
        return NAMES.get(self.kept["code"], "Tệp dự thảo")

    @property
    def chip(self) -> str:
        """The kind of its chip."""
        return "plain" if self.is_waived else _CHIPS[self.severity][0]

    @property
    def word(self) -> str:
        """How grave, in a word."""
        return "đã cho bỏ qua" if self.is_waived else _CHIPS[self.severity][1]

    @property
    def is_waived(self) -> bool:
        """Whether a second person let it pass."""
        return self.waiver is not None and self.waiver.granted is True

    @property
    def stops(self) -> bool:
        """Whether nothing is issued while it stands."""
        return self.severity in STOPPING and not self.is_waived

    @property
    def is_asked(self) -> bool:
        """Whether it waits that somebody lets it pass."""
        return self.waiver is not None and self.waiver.granted is None

    @property
    def may_be_waived(self) -> bool:
        """Whether it may be asked to let it pass."""
        is_open = self.waiver is None or self.waiver.granted is False
        return is_open and self.severity in STOPPING and may_be_waived(self.kept["code"])

    @property
    def can_be_mended(self) -> bool:
        """Whether a program can do what it suggests."""
        return bool(self.kept["edits"]) or self.kept["code"] in MENDED_BY_PROGRAM

    @property
    def has_page(self) -> bool:
        """Whether its check has a page of documentation."""
        return self.kept["code"] in NAMES


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a version. `stale` says in a sentence why the findings are not those of the draft as
    it stands; `waits` whether a check is under way."""

    version: DraftVersion
    run: CheckRun | None
    findings: Sequence[ShownFinding] = ()
    stale: str = ""
    waits: bool = False

    @property
    def stops(self) -> Sequence[ShownFinding]:
        """Those that have to be mended or waived."""
        return [one for one in self.findings if one.stops]

    @property
    def is_fresh(self) -> bool:
        """Whether the findings are those of the last version by the checks that hold."""
        return self.run is not None and self.run.state == RunState.DONE and not self.stale and not self.waits

    @property
    def counted(self) -> Sequence[tuple[str, str, int]]:
        """How many of each gravity, those let pass apart."""
        found: dict[tuple[str, str], int] = {}
        for one in self.findings:
            found[one.chip, one.word] = found.get((one.chip, one.word), 0) + 1
        return [(chip, word, many) for (chip, word), many in found.items()]


def last_version(draft: Draft) -> DraftVersion:
    """The version that counts."""
    return draft.versions.select_related("by").order_by("-number")[0]


def looked_at(draft: Draft, gate: GateRule | None) -> Looked:
    """What is known of the draft as it stands; while a check of the last version is under way, what was found
    in the one before it, as stale. Three queries."""
    version = last_version(draft)
    looked = looked_at_version(draft, version, gate)
    if looked.run is not None or version.number == 1:
        return looked
    before = draft.versions.filter(runs__state=RunState.DONE).order_by("-number").first()
    if before is None:
        return looked
    older = looked_at_version(draft, before, gate)
    return Looked(version, older.run, older.findings, older.stale, waits=True)


def looked_at_version(draft: Draft, version: DraftVersion, gate: GateRule | None) -> Looked:
    """What is known of one version. Three queries."""
    now = rules_now(off_in(gate))
    runs = list(version.runs.order_by("-pk"))
    waits = any(one.rules == now and one.state == RunState.WAITING for one in runs)
    done = [one for one in runs if one.state == RunState.DONE]
    run = next((one for one in done if one.rules == now), done[0] if done else None)
    if run is None:
        failed = next((one for one in runs if one.state == RunState.FAILED), None)
        return Looked(version, failed, waits=waits)
    waivers = {one.key: one for one in draft.waivers.select_related("asked_by", "decided_by").order_by("pk")}
    findings = sorted(shown_findings(run, version.folio["text"], waivers), key=_order)
    return Looked(version, run, findings, _stale(version, run, now), waits)


def shown_findings(run: CheckRun, text: str, waivers: Mapping[str, Waiver]) -> Iterable[ShownFinding]:
    """The findings of a run, in its order."""
    for number, kept in enumerate(run.findings):
        key = key_of(kept, text)
        words = " … ".join(" ".join(text[start:end].split())[:160] for start, end in kept["spans"][:2])
        yield ShownFinding(number, kept, key, waivers.get(key), words=words)


def _order(one: ShownFinding) -> tuple[bool, int, int]:
    start = one.kept["spans"][0][0] if one.kept["spans"] else -1
    return one.is_waived, _GRAVEST_FIRST.index(one.severity), start


def _stale(version: DraftVersion, run: CheckRun, now: str) -> str:
    last = DraftVersion.objects.filter(draft=version.draft_id).order_by("-number").values_list("number")[0][0]
    if version.number != last:
        return f"Đây là kết quả của lần dự thảo {version.number}; dự thảo đã có lần {last}."
    if run.rules != now:
        return "Các phép kiểm tra đã đổi từ khi có kết quả này; hãy kiểm tra lại."
    return ""


def why_shut(looked: Looked) -> str:
    """Why the draft is not let through the gate, in a sentence; "" where nothing stands in the way."""
    if looked.waits:
        return "Bản mới nhất đang được kiểm tra; hãy đợi có kết quả rồi làm lại."
    if not looked.is_fresh:
        return "Bản mới nhất chưa có kết quả kiểm tra còn giá trị; hãy bấm “Kiểm tra lại” trước."
    if looked.stops:
        first = looked.stops[0].kept["message"]
        return (
            f"Còn {len(looked.stops)} lỗi phải sửa, hoặc được người thứ hai cho bỏ qua, trước khi đi tiếp; "
            f"lỗi đầu tiên: {first}"
        )
    return ""
