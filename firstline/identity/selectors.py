"""Reading accounts and roles."""

from collections import defaultdict

from firstline.identity.models import User
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Role


def actor_of(user: User, *, request_id: str = "") -> Actor:
    """Return the actor that this account is: its person's name and its roles at active desks. One query."""
    roles: dict[int, set[Role]] = defaultdict(set)
    for desk_id, role in user.grants.filter(desk__is_active=True).values_list("desk_id", "role"):
        roles[desk_id].add(Role(role))
    return Actor(
        name=user.person.name,
        user_id=user.pk,
        person_id=user.person_id,
        roles={desk_id: frozenset(held) for desk_id, held in sorted(roles.items())},
        is_administrator=user.is_administrator,
        request_id=request_id,
    )
