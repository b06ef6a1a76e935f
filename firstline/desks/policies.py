"""Who sees which desk."""

from firstline.kernel.actor import Actor


def sees(actor: Actor, desk_id: int) -> bool:
    """Return whether the actor holds a role at the desk."""
    return actor.is_system or desk_id in actor.roles
