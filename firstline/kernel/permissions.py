"""Roles and what each may do, as data that a manager can read. Grants of roles to people live in ``identity``."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """A part that a person plays at one desk (DOMAIN.md, Roles). One person may hold several."""

    SPECIALIST = "specialist"
    TECHNICIAN = "technician"
    COORDINATOR = "coordinator"
    DIRECTOR = "director"


class Permission(StrEnum):
    """One thing that may be done at a desk, named ``object.act``."""

    TICKET_READ = "ticket.read"
    TICKET_READ_ALL = "ticket.read_all"
    TICKET_WORK = "ticket.work"
    TICKET_ASSIGN_OTHERS = "ticket.assign_others"
    TICKET_CLOSE = "ticket.close"
    TICKET_VOID = "ticket.void"
    TICKET_BULK = "ticket.bulk"
    TICKET_EXPORT = "ticket.export"
    TICKET_RESTRICT = "ticket.restrict"
    VIEW_SHARE = "view.share"
    SEVERITY_OVERRIDE = "severity.override"
    ORDER_READ_OTHERS = "order.read_others"
    CALL_READ = "call.read"
    CALL_LOG = "call.log"
    QUESTIONS_EDIT = "questions.edit"
    PERSON_READ = "person.read"
    PERSON_ADD = "person.add"
    PERSON_MERGE = "person.merge"
    AVAILABILITY_SET_OWN = "availability.set_own"


_WORKER = frozenset(
    {
        Permission.TICKET_READ,
        Permission.TICKET_WORK,
        Permission.CALL_READ,
        Permission.CALL_LOG,
        Permission.PERSON_READ,
        Permission.PERSON_ADD,
        Permission.AVAILABILITY_SET_OWN,
        Permission.SEVERITY_OVERRIDE,
    }
)

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.SPECIALIST: _WORKER,
    Role.TECHNICIAN: _WORKER,
    Role.COORDINATOR: _WORKER
    | {
        Permission.TICKET_ASSIGN_OTHERS,
        Permission.TICKET_CLOSE,
        Permission.TICKET_VOID,
        Permission.TICKET_BULK,
        Permission.TICKET_EXPORT,
        Permission.TICKET_RESTRICT,
        Permission.VIEW_SHARE,
        Permission.ORDER_READ_OTHERS,
        Permission.QUESTIONS_EDIT,
        Permission.PERSON_MERGE,
    },
    Role.DIRECTOR: frozenset(
        {
            Permission.TICKET_READ,
            Permission.TICKET_READ_ALL,
            Permission.TICKET_RESTRICT,
            Permission.CALL_READ,
            Permission.PERSON_READ,
            Permission.ORDER_READ_OTHERS,
            Permission.AVAILABILITY_SET_OWN,
        }
    ),
}


class InstallationPermission(StrEnum):
    """What an administrator may do for the whole installation. It gives no sight of any desk's tickets."""

    PEOPLE_IMPORT = "people.import"
    USERS_MANAGE = "users.manage"
    SETTINGS_CHANGE = "settings.change"


class Scope(StrEnum):
    """What an access token may be used for, at most what its person may do. Named ``records:act``."""

    DESK_READ = "desk:read"
    PEOPLE_READ = "people:read"
    CONTACTS_READ = "contacts:read"
    CONTACTS_WRITE = "contacts:write"
    TICKETS_READ = "tickets:read"
    TICKETS_WRITE = "tickets:write"
