"""Reading contacts and drafts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour

from firstline.contacts.models import CallDraft, Channel, Contact, Outcome, PaperForm
from firstline.contacts.policies import can_log, had_before, own_drafts, visible_to
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Conflict, FirstlineError, NotFound
from firstline.prepared import prepared

TYPICAL_SAMPLE = 50


@dataclass(frozen=True)
class DayFigures:
    """Today at a desk.

    ``typical_time_to_log`` is the median time from the first key to the log, over the desk's last 50 logged calls of
    today; None while there are none.
    """

    calls_count: int
    solved_count: int
    typical_time_to_log: timedelta | None


def get_draft(actor: Actor, draft_id: UUID) -> CallDraft:
    """Return one of the actor's own open drafts with its contact.

    *Raises* NotFound; Conflict (``draft_submitted``; ``call_passed_on`` to whoever had the call before).
    """
    draft = own_drafts(actor).select_related("contact__person", "desk").filter(pk=draft_id).first()
    if draft is None:
        raise _no_draft(actor, draft_id)
    return draft


def _no_draft(actor: Actor, draft_id: UUID) -> FirstlineError:
    """Return why a draft is not the actor's to go on with: only whoever had the call learns more than nothing."""
    draft = CallDraft.objects.select_related("contact", "owner__person").filter(pk=draft_id).first()
    if draft is not None and draft.owner_id == actor.user_id and can_log(actor, draft.desk_id):
        return Conflict("draft_submitted")
    if draft is not None and had_before(actor, draft):
        return Conflict("call_passed_on", name=draft.owner.person.name)
    return NotFound()


def open_drafts(actor: Actor, desk_id: int | None = None) -> list[CallDraft]:
    """Return the actor's open drafts, oldest first, with contact and caller: the tabs of the console. One query."""
    drafts = own_drafts(actor).select_related("contact__person", "handed_by__person")
    return list(drafts if desk_id is None else drafts.filter(desk_id=desk_id))


def live_calls(actor: Actor, owner_ids: Collection[int]) -> dict[int, datetime]:
    """Return owner → when their running call began, as far as the actor sees calls: whose line is busy. One query."""
    rows = _live_calls(actor, tuple(owner_ids))
    return {owner_id: started_at for owner_id, started_at in rows if owner_id is not None}


@prepared
def _live_calls(actor: Actor, owner_ids: tuple[int, ...]) -> QuerySet[Contact, tuple[int | None, datetime]]:
    running = Q(ended_at__isnull=True, logged_at__isnull=True, drafts__submitted_at__isnull=True)
    calls = visible_to(actor).filter(running, owner_id__in=owner_ids, channel=Channel.PHONE)
    return calls.order_by("-started_at").values_list("owner_id", "started_at")


def not_logged_yet(actor: Actor, desk_id: int) -> QuerySet[Contact]:
    """Return ended or transferred calls of the desk without a log, oldest first (S-028)."""
    waiting = Q(ended_at__isnull=False) | Q(outcome=Outcome.TRANSFERRED)
    return (
        visible_to(actor)
        .filter(waiting, desk_id=desk_id, logged_at__isnull=True)
        .select_related("person", "answered_by__person", "owner__person")
        .order_by("started_at", "id")
    )


def last_callers(actor: Actor, desk_id: int, now: datetime, limit: int = 5) -> list[Contact]:
    """Return today's latest logged calls of the desk with their callers, newest first."""
    since = now - timedelta(hours=12)
    return list(
        visible_to(actor)
        .filter(desk_id=desk_id, started_at__gte=since, logged_at__isnull=False)
        .select_related("person")
        .order_by("-started_at")[:limit]
    )


def recent_caller_ids(actor: Actor, desk_id: int, now: datetime, limit: int = 200) -> list[int]:
    """Return the ids of persons who called the desk in the last seven days, the latest first."""
    since = now - timedelta(days=7)
    rows = (
        visible_to(actor)
        .filter(desk_id=desk_id, started_at__gte=since, person_id__isnull=False)
        .order_by("-started_at")
        .values_list("person_id", flat=True)[:limit]
    )
    return list(dict.fromkeys(row for row in rows if row is not None))


def day_figures(actor: Actor, desk_id: int, day_start: datetime) -> DayFigures:
    """Return the calls of the day that began at ``day_start``, those solved at once, and the typical time to log."""
    today = visible_to(actor).filter(desk_id=desk_id, started_at__gte=day_start).order_by()
    counts = today.aggregate(calls=Count("id"), solved=Count("id", filter=Q(outcome=Outcome.SOLVED)))
    times = (
        visible_to(actor)
        .filter(desk_id=desk_id, logged_at__isnull=False, ended_at__isnull=False, logged_at__gte=day_start)
        .order_by("-logged_at")
        .values_list("drafts__created_at", "logged_at")[:TYPICAL_SAMPLE]
    )
    spent = [
        (logged - created).total_seconds() for created, logged in times if created is not None and logged is not None
    ]
    return DayFigures(counts["calls"], counts["solved"], timedelta(seconds=median(spent)) if spent else None)


def calls_per_hour(actor: Actor, desk_id: int, day_start: datetime) -> dict[int, int]:
    """Return local hour → calls that started in it, for the 24 hours from ``day_start`` (which carries the zone)."""
    rows = (
        visible_to(actor)
        .filter(desk_id=desk_id, started_at__gte=day_start, started_at__lt=day_start + timedelta(hours=24))
        .annotate(hour=ExtractHour("started_at", tzinfo=day_start.tzinfo))
        .order_by("hour")
        .values_list("hour")
        .annotate(calls=Count("id"))
    )
    return dict(rows)


def colleague_logging_same_caller(actor: Actor, desk_id: int, person_id: int) -> CallDraft | None:
    """Return a colleague's open draft of a call from the same person at the desk, if there is one.

    Reads drafts of others on purpose, but gives away only who is logging whom, and since when.
    """
    return (
        CallDraft.objects.filter(
            desk_id=desk_id,
            submitted_at__isnull=True,
            data__person_id=person_id,
            contact__in=visible_to(actor).filter(logged_at__isnull=True),
        )
        .exclude(owner_id=actor.user_id)
        .select_related("owner__person", "contact")
        .only("owner__person__name", "contact__started_at", "created_at")
        .order_by("-created_at")
        .first()
    )


def contact_by_public_id(actor: Actor, public_id: UUID) -> Contact:
    """Return a contact that the actor sees, with its people. One query. *Raises* NotFound."""
    contact = _with_people(actor).filter(public_id=public_id).first()
    if contact is None:
        raise NotFound
    return contact


def contact_lines(
    actor: Actor,
    *,
    desk_id: int | None,
    person_id: int | None,
    logged: bool | None,
    before_id: int | None,
    limit: int,
) -> list[Contact]:
    """Return contacts that the actor sees, the newest first, from below ``before_id`` on. One query."""
    found = _with_people(actor)
    if desk_id is not None:
        found = found.filter(desk_id=desk_id)
    if person_id is not None:
        found = found.filter(person_id=person_id)
    if logged is not None:
        found = found.filter(logged_at__isnull=not logged)
    if before_id is not None:
        found = found.filter(pk__lt=before_id)
    return list(found.order_by("-id")[:limit])


def _with_people(actor: Actor) -> QuerySet[Contact]:
    return visible_to(actor).select_related("desk", "person", "answered_by__person", "logged_by__person")


def paper_form(actor: Actor, desk_id: int, number: int) -> PaperForm | None:
    """Return a numbered form of a desk where the actor logs calls, or None. One query."""
    return PaperForm.objects.filter(desk_id=desk_id, number=number).first() if can_log(actor, desk_id) else None


def paper_forms(actor: Actor, desk_id: int, first: int, last: int) -> list[PaperForm]:
    """Return the issued forms with these numbers that were not entered yet, at most fifty. One query."""
    if not can_log(actor, desk_id):
        return []
    numbered = PaperForm.objects.filter(desk_id=desk_id, number__gte=first, number__lte=last, contact=None)
    return list(numbered.order_by("number")[:50])


def open_paper_count(actor: Actor, desk_id: int) -> int:
    """Return how many issued forms of a desk were not entered yet. One query."""
    return PaperForm.objects.filter(desk_id=desk_id, contact=None).count() if can_log(actor, desk_id) else 0
