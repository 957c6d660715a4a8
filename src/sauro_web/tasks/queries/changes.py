"""The page that shows what an amended plan changes: field by field, word by word, and what becomes of the
work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sauro_web.common.word_changes import Piece, names_changed, words_changed
from sauro_web.plans.models import ImportedPlan, PlanState, SuggestionKind, SuggestionState
from sauro_web.plans.pairing import Changed, Duty, Pair
from sauro_web.plans.queries.difference import Difference, difference, difference_of_figures
from sauro_web.tasks.models import Task
from sauro_web.tasks.queries.carrying import Forecast, forecast

__all__ = ["ChangeSheet", "FieldChange", "Figures", "Row", "change_sheet"]

_FIELDS = {
    "text": "Việc",
    "lead": "Chủ trì",
    "cooperating": "Phối hợp",
    "due": "Thời hạn",
    "product": "Sản phẩm",
    "authority": "Thẩm quyền",
}
_NAMES = ("lead", "cooperating")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a duty, both wordings in one."""

    label: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Row:
    """A duty as the page shows it; `task` is what it gave under the plan before, None where nothing or where
    the person may not open it."""

    old: Duty | None
    new: Duty | None
    changes: Sequence[FieldChange]
    task: int | None
    is_open: bool
    """Whether nobody has decided on its card yet."""

    @property
    def duty(self) -> Duty | None:
        """The wording that holds."""
        return self.new or self.old

    @property
    def wording(self) -> FieldChange | None:
        """The change of the wording itself, where there is one."""
        return next((change for change in self.changes if change.label == _FIELDS["text"]), None)

    @property
    def others(self) -> list[FieldChange]:
        """The other changes."""
        return [change for change in self.changes if change.label != _FIELDS["text"]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What changed of the targets, of the limits of meetings, or of the reports owed."""

    label: str
    changed: Sequence[Sequence[Piece]]
    new: Sequence[str]
    gone: Sequence[str]
    same: int


@dataclass(frozen=True, slots=True)
class ChangeSheet:
    """Two plans side by side."""

    amended: ImportedPlan
    changed: Sequence[Row]
    new: Sequence[Row]
    gone: Sequence[Row]
    same: Sequence[Row]
    figures: Sequence[Figures]
    forecast: Forecast | None
    """Until the plan is issued; afterwards it has come true."""

    @property
    def going_on(self) -> int:
        """Tasks that go on."""
        return len(self.same) + len(self.changed)

    @property
    def has_open(self) -> bool:
        """Whether somebody has still to decide on a duty."""
        return any(row.is_open for row in (*self.changed, *self.new, *self.same))


def change_sheet(
    amended: ImportedPlan, plan: ImportedPlan, *, on: date, opens: Collection[int] | None = None
) -> ChangeSheet:
    """The difference of `plan` to the plan that it amends; `opens` are the tasks that the person may open,
    None for all. Eighteen queries, and two for each group."""
    found = difference(amended, plan)
    tasks = dict(Task.objects.filter(plan=amended).values_list("suggestion_id", "pk"))
    waiting = plan.suggestions.filter(kind=SuggestionKind.TASK, twin_of=None, state=SuggestionState.OPEN)
    undecided = set(waiting.values_list("pk", flat=True))

    def row(pair: Pair) -> Row:
        task = tasks.get(pair.old.number) if pair.old else None
        return Row(
            old=pair.old,
            new=pair.new,
            changes=[_shown(change) for change in sorted(pair.changes, key=_place)],
            task=task if opens is None or task in opens else None,
            is_open=pair.new is not None and pair.new.number in undecided,
        )

    return ChangeSheet(
        amended,
        changed=[row(pair) for pair in found.changed],
        new=[row(pair) for pair in found.new],
        gone=[row(pair) for pair in found.gone],
        same=[row(pair) for pair in found.same],
        figures=[_figures(kind.label, told) for kind, told in difference_of_figures(amended, plan).items()],
        forecast=forecast(amended, plan, found, on=on) if plan.state == PlanState.REVIEW else None,
    )


def _figures(label: str, told: Difference) -> Figures:
    return Figures(
        label,
        changed=[
            words_changed(change.before, change.after) for pair in told.changed for change in pair.changes
        ],
        new=[pair.new.text for pair in told.new if pair.new],
        gone=[pair.old.text for pair in told.gone if pair.old],
        same=len(told.same),
    )


def _place(change: Changed) -> int:
    return list(_FIELDS).index(change.field)


def _shown(change: Changed) -> FieldChange:
    if change.field in _NAMES:
        names = (words.split("; ") if words else [] for words in (change.before, change.after))
        return FieldChange(_FIELDS[change.field], names_changed(*names))
    return FieldChange(_FIELDS[change.field], words_changed(change.before, change.after))
