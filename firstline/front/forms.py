"""Input of the search page."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from firstline.kit.words import STATUS_WORDS
from firstline.tickets.models import Status
from firstline.tickets.selectors.search import OPEN, Place, Search

Choices = list[tuple[int, str]]
_PLACE_PARTS = 3
_MAX_ID = 2**63 - 1
_MAX_DIGITS = len(str(_MAX_ID))


class SearchForm(forms.Form):
    """What the search page is asked for; all of it stands in the address."""

    q = forms.CharField(label=_("Words, number or name"), max_length=200, required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    opened_from = forms.DateField(label=_("Opened from"), required=False, widget=forms.DateInput({"type": "date"}))
    opened_to = forms.DateField(label=_("Opened to"), required=False, widget=forms.DateInput({"type": "date"}))
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("Best match first")), ("newest", _("Newest first"))]
    )

    def __init__(
        self, *args: Any, kinds: list[tuple[str, Any]], desks: Choices, natures: Choices, **kwargs: Any
    ) -> None:
        """Offer these kinds, and to staff their desks and natures."""
        super().__init__(*args, **kwargs)
        statuses = [(code.value, STATUS_WORDS[code.value]) for code in Status if code != Status.WAITING]
        self.fields["status"].choices = [("", _("Any status")), (OPEN, _("All open")), *statuses]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", _("Everything")), *kinds]
        )
        if len(desks) > 1:
            self.fields["desk"] = _chosen(_("Desk"), _("All desks"), desks)
        if natures:
            self.fields["nature"] = _chosen(_("Nature"), _("Any nature"), natures)
        self.order_fields(["q", "kind", "desk", "status", "nature", "opened_from", "opened_to", "sort"])

    def search(self) -> Search:
        """Return what tickets are looked for; what was not understood is left out and said beside its field."""
        self.is_valid()
        said = self.cleaned_data
        last = said.get("opened_to")
        return Search(
            text=said.get("q", ""),
            desk_id=said.get("desk"),
            status=said.get("status", ""),
            nature_id=said.get("nature"),
            opened_from=_midnight(said.get("opened_from")),
            opened_before=_midnight(last + timedelta(days=1)) if last and last < date.max else None,
            newest_first=said.get("sort") == "newest",
        )


def read_place(text: str) -> Place | None:
    """Return where a page goes on, ``score~ticket~newest``; None for anything else."""
    parts = text.split("~")
    if len(parts) != _PLACE_PARTS or not all(
        part.isascii() and part.isdecimal() and len(part) <= _MAX_DIGITS for part in parts
    ):
        return None
    score, ticket_id, newest_id = (int(part) for part in parts)
    return Place(score, ticket_id, newest_id) if max(score, ticket_id, newest_id) <= _MAX_ID and score < 2**31 else None


def place_text(place: Place) -> str:
    """Return a place as addresses write it."""
    return f"{place.score}~{place.ticket_id}~{place.newest_id}"


def _chosen(label: Any, empty: Any, choices: Choices) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[("", empty), *choices], coerce=int, empty_value=None, required=False
    )


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None
