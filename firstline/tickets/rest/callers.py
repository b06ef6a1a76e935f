"""Who is calling? The lookup of the console, for programs."""

from ninja import Query, Router

from firstline.contacts.selectors import recent_caller_ids
from firstline.desks.selectors import desk_by_code
from firstline.kernel.permissions import Scope
from firstline.kit.rest import Asked, read
from firstline.kit.rest.operations import now_of
from firstline.people.selectors.callers import CallerMatch, find_callers
from firstline.tickets.schemas import CallerOut, Callers, PeopleFilters
from firstline.tickets.selectors.console import open_counts_of_persons

router = Router()


@read(router, "/people", scope=Scope.PEOPLE_READ, answers=Callers)
def find_people(request: Asked, filters: Query[PeopleFilters]) -> Callers:
    """Find who may be meant, best first, as the call console does while one types.

    Whom another desk guards is cut to name, extension and site.
    """
    actor, now = request.auth, now_of(request)
    desk = desk_by_code(actor, filters.desk)
    matches = find_callers(
        actor=actor,
        desk_id=desk.pk,
        query=filters.q,
        recent_ids=recent_caller_ids(actor, desk.pk, now),
        open_counts=lambda ids: open_counts_of_persons(actor, list(ids)),
        now=now,
    )
    return Callers(items=[_caller(match) for match in matches])


def _caller(match: CallerMatch) -> CallerOut:
    return CallerOut(
        person_id=match.person_id,
        name=match.name,
        work=match.work,
        site=match.site_name,
        extension=match.extension,
        room=match.room,
        phone=match.phone,
        email=match.email,
        is_cut=match.is_cut,
        open_count=match.open_count,
    )
