"""Natures of call, for programs."""

from ninja import Query, Router

from firstline.catalog.schemas import NatureOut, Natures, OfDesk
from firstline.catalog.selectors import natures_of
from firstline.desks.selectors import desk_by_code, desks_of
from firstline.kernel.permissions import Scope
from firstline.kit.rest import Asked, read

router = Router()


@read(router, "/natures", scope=Scope.DESK_READ, answers=Natures)
def list_natures(request: Asked, filters: Query[OfDesk]) -> Natures:
    """List the active natures of the desks where the person works."""
    actor = request.auth
    desks = [desk_by_code(actor, filters.desk)] if filters.desk else desks_of(actor)
    found = [
        NatureOut(
            id=nature.pk,
            desk=desk.code,
            code=nature.code,
            name=nature.name,
            service=nature.service.code,
            needs_identity_check=nature.needs_identity_check,
        )
        for desk in desks
        for nature in natures_of(desk)
    ]
    return Natures(items=found)
