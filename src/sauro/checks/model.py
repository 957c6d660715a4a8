"""What a check is, what it looks at, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sauro.anatomy.components import Components, components_of
from sauro.anatomy.parts import Anatomy
from sauro.checks.known import NOTHING_KNOWN, Known
from sauro.doctypes.kinds import DocumentKind
from sauro.findings import Edit, Severity
from sauro.folio.model import Folio
from sauro.folio.setting import Setting
from sauro.folio.span import Span
from sauro.plan.model import Plan

__all__ = ["Check", "Examined", "Family", "Fault", "Issuer", "Level", "on_setting"]


class Family(StrEnum):
    """What a check is about. Form and consistency tell; necessity asks, and a person answers."""

    FORM = "form"
    CONSISTENCY = "consistency"
    NECESSITY = "necessity"
    CLASSIFIED = "classified"


class Level(StrEnum):
    """Of which of the two levels of local government an office is (since 01/7/2025), or of a ministry."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Issuer:
    """What is known of the office that issues. What is empty is not known, and then nothing rests on it.

    `name` in full ("Ủy ban nhân dân xã Mai Lâm"), `symbol` of its documents ("UBND"), `seat` as it stands
    before the date ("Mai Lâm"), `parents` the offices above it, the nearest first, `units` those inside it
    with their `unit_symbols` ("VHXH") at the same places.
    """

    name: str = ""
    symbol: str = ""
    seat: str = ""
    level: Level | None = None
    parents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    unit_symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """A document as checks look at it: its text and parts, what is read out of it (`plan`, of any kind of
    document), how it is set where the file is a Word file, its kind where it is known, and who issues it.
    `components` are read from text and parts, and make known what the paragraphs of the setting are. All
    spans are places in `folio.text`."""

    folio: Folio
    anatomy: Anatomy
    plan: Plan
    setting: Setting | None = None
    kind: DocumentKind | None = None
    issuer: Issuer = Issuer()
    known: Known = NOTHING_KNOWN
    components: Components = field(default_factory=Components)

    def __post_init__(self) -> None:
        if not self.components.pieces:
            object.__setattr__(self, "components", components_of(self.folio, self.anatomy))
        if self.setting is not None:
            named = tuple(
                replace(one, component=self.components.at(one.span)) for one in self.setting.paragraphs
            )
            object.__setattr__(self, "setting", replace(self.setting, paragraphs=named))


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: one Vietnamese sentence, the place (None for the whole document) and others that
    it speaks of, what might be meant, and the changes that would mend it."""

    message: str
    span: Span | None = None
    suggestion: str | None = None
    edits: tuple[Edit, ...] = ()
    others: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `code` is stable and dotted ("F05.symbol": the number of the rule, then what of it); `name`
    is its Vietnamese name on pages; `basis` is the clause; `look` yields what it finds. Its page of
    documentation is `docs/kiem-tra/<code>.md`."""

    code: str
    name: str
    family: Family
    severity: Severity
    basis: str
    look: Callable[[Examined], Iterable[Fault]]


def on_setting(look: Callable[[Setting], Iterable[Fault]]) -> Callable[[Examined], Iterator[Fault]]:
    """A look at how a document is set, as a look at the document: nothing where that cannot be seen."""

    def found(examined: Examined) -> Iterator[Fault]:
        if examined.setting is not None:
            yield from look(examined.setting)

    return found
