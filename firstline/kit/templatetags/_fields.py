"""What the field and error summary partials need of a form."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import ngettext

CSS_OF_WIDGET: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "form-select"),
    (forms.FileInput, "form-control"),
    (forms.Widget, "form-control"),
)


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    return "check" if isinstance(widget, forms.CheckboxInput) else "input"


def field_parts(bound: BoundField, *, hint: str = "", optional: bool | None = None, label: str = "") -> dict[str, Any]:
    """Return what ``kit/_field.html`` draws: label above, hint under it, error with an icon, all tied by ids.

    A field that is not required is marked optional unless ``optional`` says otherwise.
    """
    widget = bound.field.widget
    field_id = bound.id_for_label or bound.auto_id or bound.html_name
    hint = hint or str(bound.help_text or "")
    described = [f"{field_id}-hint"] if hint else []
    if bound.errors:
        described.append(f"{field_id}-error")
    css = next(css for kind, css in CSS_OF_WIDGET if isinstance(widget, kind))
    attributes: dict[str, str | bool] = {"class": f"{css} {widget.attrs.get('class', '')}".strip()}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = _kind(widget)
    return {
        "bound": bound,
        "kind": kind,
        "label": label or bound.label,
        "field_id": field_id,
        "hint": hint,
        "optional": (not bound.field.required and kind != "check") if optional is None else optional,
        "control": bound.as_widget(attrs=attributes) if kind in {"input", "check"} else "",
        "described": " ".join(described),
    }


def summary_parts(form: forms.BaseForm | None) -> dict[str, Any]:
    """Return what ``kit/_error_summary.html`` lists: each error with a link to its field."""
    if form is None or not form.is_bound or not form.errors:
        return {"problems": []}
    problems: list[tuple[str, str, str]] = []
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        target = (bound.id_for_label or bound.auto_id) if bound else ""
        problems.extend((target, str(bound.label) if bound else "", str(error)) for error in errors)
    title = ngettext("%(count)d thing to fix", "%(count)d things to fix", len(problems)) % {"count": len(problems)}
    return {"problems": problems, "title": title}
