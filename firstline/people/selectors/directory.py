"""The lists and pages of people and sites, cut to what the actor may see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from firstline.desks.models import Desk
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.permissions import Permission
from firstline.people import policies
from firstline.people.models import PersonCategory, Room, Site, Vehicle
from firstline.people.rules.folding import fold
from firstline.people.selectors.callers import Ranges, search_people
from firstline.people.selectors.candidates import Narrowed
from firstline.people.selectors.cards import PersonCard, cards_of, to_card, with_details

COUNTED_TO = 1000


@dataclass(frozen=True)
class PersonLine:
    """A person of the list, with the ranges of each field that were searched for."""

    card: PersonCard
    highlights: Mapping[str, Ranges] = field(default_factory=dict)


@dataclass(frozen=True)
class SiteCard:
    """A site on a page. When ``is_cut`` only code, name and level are here."""

    id: int
    code: str
    name: str
    school_level: str
    is_active: bool
    is_cut: bool
    guarded_by_name: str
    phone: str = ""
    address: str = ""
    hours_note: str = ""


def people_lines(*, actor: Actor, query: str, narrowed: Narrowed, count: int) -> list[PersonLine]:
    """Return people for the list: the best matches first, or all by name without a query. Five to eight queries."""
    if query.strip():
        matches = search_people(actor=actor, query=query, limit=count, narrowed=narrowed)
        cards = cards_of(actor, [match.person_id for match in matches])
        return [PersonLine(cards[match.person_id], match.highlights) for match in matches if match.person_id in cards]
    found = with_details(policies.visible_to(actor).filter(_conditions(actor, narrowed)))
    return [PersonLine(to_card(actor, person)) for person in found.order_by("folded_name", "id")[:count]]


def all_people(*, actor: Actor, narrowed: Narrowed) -> Iterator[PersonCard]:
    """Return everybody of a list by name, for a file: batch by batch, each card cut as on the page."""
    found = with_details(policies.visible_to(actor).filter(_conditions(actor, narrowed)))
    for person in found.order_by("folded_name", "id").iterator(chunk_size=2000):
        yield to_card(actor, person)


def people_count(*, actor: Actor, narrowed: Narrowed) -> int:
    """Return how many people the list holds; ``COUNTED_TO`` + 1 stands for more than that."""
    return policies.visible_to(actor).filter(_conditions(actor, narrowed))[: COUNTED_TO + 1].count()


def directory_card(actor: Actor, person_id: int) -> PersonCard:
    """Return the card for the person page. *Raises* NotFound for who may not look people up."""
    if not policies.reads_directory(actor):
        raise NotFound
    card = cards_of(actor, [person_id]).get(person_id)
    if card is None:
        raise NotFound
    return card


def sites(actor: Actor) -> list[SiteCard]:
    """Return the sites by name, those given up last."""
    found = policies.sites_visible_to(actor).select_related("guarded_by")
    return sorted((_site_card(actor, site) for site in found), key=lambda site: (not site.is_active, fold(site.name)))


def site(actor: Actor, code: str) -> SiteCard:
    """Return one site. *Raises* NotFound."""
    found = policies.sites_visible_to(actor).select_related("guarded_by").filter(code=code).first()
    if found is None or not policies.reads_directory(actor):
        raise NotFound
    return _site_card(actor, found)


def rooms_of(actor: Actor, card: SiteCard) -> Sequence[Room]:
    """Return the rooms of a site with their buildings; none of a site that is cut."""
    if card.is_cut or not policies.reads_directory(actor):
        return []
    return list(Room.objects.select_related("building").filter(building__site=card.id).order_by("building", "name"))


def vehicles_of(actor: Actor, card: SiteCard) -> Sequence[Vehicle]:
    """Return the vehicles whose home is this site, as far as the actor may know of them."""
    return list(policies.vehicles_visible_to(actor).filter(home_site=card.id).order_by("id"))


def adding_desks(actor: Actor) -> list[tuple[int, str]]:
    """Return the desks for which the actor may add callers."""
    desks = Desk.objects.filter(pk__in=actor.desk_ids(Permission.PERSON_ADD), is_active=True)
    return list(desks.values_list("id", "name"))


def categories(actor: Actor) -> list[tuple[int, str]]:
    """Return the categories of personnel by name, for choosing one; none for who may not look people up."""
    if not policies.reads_directory(actor):
        return []
    return sorted(PersonCategory.objects.values_list("id", "name"), key=lambda pair: fold(pair[1]))


def _conditions(actor: Actor, narrowed: Narrowed) -> Q:
    condition = Q(is_active=narrowed.is_active)
    if narrowed.site_id is not None:
        condition &= Q(site_id=narrowed.site_id)
    if narrowed.category_id is not None:
        open_to_actor = Q(guarded_by=None) | Q(guarded_by__in=policies.guarding_desk_ids(actor))
        condition &= Q(category_id=narrowed.category_id) & open_to_actor
    return condition


def _site_card(actor: Actor, found: Site) -> SiteCard:
    whole = policies.sees_whole(actor, guarded_by_id=found.guarded_by_id)
    return SiteCard(
        id=found.pk,
        code=found.code,
        name=found.name,
        school_level=found.school_level,
        is_active=found.is_active,
        is_cut=not whole,
        guarded_by_name=found.guarded_by.name if found.guarded_by else "",
        phone=found.phone if whole else "",
        address=found.address if whole else "",
        hours_note=found.hours_note if whole else "",
    )
