"""Every permission is asked for somewhere: one that no code asks for promises a lock that no door has."""

import ast
from enum import StrEnum

from firstline.kernel.permissions import ROLE_PERMISSIONS, InstallationPermission, Permission
from tests.architecture.house import Source, dotted, nothing, sources, unexplained

TABLE = "firstline/kernel/permissions.py"


def asked_for(of: tuple[Source, ...]) -> set[str]:
    """Return the names of permissions that code outside the table and the tests speaks of: ``Permission.CALL_LOG``."""
    asking = [source for source in of if source.path != TABLE and not source.is_test and source.kind != "demo"]
    nodes = [node for source in asking for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)]
    return {dotted(node) for node in nodes}


def unasked(kinds: tuple[type[StrEnum], ...], of: tuple[Source, ...]) -> list[str]:
    """Return the permissions that nobody asks for."""
    asked = asked_for(of)
    return [
        f"{kind.__name__}.{one.name}" for kind in kinds for one in kind if f"{kind.__name__}.{one.name}" not in asked
    ]


def test_every_permission_is_asked_for() -> None:
    nothing(unexplained(unasked((Permission, InstallationPermission), sources()), "permissions"))


def test_every_permission_is_held_by_some_role() -> None:
    held = frozenset().union(*ROLE_PERMISSIONS.values())
    nothing([permission.name for permission in Permission if permission not in held])


def test_a_permission_that_nobody_asks_for_is_noticed() -> None:
    class Right(StrEnum):
        READ = "read"
        WRITE = "write"

    code = (Source("firstline/tickets/policies.py", "actor.may(Right.READ, 1)"), Source(TABLE, "Right.WRITE"))
    assert unasked((Right,), code) == ["Right.WRITE"]
