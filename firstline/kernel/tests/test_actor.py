"""Who may do what follows from roles at desks and from nothing else."""

import dataclasses

import pytest

from firstline.kernel.actor import SYSTEM, VISITOR, Actor
from firstline.kernel.errors import NotAllowed
from firstline.kernel.permissions import ROLE_PERMISSIONS, InstallationPermission, Permission, Role

DISTRICT, POLICE, ELSEWHERE = 1, 2, 3
DANA = Actor(
    name="Dana",
    user_id=7,
    roles={DISTRICT: frozenset({Role.COORDINATOR}), POLICE: frozenset({Role.TECHNICIAN, Role.DIRECTOR})},
)


def test_a_role_counts_at_its_own_desk_only() -> None:
    assert DANA.may(Permission.TICKET_VOID, DISTRICT)
    assert not DANA.may(Permission.TICKET_VOID, POLICE)
    assert not DANA.may(Permission.TICKET_READ, ELSEWHERE)


def test_several_roles_at_a_desk_add_up() -> None:
    assert DANA.may(Permission.TICKET_WORK, POLICE)  # as technician
    assert DANA.may(Permission.ORDER_READ_OTHERS, POLICE)  # as director


def test_desks_are_found_by_permission() -> None:
    assert DANA.desk_ids(Permission.TICKET_READ) == {DISTRICT, POLICE}
    assert DANA.desk_ids(Permission.TICKET_VOID) == {DISTRICT}
    assert VISITOR.desk_ids(Permission.TICKET_READ) == frozenset()


def test_roles_are_asked_for_at_a_desk_or_anywhere() -> None:
    assert DANA.has_role(Role.DIRECTOR)
    assert DANA.has_role(Role.DIRECTOR, POLICE)
    assert not DANA.has_role(Role.DIRECTOR, DISTRICT)
    assert not DANA.has_role(Role.SPECIALIST)


def test_the_system_may_everything_and_plays_no_role() -> None:
    assert all(SYSTEM.may(permission, ELSEWHERE) for permission in Permission)
    assert all(SYSTEM.may_install(permission) for permission in InstallationPermission)
    assert not SYSTEM.is_staff
    assert not SYSTEM.is_signed_in


def test_an_administrator_sees_no_tickets_by_that() -> None:
    admin = Actor(name="Ada", user_id=1, is_administrator=True)
    assert all(admin.may_install(permission) for permission in InstallationPermission)
    assert not any(admin.may(permission, DISTRICT) for permission in Permission)
    assert not admin.is_staff


def test_staff_may_nothing_for_the_whole_installation() -> None:
    assert DANA.is_staff
    assert not any(DANA.may_install(permission) for permission in InstallationPermission)


def test_a_visitor_may_nothing() -> None:
    assert not VISITOR.is_signed_in
    assert not VISITOR.is_staff
    assert not any(VISITOR.may(permission, DISTRICT) for permission in Permission)


def test_an_actor_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        DANA.is_administrator = True  # type: ignore[misc]  # that it cannot is the test


def test_every_role_has_its_permissions() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.TECHNICIAN])
def test_those_who_work_tickets_may_not_rule_over_others(role: Role) -> None:
    ruling = {Permission.TICKET_ASSIGN_OTHERS, Permission.TICKET_CLOSE, Permission.TICKET_VOID}
    assert not ruling & ROLE_PERMISSIONS[role]
    assert ruling <= ROLE_PERMISSIONS[Role.COORDINATOR]


def test_a_director_reads_and_changes_no_ticket() -> None:
    changing = {Permission.TICKET_WORK, Permission.TICKET_ASSIGN_OTHERS, Permission.TICKET_VOID, Permission.CALL_LOG}
    assert not changing & ROLE_PERMISSIONS[Role.DIRECTOR]
    assert Permission.TICKET_READ in ROLE_PERMISSIONS[Role.DIRECTOR]


def test_acts_that_only_a_person_does_are_refused_to_others() -> None:
    assert DANA.account_id == 7
    for nobody in (SYSTEM, VISITOR):
        with pytest.raises(NotAllowed):
            _ = nobody.account_id
