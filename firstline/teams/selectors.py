"""Reading groups, members and who is free."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from firstline.identity.models import Grant
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.permissions import ROLE_PERMISSIONS, Permission, Role
from firstline.prepared import prepared
from firstline.teams.models import Availability, AvailabilityState, Membership, SupportGroup
from firstline.teams.policies import visible_to


@dataclass(frozen=True)
class StaffMember:
    """A member of staff as the console shows one; ``group_ids`` and ``skills`` over all groups at the desk."""

    user_id: int
    name: str
    extension: str
    group_ids: frozenset[int]
    group_names: tuple[str, ...]
    skills: frozenset[str]
    level_rank: int
    state: str
    state_note: str
    since_at: datetime | None


def get_group(actor: Actor, group_id: int) -> SupportGroup:
    """Return a group that the actor sees. *Raises* NotFound."""
    group = visible_to(actor).filter(pk=group_id).first()
    if group is None:
        raise NotFound
    return group


def groups_with_members(actor: Actor, desk_id: int | None = None) -> list[tuple[SupportGroup, list[tuple[int, str]]]]:
    """Return the groups that the actor sees, by desk and name, each with its active members' ids and names.

    Two queries.
    """
    groups = visible_to(actor).select_related("desk").order_by("desk_id", "name")
    groups = groups if desk_id is None else groups.filter(desk_id=desk_id)
    rows = Membership.objects.filter(group__in=groups, user__is_active=True).select_related("user__person")
    members: dict[int, list[tuple[int, str]]] = {}
    for row in rows.order_by("user__person__folded_name", "user_id"):
        members.setdefault(row.group_id, []).append((row.user_id, row.user.person.name))
    return [(group, members.get(group.pk, [])) for group in groups]


def staff_of(actor: Actor, desk_id: int) -> list[StaffMember]:
    """Return the members of the desk's groups with their line state, by name. Two queries."""
    visible = visible_to(actor).filter(desk_id=desk_id)
    rows = (
        Membership.objects.filter(group__in=visible, user__is_active=True)
        .select_related("user__person", "group", "level")
        .order_by("user__person__folded_name", "user_id", "group__name")
    )
    by_user: dict[int, list[Membership]] = {}
    for row in rows:
        by_user.setdefault(row.user_id, []).append(row)
    states = {row.user_id: row for row in Availability.objects.filter(user_id__in=by_user)}
    return [_member(memberships, states.get(user_id)) for user_id, memberships in by_user.items()]


def _member(memberships: Iterable[Membership], availability: Availability | None) -> StaffMember:
    rows = list(memberships)
    user = rows[0].user
    return StaffMember(
        user_id=user.pk,
        name=user.person.name,
        extension=next((row.direct_extension for row in rows if row.direct_extension), user.person.extension),
        group_ids=frozenset(row.group_id for row in rows),
        group_names=tuple(row.group.name for row in rows),
        skills=frozenset(skill for row in rows for skill in row.skills),
        level_rank=max(row.level.rank for row in rows),
        state=availability.state if availability else AvailabilityState.OFF,
        state_note=availability.note if availability else "",
        since_at=availability.since_at if availability else None,
    )


def availability_of(user_id: int) -> Availability | None:
    """Return a person's own line state, or None when it was never set."""
    return next(iter(_availability(user_id)), None)


@prepared
def _availability(user_id: int) -> QuerySet[Availability]:
    return Availability.objects.filter(user_id=user_id)


def can_work_at(user_id: int, desk_id: int) -> bool:
    """Return whether the account is active and may work tickets of the desk: what an assignee must be."""
    grants = Grant.objects.filter(user_id=user_id, desk_id=desk_id, user__is_active=True, desk__is_active=True)
    roles = grants.values_list("role", flat=True)
    return any(Permission.TICKET_WORK in ROLE_PERMISSIONS[Role(role)] for role in roles)


def own_group_ids(user_id: int) -> frozenset[int]:
    """Return the ids of the groups that a person works in."""
    return frozenset(_own_group_ids(user_id))


@prepared
def _own_group_ids(user_id: int) -> QuerySet[Membership, int]:
    return Membership.objects.filter(user_id=user_id).values_list("group_id", flat=True)
