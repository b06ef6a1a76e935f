"""A person's page, adding a caller, correcting a person."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from firstline.kernel import clock
from firstline.kernel.errors import Conflict, Invalid, NotAllowed
from firstline.kernel.registry import PERSON_PANELS
from firstline.people import policies
from firstline.people.forms import AddPersonForm, PersonForm
from firstline.people.models import Person
from firstline.people.selectors.cards import PersonCard
from firstline.people.selectors.directory import adding_desks, directory_card
from firstline.people.selectors.merging import leads_to
from firstline.people.services.persons import add_person, update_person
from firstline.people.views._parts import actor_in, add_problem, site_choices
from firstline.people.words import CONTACT_WORDS, LEVEL_WORDS


@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show a person: how to reach them, where they are, and what other rooms know."""
    actor = actor_in(request)
    if kept_id := leads_to(actor, person_id):
        return redirect("people:person", kept_id)
    card = directory_card(actor, person_id)
    done = {"added": _("Added to the directory"), "changed": _("Saved")}
    panels = sorted((panel for panel in PERSON_PANELS if panel.visible(actor)), key=lambda panel: panel.order)
    context = {
        "card": card,
        "contact_word": CONTACT_WORDS.get(card.preferred_contact, ""),
        "level_word": LEVEL_WORDS.get(card.school_level, "") if card.site_id else "",
        "panels": panels,
        "may_change": policies.can_change_person(actor, guarded_by_id=card.guarded_by_id),
        "may_merge": policies.can_merge_persons(actor, guarded_by_id=card.guarded_by_id),
        "done": done.get(request.GET.get("done", ""), ""),
    }
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a caller who is not in the directory yet."""
    actor = actor_in(request)
    desks = adding_desks(actor)
    if not desks:
        raise NotAllowed("people_add")
    sites = site_choices(actor)
    if request.method == "GET":
        form = AddPersonForm(initial={"name": request.GET.get("name", "")[:200]}, sites=sites, desks=desks)
        return render(request, "people/add.html", {"form": form})
    form = AddPersonForm(request.POST, sites=sites, desks=desks)
    known = None
    if form.is_valid():
        try:
            return _shown(_added(request, form), "added")
        except (Conflict, Invalid) as error:
            add_problem(form, error)
            known = directory_card(actor, error.params["person_id"]) if isinstance(error, Conflict) else None
    status = HTTPStatus.CONFLICT if known else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "people/add.html", {"form": form, "known": known}, status=status)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """Correct a person."""
    actor = actor_in(request)
    card = directory_card(actor, person_id)
    if not policies.can_change_person(actor, guarded_by_id=card.guarded_by_id):
        raise NotAllowed("people_change")
    sites = site_choices(actor)
    if request.method == "GET":
        return _edit_page(request, PersonForm(initial=PersonForm.of(card), sites=sites), card, HTTPStatus.OK)
    form = PersonForm(request.POST, sites=sites)
    if form.is_valid():
        try:
            changed = update_person(actor=actor, person_id=person_id, details=form.details(), now=clock.now())
            return _shown(changed, "changed")
        except (Conflict, Invalid) as error:
            add_problem(form, error)
    return _edit_page(request, form, card, HTTPStatus.UNPROCESSABLE_ENTITY)


def _added(request: HttpRequest, form: AddPersonForm) -> Person:
    data = form.cleaned_data
    return add_person(
        actor=actor_in(request),
        desk_id=form.desk_id,
        name=data["name"],
        extension=data["extension"],
        site_id=data["site"],
        phone=data["phone"],
        now=clock.now(),
    )


def _shown(found: Person, done: str) -> HttpResponse:
    return redirect(reverse("people:person", args=[found.pk]) + f"?done={done}")


def _edit_page(request: HttpRequest, form: PersonForm, card: PersonCard, status: int) -> HttpResponse:
    return render(request, "people/edit.html", {"form": form, "card": card}, status=status)
