"""Support groups and their members, for programs."""

from ninja import Query, Router

from firstline.desks.selectors import desk_by_code
from firstline.kernel.permissions import Scope
from firstline.kit.rest import Asked, read
from firstline.teams.schemas import GroupOut, Groups, MemberOut, OfDesk
from firstline.teams.selectors import groups_with_members

router = Router()


@read(router, "/groups", scope=Scope.DESK_READ, answers=Groups)
def list_groups(request: Asked, filters: Query[OfDesk]) -> Groups:
    """List the active groups with their members."""
    actor = request.auth
    desk_id = desk_by_code(actor, filters.desk).pk if filters.desk else None
    found = [
        GroupOut(
            id=group.pk,
            desk=group.desk.code,
            name=group.name,
            members=[MemberOut(user_id=user_id, name=name) for user_id, name in members],
        )
        for group, members in groups_with_members(actor, desk_id)
    ]
    return Groups(items=found)
