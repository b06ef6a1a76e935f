"""Who may see and do what in the directory (DOMAIN.md, "Person directory" and "Roles").

Settled here: an administrator manages people but sees a guarded person cut, and a guarded vehicle not at all, like
everybody who is not staff of the guarding desk; a person always sees the own record whole.
"""

from django.db.models import Q, QuerySet

from firstline.kernel.actor import Actor
from firstline.kernel.permissions import InstallationPermission, Permission
from firstline.people.models import Person, Site, Vehicle


def visible_to(actor: Actor) -> QuerySet[Person]:
    """Return the persons that the actor may know of: all for staff and administrators, only oneself for requesters.

    What of them may be shown is another matter: ``sees_whole`` decides, and ``selectors.cards`` cuts.
    """
    if reads_directory(actor):
        return Person.objects.all()
    return Person.objects.filter(pk=actor.person_id) if actor.person_id else Person.objects.none()


def sites_visible_to(actor: Actor) -> QuerySet[Site]:
    """Return the sites that the actor may know of: all for staff and administrators, the own one for requesters."""
    if reads_directory(actor):
        return Site.objects.all()
    return Site.objects.filter(persons=actor.person_id) if actor.person_id else Site.objects.none()


def vehicles_visible_to(actor: Actor) -> QuerySet[Vehicle]:
    """Return the vehicles that the actor may know of: those of a confidential desk only for its staff."""
    if actor.is_system:
        return Vehicle.objects.all()
    if not reads_directory(actor):
        return Vehicle.objects.none()
    return Vehicle.objects.filter(Q(guarded_by=None) | Q(guarded_by__in=actor.desk_ids(Permission.PERSON_READ)))


def reads_directory(actor: Actor) -> bool:
    """Return whether the actor may look people up at all."""
    return actor.is_system or actor.is_administrator or bool(actor.desk_ids(Permission.PERSON_READ))


def guarding_desk_ids(actor: Actor) -> frozenset[int]:
    """Return the desks whose guarded persons the actor sees whole."""
    return actor.desk_ids(Permission.PERSON_READ)


def sees_whole(actor: Actor, *, guarded_by_id: int | None, person_id: int | None = None) -> bool:
    """Return whether the actor sees all fields of a person or a place, or only name, extension and site."""
    if guarded_by_id is None or actor.is_system or guarded_by_id in guarding_desk_ids(actor):
        return True
    return person_id is not None and person_id == actor.person_id


def can_add_person(actor: Actor, desk_id: int) -> bool:
    """Return whether the actor may add a caller from this desk's console."""
    return actor.may(Permission.PERSON_ADD, desk_id)


def can_change_person(actor: Actor, *, guarded_by_id: int | None) -> bool:
    """Return whether the actor may correct a person: staff who add callers, administrators; guarded ones only the
    staff of the guarding desk, since one form carries all fields and others may not see them.
    """  # noqa: D205 - one sentence
    if actor.is_system:
        return True
    if guarded_by_id is not None:
        return actor.may(Permission.PERSON_ADD, guarded_by_id)
    return can_manage_people(actor) or bool(actor.desk_ids(Permission.PERSON_ADD))


def can_manage_people(actor: Actor) -> bool:
    """Return whether the actor may import people and sites."""
    return actor.may_install(InstallationPermission.PEOPLE_IMPORT)


def can_merge_persons(actor: Actor, *, guarded_by_id: int | None) -> bool:
    """Return whether the actor may merge persons: administrators and coordinators; guarded ones only coordinators of
    the guarding desk.
    """  # noqa: D205 - one sentence
    if guarded_by_id is not None:
        return actor.may(Permission.PERSON_MERGE, guarded_by_id)
    return can_manage_people(actor) or bool(actor.desk_ids(Permission.PERSON_MERGE))
