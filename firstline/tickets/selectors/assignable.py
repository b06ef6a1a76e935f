"""Who could have a ticket: staff who may work at its desk, those of its group first, then who is free, then load."""

from dataclasses import dataclass

from firstline.kernel.actor import Actor
from firstline.people.rules.folding import fold
from firstline.routing.rules.standing import Availability
from firstline.teams.selectors import StaffMember, can_work_at, staff_of
from firstline.tickets.models import Ticket
from firstline.tickets.selectors.console import open_counts

SHOWN = 12


@dataclass(frozen=True)
class Assignable:
    """A person who could have the ticket. ``fits`` means a member of its group."""

    member: StaffMember
    open_count: int
    fits: bool
    is_me: bool


def assignable_staff(actor: Actor, ticket: Ticket, text: str = "", limit: int = SHOWN) -> list[Assignable]:
    """Return the staff whose names, groups or extension have all the words. Three queries."""
    words = fold(text).split()
    members = [member for member in staff_of(actor, ticket.desk_id) if _matches(member, words)]
    loads = open_counts(actor, [member.user_id for member in members])
    found = [
        Assignable(
            member,
            loads.get(member.user_id, 0),
            fits=ticket.group_id in member.group_ids,
            is_me=member.user_id == actor.user_id,
        )
        for member in members
    ]
    return sorted(found, key=_rank)[:limit]


def user_id_by_name(actor: Actor, ticket: Ticket, name: str) -> int | None:
    """Return the account of the one member of staff with this name, for pages without script."""
    wanted = fold(name)
    ids = [m.user_id for m in staff_of(actor, ticket.desk_id) if fold(m.name) == wanted]
    return ids[0] if len(ids) == 1 and can_work_at(ids[0], ticket.desk_id) else None


def _matches(member: StaffMember, words: list[str]) -> bool:
    text = fold(" ".join((member.name, member.extension, *member.group_names)))
    return all(word in text for word in words)


def _rank(found: Assignable) -> tuple[bool, int, int, str]:
    return (not found.fits, Availability(found.member.state).order, found.open_count, found.member.name)
