"""Reading desks."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from firstline.desks.models import Desk
from firstline.desks.policies import sees
from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.kernel.settings import references_to

Kept = TypeVar("Kept")
_DESKS: dict[int, Desk] = {}
_KEPT: dict[tuple[int, Callable[[Desk], Any]], tuple[UUID, Any]] = {}


def kept(desk: Desk, read: Callable[[Desk], Kept]) -> Kept:
    """Return ``read(desk)``, which reads settings, as it was kept in this process until a setting changed.

    What is kept is shared by all threads: nobody changes it. ``desk`` was read in this request or job, and so tells by
    its ``settings_edition`` whether what is kept still stands; whoever writes settings reads the desk anew before
    asking here. No query, or those of ``read``.
    """
    key = (desk.pk, read)
    edition, found = _KEPT.get(key, (None, None))
    if edition != desk.settings_edition:
        found = read(desk)
        _KEPT[key] = (desk.settings_edition, found)
    return cast("Kept", found)


def desks_of(actor: Actor) -> list[Desk]:
    """Return the active desks where the actor works, with calendars and number series, in the order they were made.

    Kept as ``kept`` keeps: one short query that asks for the editions.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, settings_edition FROM desks_desk WHERE is_active ORDER BY id")
        editions: dict[int, UUID] = dict(cursor.fetchall())
    found = {pk: desk for pk, desk in _DESKS.items() if editions.get(pk) == desk.settings_edition}
    if len(found) < len(editions):
        missing = Desk.objects.filter(pk__in=editions.keys() - found.keys()).select_related("calendar", "series")
        found |= {desk.pk: desk for desk in missing}
        _DESKS.update(found)
    return [found[pk] for pk in editions if pk in found and sees(actor, pk)]


def get_desk(actor: Actor, desk_id: int) -> Desk:
    """Return an active desk where the actor works. *Raises* NotFound."""
    return _one(desk for desk in desks_of(actor) if desk.pk == desk_id)


def desk_by_code(actor: Actor, code: str) -> Desk:
    """Return an active desk where the actor works, by its code. *Raises* NotFound."""
    return _one(desk for desk in desks_of(actor) if desk.code == code)


def _one(found: Iterator[Desk]) -> Desk:
    desk = next(found, None)
    if desk is None:
        raise NotFound
    return desk


def unscoped_desks() -> QuerySet[Desk]:
    """Return all desks, retired ones last. Unscoped: the settings ask who looks."""
    return Desk.objects.select_related("calendar", "series").order_by("-is_active", "id")


def unscoped_desk_document(desk_id: int) -> dict[str, Any] | None:
    """Return a desk as a document of settings, None where there is none. Unscoped: the settings ask who looks."""
    desk = Desk.objects.select_related("series").filter(pk=desk_id).first()
    if desk is None:
        return None
    return {
        "code": desk.code, "name": desk.name, "extension": desk.extension, "calendar_id": desk.calendar_id,
        "language": desk.language, "is_confidential": desk.is_confidential, "prefix": desk.series.prefix,
        "is_active": desk.is_active,
    }  # fmt: skip


def unscoped_desk_is_used(desk_id: int) -> bool:
    """Return whether anything refers to a desk. Unscoped: tells only whether."""
    return any(
        relation.related_model.objects.filter(**{relation.field.name: desk_id}).exists()
        for relation in references_to(Desk)
    )
