"""Which page each role sees first (DOMAIN.md, Roles). A person with several roles lands where the telephone is."""

from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Role

_PAGE_OF_ROLE = (
    (Role.COORDINATOR, "tickets:console"),
    (Role.SPECIALIST, "tickets:open_call_log"),
    (Role.TECHNICIAN, "tickets:open_call_log"),
    (Role.DIRECTOR, "tickets:queue"),
)


def landing_page(actor: Actor) -> str:
    """Return the name of the address where the actor lands."""
    for role, page in _PAGE_OF_ROLE:
        if actor.has_role(role):
            return page
    return "settings:index" if actor.is_administrator else "front:help"
