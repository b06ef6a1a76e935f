"""Input of the pages of people and imports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstline.people.models import ImportKind
from firstline.people.rules.import_cells import MAX_LENGTHS
from firstline.people.selectors.cards import PersonCard
from firstline.people.services.persons import PersonDetails
from firstline.people.words import CONTACT_WORDS

_SEVERAL = 600
Choices = list[tuple[int, str]]


def _text(label: Any, field: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=MAX_LENGTHS.get(field, _SEVERAL), required=False, **more)


def _choice(label: Any, empty: Any, choices: Choices) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[("", empty), *choices], coerce=int, empty_value=None, required=False
    )


class PeopleFilterForm(forms.Form):
    """What narrows the list of people; all of it stands in the address."""

    q = forms.CharField(label=_("Name, number or room"), max_length=120, required=False)
    left = forms.BooleanField(label=_("People who have left"), required=False)
    show = forms.IntegerField(min_value=1, max_value=1000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sites: Choices, categories: Choices, **kwargs: Any) -> None:
        """Offer these sites and categories."""
        super().__init__(*args, **kwargs)
        self.fields["site"] = _choice(_("Site"), _("All sites"), sites)
        self.fields["category"] = _choice(_("Category"), _("All categories"), categories)
        self.order_fields(["q", "site", "category", "left", "show"])


class AddPersonForm(forms.Form):
    """The little that is known of a new caller."""

    name = forms.CharField(label=_("Name"), max_length=MAX_LENGTHS["name"], required=False)
    extension = _text(_("Extension"), "extension")
    phone = _text(_("Phone"), "phone")

    def __init__(self, *args: Any, sites: Choices, desks: Choices, **kwargs: Any) -> None:
        """Offer these sites, and the desks for which the actor may add people."""
        super().__init__(*args, **kwargs)
        self.fields["site"] = _choice(_("Site"), _("Not known"), sites)
        if len(desks) > 1:
            self.fields["desk"] = forms.TypedChoiceField(label=_("Caller of"), choices=desks, coerce=int)
        self._only_desk = desks[0][0] if desks else 0

    @property
    def desk_id(self) -> int:
        """The desk whose caller this is."""
        return int(self.cleaned_data.get("desk") or self._only_desk)


class PersonForm(forms.Form):
    """All that can be corrected of a person. Several numbers or addresses are parted by semicolons."""

    name = forms.CharField(label=_("Name"), max_length=MAX_LENGTHS["name"], required=False)
    extension = _text(_("Extension"), "extension")
    phones = _text(_("Phone numbers"), "phones")
    emails = _text(_("Email addresses"), "emails")
    building = _text(_("Building"), "building")
    room = _text(_("Room"), "room")
    job_title = _text(_("Job title"), "job_title")
    preferred_contact = forms.ChoiceField(label=_("Preferred contact"), choices=list(CONTACT_WORDS.items()))
    accommodation_note = _text(_("Accommodation note"), "accommodation_note")

    def __init__(self, *args: Any, sites: Choices, **kwargs: Any) -> None:
        """Offer these sites."""
        super().__init__(*args, **kwargs)
        self.fields["site"] = _choice(_("Site"), _("None"), sites)
        self.order_fields(["name", "extension", "phones", "emails", "site", "building", "room"])

    @staticmethod
    def of(card: PersonCard) -> dict[str, Any]:
        """Return what the form shows of a person at first."""
        return {
            "name": card.name,
            "extension": card.extension,
            "phones": "; ".join(card.phones),
            "emails": "; ".join(card.emails),
            "site": card.site_id,
            "building": card.building,
            "room": card.room,
            "job_title": card.job_title,
            "preferred_contact": card.preferred_contact,
            "accommodation_note": card.accommodation_note,
        }

    def details(self) -> PersonDetails:
        """Return the person as the form says."""
        data = self.cleaned_data
        return PersonDetails(
            name=data["name"],
            extension=data["extension"],
            site_id=data["site"],
            building=data["building"],
            room=data["room"],
            job_title=data["job_title"],
            phones=_parts(data["phones"]),
            emails=_parts(data["emails"]),
            preferred_contact=data["preferred_contact"],
            accommodation_note=data["accommodation_note"],
        )


class ImportForm(forms.Form):
    """A file and what it holds."""

    kind = forms.ChoiceField(
        label=_("What the file holds"), choices=[(ImportKind.PEOPLE, _("People")), (ImportKind.SITES, _("Sites"))]
    )
    file = forms.FileField(label=_("File"), allow_empty_file=True, required=False)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
