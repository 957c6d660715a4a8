"""Input on plans, cleaned; nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.http import QueryDict

from sauro.cli.wording import period_words, written_date
from sauro.dates.due import Rhythm
from sauro.dates.parse import read_due
from sauro.plan.serial import due_to_json
from sauro_web.accounts.models import Unit
from sauro_web.common.bare import holding
from sauro_web.common.fields import DayField, FigureField
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.plans.identity import whole_day
from sauro_web.plans.models import (
    MentionRole,
    Origin,
    PlanState,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from sauro_web.plans.queries.wording import target_words

__all__ = [
    "DecisionForm",
    "DiscardForm",
    "MeantForm",
    "OriginForm",
    "PartForm",
    "PlanFilters",
    "SeenForm",
    "TieForm",
    "UploadForm",
    "VersionForm",
    "correction_form",
]

_MOST_FILES = 50
_LEAP_YEAR = 2028
"""A day of every year may be the 29th of February."""


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _SeveralFilesField(forms.FileField):
    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """All files chosen; an empty one is for the reader to speak of."""
        files = data if isinstance(data, Sequence) and data else [None]
        return [super(_SeveralFilesField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    """One or several files."""

    file = _SeveralFilesField(
        label="Tệp kế hoạch",
        allow_empty_file=True,
        error_messages={"required": "Hãy chọn ít nhất một tệp kế hoạch."},
    )

    place = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    """Which of several it is, where script sends them one by one."""

    def clean_file(self) -> list[UploadedFile]:
        """At most fifty at once."""
        files: list[UploadedFile] = self.cleaned_data["file"]
        if len(files) > _MOST_FILES:
            raise forms.ValidationError(
                f"Mỗi lần tải lên nhiều nhất {_MOST_FILES} tệp; hãy chia thành nhiều lần."
            )
        return files


class DiscardForm(forms.Form):
    """Why a plan is put aside."""

    reason = forms.CharField(
        label="Lý do bỏ kế hoạch này",
        max_length=500,
        error_messages={"required": "Hãy ghi lý do, để người khác biết vì sao kế hoạch này bị bỏ."},
    )


class SeenForm(forms.Form):
    """The version of the plan that the person saw."""

    version = forms.IntegerField(min_value=0)


class TieForm(SeenForm):
    """Another plan, or none; for a document that is not in the program the words that name it."""

    plan = forms.IntegerField(required=False, min_value=1)
    reference = forms.CharField(required=False, max_length=100)


class OriginForm(SeenForm):
    """Whose plan it is."""

    origin = forms.ChoiceField(choices=Origin.choices)


class DecisionForm(forms.Form):
    """Confirm, reject or open again."""

    state = forms.ChoiceField(choices=SuggestionState.choices)
    version = forms.IntegerField(min_value=0)


class VersionForm(forms.Form):
    """What every step on a card carries: the version that the person saw, and whether its units stay open
    for the next step."""

    version = forms.IntegerField(min_value=0)
    opened = forms.IntegerField(required=False, min_value=1)


class PartForm(forms.Form):
    """As what a unit takes part in a task or a report."""

    role = forms.ChoiceField(choices=MentionRole.choices)


class PlaceForm(forms.Form):
    """A place in the text of a plan."""

    start = forms.IntegerField(min_value=0)


class MeantForm(VersionForm):
    """A unit, a group, or neither: nobody in the organisation."""

    unit = forms.IntegerField(required=False, min_value=1)
    group = forms.IntegerField(required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        """Not both."""
        cleaned = super().clean() or {}
        if cleaned.get("unit") and cleaned.get("group"):
            raise forms.ValidationError("Hãy chọn một đơn vị hoặc một nhóm, không chọn cả hai.")
        return cleaned


class _Correction(forms.Form):
    """What every form of a card carries: the version that the person saw."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def corrected(self) -> dict[str, Any]:
        """The fields of the suggestion as they were typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class TaskForm(_Correction):
    """The wording, the product, the time and who may decide."""

    text = forms.CharField(label="Việc", max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))
    product = forms.CharField(label="Sản phẩm", max_length=1_000, required=False)
    due_text = forms.CharField(
        label="Thời hạn",
        max_length=300,
        required=False,
        help_text="Ghi như trong văn bản: “Trước ngày 15/3/2026”, “Quý II/2026”, “Hằng tháng”.",
    )
    authority = forms.CharField(label="Thẩm quyền quyết định", max_length=300, required=False)

    def __init__(self, *args: Any, year: int | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._year = year

    def corrected(self) -> dict[str, Any]:
        """The time limit is read from its words again, by the rule that read the plan; `year` is the plan's
        own."""
        value = super().corrected()
        due = read_due(value["due_text"].strip(), year=self._year) if value["due_text"].strip() else None
        value["due"] = due_to_json(due) if due else None
        return value


class DocumentForm(_Correction):
    """Number, date and the like."""

    type = forms.CharField(label="Loại văn bản", max_length=60, required=False)
    number = forms.CharField(label="Số", max_length=20, required=False)
    symbol = forms.CharField(label="Ký hiệu", max_length=60, required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200, required=False)
    date = DayField(
        label="Ngày ban hành",
        required=False,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Hãy ghi ngày theo dạng 15/06/2026."},
    )
    subject = forms.CharField(label="Trích yếu", max_length=1_000, required=False, widget=forms.Textarea)

    def corrected(self) -> dict[str, Any]:
        """The date as JSON has it."""
        value = super().corrected()
        value["date"] = value["date"].isoformat() if value["date"] else None
        return value


class _WrittenDate(forms.CharField):
    """A year, a month or a day as offices write it; cleaned as JSON has it ("2026-12")."""

    _FORMS = (("%d/%m/%Y", "%Y-%m-%d"), ("%m/%Y", "%Y-%m"), ("%Y", "%Y"))

    def clean(self, value: Any) -> str | None:
        """None where nothing is written."""
        written = super().clean(value)
        if not written:
            return None
        for read, kept in self._FORMS:
            with suppress(ValueError):
                return datetime.strptime(written, read).strftime(kept)
        raise forms.ValidationError("Hãy ghi năm, tháng hoặc ngày theo dạng 2026, 6/2026 hoặc 15/06/2026.")


class _YearlyDay(forms.CharField):
    """A day of every year as offices write it; cleaned as JSON has it ("06-15")."""

    def clean(self, value: Any) -> str | None:
        """None where nothing is written."""
        written = super().clean(value)
        if not written:
            return None
        with suppress(ValueError):
            return datetime.strptime(f"{written}/{_LEAP_YEAR}", "%d/%m/%Y").strftime("%m-%d")
        raise forms.ValidationError("Hãy ghi ngày và tháng theo dạng 15/06.")


class TargetForm(_Correction):
    """A figure that must be reached. What was read is kept under a code where it has one; the officer sees
    and writes words."""

    indicator = forms.CharField(label="Chỉ tiêu", max_length=200)
    comparator = forms.ChoiceField(
        label="So sánh", choices=[(">=", "ít nhất"), ("<=", "nhiều nhất"), ("=", "bằng")]
    )
    value = FigureField(label="Mức")
    unit = forms.CharField(label="Đơn vị tính", max_length=60, required=False)
    basis = forms.CharField(label="So với", max_length=60, required=False)
    by = _WrittenDate(label="Đến", max_length=20, required=False)

    def __init__(
        self, *args: Any, coded: Mapping[str, str | None], words: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._coded, self._words = coded, words

    def corrected(self) -> dict[str, Any]:
        """Words that were left as they stood mean the code that they stood for."""
        value = super().corrected()
        for name, word in self._words.items():
            if name in value and value[name] == word:
                value[name] = self._coded[name]
        return value


class LimitForm(_Correction):
    """How long a kind of meeting may last."""

    kind = forms.CharField(label="Loại họp", max_length=200)
    max_days = FigureField(label="Nhiều nhất (ngày)", min_value=0)


class ReportForm(_Correction):
    """A report that somebody owes: how often, and by when."""

    period = forms.ChoiceField(
        label="Kỳ báo cáo",
        required=False,
        choices=[("", "Định kỳ, không nói rõ kỳ"), *((one.value, period_words(one)) for one in Rhythm)],
    )
    day_of_month = forms.IntegerField(
        label="Hạn: ngày trong tháng",
        required=False,
        min_value=1,
        max_value=31,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text="Báo cáo quý: ngày của tháng cuối quý.",
    )
    due_day = _YearlyDay(
        label="Hoặc: ngày trong năm", max_length=5, required=False, help_text="Theo dạng 15/06."
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if cleaned.get("day_of_month") and cleaned.get("due_day"):
            raise forms.ValidationError("Hãy ghi ngày trong tháng hoặc ngày trong năm, không ghi cả hai.")
        return cleaned

    def corrected(self) -> dict[str, Any]:
        """None for no period, as JSON has it."""
        value = super().corrected()
        return value | {"period": value["period"] or None}


_FORMS: dict[SuggestionKind, type[_Correction]] = {
    SuggestionKind.DOCUMENT: DocumentForm,
    SuggestionKind.TASK: TaskForm,
    SuggestionKind.TARGET: TargetForm,
    SuggestionKind.LIMIT: LimitForm,
    SuggestionKind.REPORT: ReportForm,
}


def correction_form(suggestion: Suggestion, data: Mapping[str, Any] | None = None) -> _Correction:
    """The form for what a suggestion holds, filled with what holds now."""
    form = _FORMS[SuggestionKind(suggestion.kind)]
    initial = {**suggestion.value, "version": suggestion.version}
    if form is DocumentForm:
        initial["date"] = whole_day(initial["date"])
    if form is TaskForm:
        return TaskForm(data, initial=initial, year=_year_of(suggestion))
    if form is TargetForm:
        words = target_words(suggestion.value, suggestion.read)
        return TargetForm(data, initial=initial | words, coded=suggestion.value, words=words)
    if form is ReportForm and initial["due_day"]:
        initial["due_day"] = written_date(initial["due_day"])
    return form(data, initial=initial)


def _year_of(suggestion: Suggestion) -> int | None:
    """The year that "Quý II" means where no year is said: the plan's own."""
    found = suggestion.plan.reading.found["document"]["date"]
    if suggestion.plan.issued_on is not None:
        return suggestion.plan.issued_on.year
    return int(found[:4]) if found else None


class PlanFilters(Filters):
    """What of the plans of an office one wants to see; offices are offered where the person has several."""

    def __init__(self, asked: QueryDict, *, years: Sequence[int], offices: Sequence[Unit]) -> None:
        self._years, self._offices = years, offices
        super().__init__(asked)

    def arrange(self) -> None:
        """Search, state, year."""
        self.fields["tim"] = words("Tìm", "Trích yếu, số ký hiệu")
        states = [(value, word) for value, word in PlanState.choices if value != PlanState.DISCARDED]
        self.fields["trang-thai"] = choice("Trạng thái", states)
        self.fields["nam"] = choice("Năm", [(str(year), str(year)) for year in self._years])
        if len(self._offices) > 1:
            first, *others = self._offices
            named = [(str(office.pk), office.label) for office in others]
            self.fields["co-quan"] = choice("Cơ quan", named, every=first.label)

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The plans that were asked for; those of another office the view has taken already."""
        if "tim" in wanted:
            rows = holding(
                rows.annotate(cited_as=_CITED), wanted["tim"], "subject", "cited_as", "issuer", "file_name"
            )
        if "trang-thai" in wanted:
            rows = rows.filter(state=wanted["trang-thai"])
        return rows.filter(year=wanted["nam"]) if "nam" in wanted else rows


_CITED = Concat("number", Value("/"), "symbol")
