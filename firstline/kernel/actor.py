"""Who acts: passed by hand into every service and read, never kept in a thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from firstline.kernel.errors import NotAllowed
from firstline.kernel.permissions import ROLE_PERMISSIONS, InstallationPermission, Permission, Role


@dataclass(frozen=True)
class Actor:
    """A person, or the system, with what it may do.

    ``roles`` maps a desk's id to the roles held there. ``user_id`` is None for the system and for visitors.
    """

    name: str
    user_id: int | None = None
    person_id: int | None = None
    roles: Mapping[int, frozenset[Role]] = field(default_factory=dict)
    is_administrator: bool = False
    is_system: bool = False
    on_behalf_of_id: int | None = None
    request_id: str = ""
    caused_by_id: int | None = None

    @property
    def is_signed_in(self) -> bool:
        """Whether an account stands behind this actor."""
        return self.user_id is not None

    @property
    def account_id(self) -> int:
        """Return the account's id, for acts of persons only. *Raises* NotAllowed for the system and visitors."""
        if self.user_id is None:
            raise NotAllowed
        return self.user_id

    @property
    def is_staff(self) -> bool:
        """Whether the actor holds a role at any desk."""
        return bool(self.roles)

    def may(self, permission: Permission, desk_id: int) -> bool:
        """Return whether the actor holds the permission at the desk. The system may everything."""
        if self.is_system:
            return True
        return any(permission in ROLE_PERMISSIONS[role] for role in self.roles.get(desk_id, ()))

    def may_install(self, permission: InstallationPermission) -> bool:
        """Return whether the actor may do this for the whole installation."""
        return self.is_system or (self.is_administrator and permission in InstallationPermission)

    def desk_ids(self, permission: Permission) -> frozenset[int]:
        """Return the ids of the desks where the actor holds the permission (none for the system: read unscoped)."""
        return frozenset(desk_id for desk_id in self.roles if self.may(permission, desk_id))

    def has_role(self, role: Role, desk_id: int | None = None) -> bool:
        """Return whether the actor plays the role at the desk, or at any desk."""
        if desk_id is not None:
            return role in self.roles.get(desk_id, ())
        return any(role in roles for roles in self.roles.values())


SYSTEM = Actor(name="Firstline", is_system=True)
VISITOR = Actor(name="")
