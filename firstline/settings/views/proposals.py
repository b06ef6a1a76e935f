"""Helpers beside the form of a setting: what they propose is written into the form, and saved by saving it."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from firstline.kernel import clock
from firstline.kernel.errors import Invalid
from firstline.kernel.settings import SettingKind
from firstline.kit.forms import add_problem
from firstline.settings.forms import HelperForm, SettingForm

BUTTON = "propose"


@dataclass(frozen=True)
class Proposed:
    """The form with what was proposed, or as it was typed; the helper's own form, and a sentence where it worked."""

    form: SettingForm
    helper: HelperForm
    told: str = ""
    seen: str = ""

    @property
    def status(self) -> int:
        """The status of the page's answer."""
        return HTTPStatus.OK if self.told else HTTPStatus.UNPROCESSABLE_ENTITY

    @property
    def context(self) -> dict[str, Any]:
        """What the page shows of it. What was seen before stays so: saving still notices what a colleague did."""
        return {"helper_form": self.helper, "told": self.told, "seen": self.seen}


def empty_helper(kind: SettingKind) -> HelperForm | None:
    """Return the form of a kind's helper as it is at first, None where it has none."""
    if kind.helper is None:
        return None
    return HelperForm(asked=kind.helper.fields, initial=dict(kind.helper.initial(clock.now())))


def proposed(request: HttpRequest, kind: SettingKind, **form_of: Any) -> Proposed | None:
    """Return what the helper proposes to what was typed; None where its button was not pressed.

    The form is not judged yet, as it is not finished; only where the helper could not read it, its errors are shown.
    """
    if kind.helper is None or BUTTON not in request.POST:
        return None
    helper = HelperForm(request.POST, asked=kind.helper.fields)
    typed: dict[str, str] = {name: str(value) for name, value in request.POST.items()}
    seen = typed.get("seen", "")
    if helper.is_valid():
        try:
            proposal = kind.helper.propose(helper.cleaned_data, typed)
        except Invalid as error:
            if error.field not in helper.fields:
                return Proposed(SettingForm(request.POST, **form_of), helper, seen=seen)
            add_problem(helper, error)
        else:
            form = SettingForm(initial=typed | dict(proposal.texts), **form_of)
            return Proposed(form, helper, proposal.sentence, seen)
    return Proposed(SettingForm(initial=typed, **form_of), helper, seen=seen)
