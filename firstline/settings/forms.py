"""The form of a setting, made from its fields. It parses; what is allowed, the service says."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.calendars.rules.written import read_zone
from firstline.kernel.errors import Invalid
from firstline.kernel.settings import Document, SettingField
from firstline.kit.words import sentence_of
from firstline.settings.rules.documents import ACTIVE


class _ReadField(forms.CharField):
    """Text that the room of the setting reads in its own way, such as hours."""

    def __init__(self, *, setting_field: SettingField, **kwargs: Any) -> None:
        self.setting_field = setting_field
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        read = self.setting_field.read
        try:
            return read(text) if read else text
        except Invalid as error:
            raise forms.ValidationError(sentence_of(error)) from error


class SettingForm(forms.Form):
    """The fields of one setting. Values of choices travel as JSON, so that a number stays a number."""

    def __init__(
        self, *args: Any, fields: list[SettingField], desk_id: int | None, is_new: bool, **kwargs: Any
    ) -> None:
        """Offer these fields; what is fixed can be written only once."""
        super().__init__(*args, **kwargs)
        self._shown = [f for f in fields if f.name != ACTIVE and (is_new or not f.is_fixed)]
        for field in self._shown:
            self.fields[field.name] = _form_field(field, desk_id)

    @staticmethod
    def of(document: Document, fields: list[SettingField]) -> dict[str, Any]:
        """Return what the form shows of a document at first."""
        return {field.name: _typed(field, document.get(field.name)) for field in fields}

    def document(self) -> Document:
        """Return the fields as the form says."""
        return {field.name: _value(field, self.cleaned_data[field.name]) for field in self._shown}


def _form_field(field: SettingField, desk_id: int | None) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": not field.is_optional}
    if field.read is not None:
        area = {"widget": forms.Textarea(attrs={"rows": 6})} if field.form == "text" else {}
        return _ReadField(setting_field=field, max_length=field.limit, **area, **common)
    if field.form == "yes_no":
        return forms.BooleanField(label=field.label, help_text=field.hint, required=False)
    if field.form == "number":
        bounds: dict[str, Any] = {"min_value": field.minimum, "max_value": field.maximum}
        return forms.IntegerField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **bounds, **common)
    if field.form == "choice":
        listed = [(json.dumps(value), name) for value, name in (field.choices(desk_id) if field.choices else ())]
        empty = [] if any(value == "null" for value, _name in listed) else [("", _("Choose one"))]
        return forms.ChoiceField(
            choices=[*empty, *listed], widget=forms.Select(attrs={"class": "form-select"}), **common
        )
    widget = forms.Textarea(attrs={"rows": 3}) if field.form == "text" else forms.TextInput()
    return forms.CharField(max_length=field.limit, widget=widget, **common)


def _typed(field: SettingField, value: Any) -> Any:
    if field.form == "choice":
        return json.dumps(value)
    if field.write is not None and value is not None:
        return field.write(value)
    return value


def _value(field: SettingField, typed: Any) -> Any:
    if field.form == "choice":
        return json.loads(typed) if typed else None
    return typed


class HelperForm(forms.Form):
    """What the helper of a kind asks. Names begin differently from those of the setting, whose form it stands in."""

    prefix = "helper"

    def __init__(self, *args: Any, asked: Sequence[SettingField], **kwargs: Any) -> None:
        """Ask these fields."""
        super().__init__(*args, **kwargs)
        for field in asked:
            self.fields[field.name] = _form_field(field, None)


class FirstDeskForm(forms.Form):
    """What the first desk is called, where it is rung, and which clock it goes by."""

    name = forms.CharField(
        label=gettext_lazy("Name of the agency's desk"),
        max_length=80,
        help_text=gettext_lazy("Stands on every page, such as Harbor Point help desk"),
    )
    extension = forms.CharField(label=gettext_lazy("Extension that people ring"), max_length=20)
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"), max_length=64, help_text=gettext_lazy("Such as America/New_York")
    )

    def clean_time_zone(self) -> str:
        """Return the zone by its proper name."""
        try:
            return read_zone(self.cleaned_data["time_zone"])
        except Invalid as error:
            raise forms.ValidationError(sentence_of(error)) from error
