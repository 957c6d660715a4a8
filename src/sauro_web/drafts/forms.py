"""What is typed about drafts, cleaned; nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sauro.checks.model import Check
from sauro_web.accounts.models import Unit, User
from sauro_web.common.fields import BoxesField, DayField
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.documents.forms.drawing import AskForm, DrawForm
from sauro_web.documents.forms.filing import OneFile
from sauro_web.documents.forms.units import UnitChoice
from sauro_web.documents.models import Series
from sauro_web.documents.numbering import with_field
from sauro_web.documents.operations.drawing import Particulars, Sent
from sauro_web.documents.queries.units import units_named
from sauro_web.drafts.file_checks import FileCheck
from sauro_web.drafts.gate_checks import FAMILIES, NAMES, NEVER_OFF, running
from sauro_web.drafts.models import Draft, DraftState, GateRule, Stance
from sauro_web.drafts.operations.handing_in import About, Handed

__all__ = [
    "AppraiseForm",
    "AskOpinionsForm",
    "BeginForm",
    "ChangeForm",
    "DecideWaiverForm",
    "DraftFilters",
    "GateForm",
    "IssueForm",
    "MendForm",
    "OpinionForm",
    "ReplyForm",
    "SeenForm",
    "VersionForm",
    "WaiverForm",
    "WhyForm",
]


def _word_file() -> OneFile:
    field = OneFile(
        label="Tệp dự thảo",
        help_text="Tệp Word (.docx), không quá 50 MB. Văn bản bí mật nhà nước không đưa lên.",
    )
    field.widget.attrs["accept"] = ".docx"
    return field


def _area(label: str, most: int, *, required: bool = True, rows: int = 3, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=hint)


class SeenForm(forms.Form):
    """Which state of the draft the person saw."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class WhyForm(SeenForm):
    """The same, and why."""

    reason = _area("Lý do", 500)


_BEGINNING = ("loai", "subject", "why_needed", "drafting_unit", "is_procedure_result", "file")


class BeginForm(AskForm):
    """What the document is to be, and its first version. The place of what is similar stands beside it."""

    file = _word_file()

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        office: Unit,
        series: Sequence[Series],
        units: Sequence[Unit],
        on: date,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, office=office, series=series, on=on, initial=initial)
        del self.fields["issued_on"]
        known = Unit.objects.filter(pk__in=[one.pk for one in units])
        self.fields["drafting_unit"] = UnitChoice(
            label="Đơn vị soạn thảo", queryset=known, empty_label=None if len(units) == 1 else "Chọn đơn vị"
        )
        self.order_fields(_BEGINNING)

    @property
    def about(self) -> About:
        """Of a form that is valid."""
        clean = self.cleaned_data
        series, kind = self.series_and_kind
        return About(
            series, kind, clean["subject"], clean["why_needed"], clean["drafting_unit"],
            clean["is_procedure_result"],
        )  # fmt: skip

    @property
    def handed(self) -> Handed:
        """Of a form that is valid."""
        return Handed(*self.cleaned_data["file"])


class ChangeForm(BeginForm):
    """The same about a draft that is there: its unit stays, and it has its file."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, draft: Draft, series: Sequence[Series], on: date) -> None:
        first = {
            "loai": f"{draft.series_id}:{draft.kind}", "subject": draft.subject,
            "why_needed": draft.why_needed, "is_procedure_result": draft.is_procedure_result,
            "drafting_unit": draft.unit_id, "seen": draft.version,
        }  # fmt: skip
        super().__init__(data, office=draft.office, series=series, units=[draft.unit], on=on, initial=first)
        del self.fields["file"]


class VersionForm(SeenForm):
    """A further version, and what was changed in it."""

    file = _word_file()
    note = forms.CharField(label="Đã sửa những gì", max_length=500, required=False)

    @property
    def handed(self) -> Handed:
        """Of a form that is valid."""
        return Handed(*self.cleaned_data["file"])


class MendForm(SeenForm):
    """Which findings of which run are to be mended."""

    run = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.keys = set(data.getlist("key")[:500])


class AskOpinionsForm(SeenForm):
    """Whom to ask, by when, and what."""

    units = BoxesField(label="Đơn vị phối hợp", queryset=Unit.objects.none())
    due_on = DayField(label="Thời hạn góp ý")
    question = _area("Nội dung cần góp ý", 1_000, required=False)

    def __init__(self, data: QueryDict | None, *, units: QuerySet[Unit], draft: Draft, due_on: date) -> None:
        super().__init__(data, initial={"seen": draft.version, "due_on": due_on})
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
        self.fields["units"].label_from_instance = lambda one: one.label  # type: ignore[attr-defined]


class OpinionForm(forms.Form):
    """What a unit says."""

    stance = forms.ChoiceField(label="Ý kiến", choices=Stance.choices, widget=forms.RadioSelect)
    text = _area(
        "Nội dung góp ý", 5_000, required=False, rows=6, hint="Nêu rõ mục, điều cần sửa và sửa thế nào."
    )

    def clean(self) -> dict[str, Any]:
        """Who does not simply agree says why."""
        clean = super().clean() or {}
        if clean.get("stance") in (Stance.REMARKS, Stance.AGAINST) and not clean.get("text", "").strip():
            self.add_error("text", "Hãy ghi nội dung góp ý, hoặc chọn “nhất trí”.")
        return clean


class ReplyForm(forms.Form):
    """What becomes of an opinion."""

    taken = forms.ChoiceField(
        label="Xử lý", choices=[("yes", "tiếp thu"), ("no", "không tiếp thu, giải trình")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reply = _area("Giải trình", 5_000, required=False)


class AppraiseForm(SeenForm):
    """What the appraisal comes to."""

    accepted = forms.ChoiceField(
        label="Kết quả thẩm định", widget=forms.RadioSelect,
        choices=[("yes", "Đạt yêu cầu, chuyển duyệt"), ("no", "Trả lại để sửa")],
    )  # fmt: skip
    words = _area("Ý kiến thẩm định", 5_000, required=False, rows=5)


class WaiverForm(forms.Form):
    """Which finding should be let pass, and why."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = _area("Vì sao đề nghị bỏ qua", 500, rows=2)


class DecideWaiverForm(forms.Form):
    """What the second person says."""

    granted = forms.ChoiceField(
        label="Quyết định", widget=forms.RadioSelect,
        choices=[("yes", "Cho bỏ qua lỗi này ở dự thảo này"), ("no", "Không cho bỏ qua")],
    )  # fmt: skip
    answer = _area("Lý do", 500)


class IssueForm(DrawForm):
    """What the register keeps of the document besides what the draft says itself."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    as_it_is = forms.BooleanField(
        label="Ban hành với bản Word như đang có; tôi ghi số, ngày vào bản ấy rồi thêm vào văn bản",
        required=False,
    )  # fmt: skip
    _of_gate = ("seen", "as_it_is")
    _of_draft = ("loai", "subject", "why_needed", "is_procedure_result", "drafting_unit", "file")

    def __init__(
        self, data: QueryDict | None, *, draft: Draft, on: date, initial: dict[str, Any] | None = None
    ) -> None:
        first = {"seen": draft.version, **(initial or {})}
        super().__init__(data, office=draft.office, series=[draft.series], on=on, initial=first)
        self.draft = draft
        for name in self._of_draft:
            del self.fields[name]
        if not self._wants_field:
            del self.fields["symbol_part"]

    @property
    def _wants_field(self) -> bool:
        return with_field(self.draft.series.document_class, self.draft.kind)

    def clean(self) -> dict[str, Any]:
        """The symbol of a công văn names who drafted it."""
        clean = dict(self.cleaned_data)
        if self._wants_field:
            typed = "".join(clean.get("symbol_part", "").split())
            clean["symbol_part"] = typed or self.draft.unit.symbol
            if not clean["symbol_part"]:
                self.add_error("symbol_part", "Hãy ghi phần này của ký hiệu, ví dụ VX trong 12/UBND-VX.")
        return clean

    @property
    def particulars(self) -> Particulars:
        """Of a form that is valid."""
        clean = {name: value for name, value in self.cleaned_data.items() if name not in self._of_gate}
        names = clean.pop("recipients")
        units = units_named(self.office, names, self.on) if names else {}
        sent = tuple(Sent(name, units.get(name), clean["channel"]) for name in names)
        return Particulars(kind=self.draft.kind, subject=self.draft.subject, recipients=sent, **clean)

    @property
    def day(self) -> date:
        """The day that was chosen, else today."""
        chosen = self.cleaned_data.get("issued_on") if self.is_bound and self.is_valid() else None
        return chosen or self.on

    @property
    def field_of_symbol(self) -> str:
        """The part of a công văn's symbol that was typed; "" for none."""
        typed = self["symbol_part"].value() if "symbol_part" in self.fields else ""
        return "".join(str(typed or "").split())

    @property
    def shown_first(self) -> Sequence[forms.BoundField]:
        """The day, and the symbol of a công văn."""
        return [self[name] for name in ("issued_on", "symbol_part") if name in self.fields]

    @property
    def shown_then(self) -> Sequence[forms.BoundField]:
        """What the register wants besides."""
        return [self[name] for name in self.then if name in self.fields]


class GateForm(forms.Form):
    """Which checks are run, who appraises, who answers for the form. A box that is ticked is a check that
    runs."""

    checks = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    appraiser = UnitChoice(
        label="Đơn vị thẩm định", queryset=Unit.objects.none(), required=False,
        empty_label="Đầu mối theo dõi của cơ quan",
    )  # fmt: skip
    form_checker = forms.ModelChoiceField(
        label="Người chịu trách nhiệm về thể thức", queryset=User.objects.none(), required=False,
        empty_label="Văn thư giữ sổ của cơ quan",
    )  # fmt: skip
    opinion_days = forms.IntegerField(label="Số ngày làm việc để góp ý", min_value=1, max_value=60)
    reason = _area("Lý do thay đổi", 500, rows=2)

    def __init__(
        self, data: QueryDict | None, *, gate: GateRule | None, units: QuerySet[Unit], people: QuerySet[User]
    ) -> None:
        off = frozenset(gate.off) if gate else frozenset()
        first = {
            "checks": running(off),
            "appraiser": gate.appraiser_id if gate else None,
            "form_checker": gate.form_checker_id if gate else None,
            "opinion_days": gate.opinion_days if gate else 5,
        }  # fmt: skip
        super().__init__(data, initial=first)
        self.fields["checks"].choices = list(NAMES.items())  # type: ignore[attr-defined]
        self.fields["appraiser"].queryset = units  # type: ignore[attr-defined]
        self.fields["form_checker"].queryset = people  # type: ignore[attr-defined]

    @property
    def off(self) -> set[str]:
        """The checks that are not run. Of a form that is valid."""
        return NAMES.keys() - set(self.cleaned_data["checks"]) - NEVER_OFF

    @property
    def by_family(self) -> list[tuple[str, list[tuple[Check | FileCheck, bool, bool]], int]]:
        """The checks of each family, whether they run, and whether they are never turned off; and how many of
        them are off."""
        ticked = NEVER_OFF | set(self["checks"].value() or ())
        return [
            (
                name,
                [(one, one.code in ticked, one.code in NEVER_OFF) for one in checks],
                sum(one.code not in ticked for one in checks),
            )
            for name, checks in FAMILIES
            if checks
        ]


class DraftFilters(Filters):
    """By words and state."""

    tim = words("Tìm", "Trích yếu")
    trang_thai = choice("Trạng thái", [(one.value, one.label) for one in DraftState])
    cua = choice("Của ai", [("toi", "tôi soạn thảo")])

    def __init__(self, asked: QueryDict, *, person: User) -> None:
        self.person = person
        super().__init__(asked)

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The drafts that were asked for."""
        if "tim" in wanted:
            for word in wanted["tim"].split()[:8]:
                rows = rows.filter(subject__icontains=word)
        if "trang_thai" in wanted:
            rows = rows.filter(state=wanted["trang_thai"])
        return rows.filter(author=self.person) if "cua" in wanted else rows
