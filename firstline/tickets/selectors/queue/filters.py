"""What the queue can be narrowed by: names of what the address asks for, and what the filter form offers."""

from dataclasses import dataclass

from firstline.catalog.models import Nature
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission
from firstline.people.models import Site
from firstline.teams.selectors import groups_with_members
from firstline.tickets.policies import visible_to
from firstline.tickets.rules.queue_query import Query
from firstline.tickets.selectors.queue.lists import sites_in_queue

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Offered:
    """What the filter form offers: ids as text, and names."""

    natures: Choices
    sites: Choices
    groups: Choices
    staff: Choices


def names_of(actor: Actor, query: Query) -> dict[str, str]:
    """Return the names of nature, site, group and assignee of the query, "" for what the actor does not see.

    One query for each that is asked for.
    """
    desks = actor.desk_ids(Permission.TICKET_READ)
    found: dict[str, str] = {"nature": "", "site": "", "group": "", "assignee": ""}
    if query.nature_id:
        nature = Nature.objects.filter(pk=query.nature_id, desk_id__in=desks).values_list("name", flat=True)
        found["nature"] = nature.first() or ""
    if query.site_id:
        found["site"] = _site_name(actor, query.site_id)
    if query.group_id or query.assignee.isdigit():
        groups = groups_with_members(actor)
        staff = {str(user_id): name for _group, members in groups for user_id, name in members}
        found["assignee"] = staff.get(query.assignee, "")
        found["group"] = next((group.name for group, _members in groups if group.pk == query.group_id), "")
    return found


def offered(actor: Actor) -> Offered:
    """Return what can be chosen: natures of the actor's desks, sites with open tickets, groups and their members."""
    desks = actor.desk_ids(Permission.TICKET_READ)
    groups = groups_with_members(actor)
    staff = {user_id: name for _group, members in groups for user_id, name in members}
    natures = Nature.objects.filter(desk_id__in=desks).order_by("name").values_list("id", "name")
    return Offered(
        natures=[(str(pk), name) for pk, name in natures],
        sites=sorted(((str(pk), name) for pk, name, _n in sites_in_queue(actor)), key=lambda item: item[1]),
        groups=[(str(group.pk), group.name) for group, _members in groups],
        staff=sorted(((str(pk), name) for pk, name in staff.items()), key=lambda item: item[1]),
    )


def _site_name(actor: Actor, site_id: int) -> str:
    """Return a site's name where a ticket that the actor sees comes from it: another desk's site tells nothing."""
    tickets = visible_to(actor).filter(requester__site_id=site_id)
    return Site.objects.filter(pk=site_id).values_list("name", flat=True).first() or "" if tickets.exists() else ""
