"""Lines of the rail and parts of the shell that this room offers."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstline.contacts.selectors import live_calls
from firstline.desks.selectors import desks_of
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Permission, Role
from firstline.kernel.registry import LineState, NavigationItem
from firstline.kit.selectors import fixed_url
from firstline.teams.models import AvailabilityState
from firstline.teams.selectors import availability_of
from firstline.teams.words import STATES
from firstline.tickets.selectors.callbacks import navigation_count as callbacks_count
from firstline.tickets.selectors.queue.lists import assigns_others, navigation_count, reads_tickets

ROLE_NAMES = {
    Role.COORDINATOR: gettext_lazy("Coordinator"),
    Role.SPECIALIST: gettext_lazy("Specialist"),
    Role.TECHNICIAN: gettext_lazy("Technician"),
    Role.DIRECTOR: gettext_lazy("Director"),
}


def logs_calls(actor: Actor) -> bool:
    """Return whether the actor logs calls at any desk."""
    return bool(actor.desk_ids(Permission.CALL_LOG))


def works_tickets(actor: Actor) -> bool:
    """Return whether the actor works tickets at any desk."""
    return bool(actor.desk_ids(Permission.TICKET_WORK))


ITEMS: dict[str, NavigationItem] = {
    "tickets.console": NavigationItem(
        label=gettext_lazy("Call console"),
        icon="headset",
        url_name="tickets:console",
        group="desk",
        order=10,
        visible=logs_calls,
        key="c",
    ),
    "tickets.open_call_log": NavigationItem(
        label=gettext_lazy("Open call log"),
        icon="list-check",
        url_name="tickets:open_call_log",
        group="my_work",
        order=10,
        visible=works_tickets,
        key="o",
    ),
    "tickets.callbacks_at_the_desk": NavigationItem(
        label=gettext_lazy("Callbacks"),
        icon="phone-outgoing",
        url_name="tickets:callbacks",
        group="desk",
        order=15,
        visible=assigns_others,
        key="b",
        count=callbacks_count,
    ),
    "tickets.callbacks": NavigationItem(
        label=gettext_lazy("Callbacks"),
        icon="phone-outgoing",
        url_name="tickets:callbacks",
        group="my_work",
        order=15,
        visible=lambda actor: works_tickets(actor) and not assigns_others(actor),
        key="b",
        count=callbacks_count,
    ),
    "tickets.queue_at_the_desk": NavigationItem(
        label=gettext_lazy("Queue"),
        icon="inbox",
        url_name="tickets:queue",
        group="desk",
        order=20,
        visible=assigns_others,
        key="q",
        count=navigation_count,
    ),
    "tickets.queue": NavigationItem(
        label=gettext_lazy("Queue"),
        icon="inbox",
        url_name="tickets:queue",
        group="team",
        order=10,
        visible=lambda actor: reads_tickets(actor) and not assigns_others(actor),
        key="q",
        count=navigation_count,
    ),
}


def log_call_url(actor: Actor, _now: datetime) -> str:
    """Return the address of "Log a call" for those who log calls."""
    return fixed_url("tickets:console") if logs_calls(actor) else ""


def line_state(actor: Actor, _now: datetime) -> LineState | None:
    """Return the actor's line for the top bar: a running call with its timer, else what was set by hand."""
    if not actor.is_staff:
        return None
    row = availability_of(actor.account_id)
    state = AvailabilityState(row.state) if row else AvailabilityState.OFF
    since = live_calls(actor, [actor.account_id]).get(actor.account_id)
    text, tone, icon = STATES[AvailabilityState.ON_CALL if since else state]
    return LineState(
        text=text,
        tone=tone,
        icon=icon,
        current=state.value,
        live_since=since,
        action=fixed_url("teams:set_availability"),
        choices=tuple((code.value, words[0]) for code, words in STATES.items()),
    )


def desk_name(actor: Actor, _now: datetime) -> str:
    """Return the name of the desk where the actor works; several are counted."""
    names = [desk.name for desk in desks_of(actor)] if actor.is_staff else []
    if len(names) > 1:
        return _("%(name)s and %(n)s more") % {"name": names[0], "n": len(names) - 1}
    return names[0] if names else ""


def role_name(actor: Actor, _now: datetime) -> str:
    """Return the first of the actor's roles in words."""
    for role, words in ROLE_NAMES.items():
        if actor.has_role(role):
            return str(words)
    return _("Administrator") if actor.is_administrator else ""
