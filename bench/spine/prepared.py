"""What the measurements need of an agency: who asks, with which session and token, about which tickets."""

import json
import os
import pickle
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench.spine.agency import environment_of
from bench.spine.client import Asked

if TYPE_CHECKING:
    from firstline.kernel.actor import Actor
    from firstline.tickets.models import Ticket

COORDINATOR, SPECIALIST = "dana", "priya"
MESSAGES = 10
ROWS_FILE = "rows.pickle"
MANY = 100
CSRF = "firstlinebenchfirstlinebenchfirs"  # the cookie and the header only have to be alike
RARE_WORD, COMMON_WORD = "theremin", "printer"
"""One ticket of an agency holds the rare one, put there for it; every sixth or so the common one."""


@dataclass(frozen=True)
class Prepared:
    """Addresses and keys for one agency."""

    database_url: str
    coordinator: dict[str, str]
    specialist: dict[str, str]
    token: str
    desk_id: int
    person_id: int
    number: str
    ticket: str
    open_ids: tuple[int, ...]

    def log_call(self, _number: int) -> Asked:
        """Return a call that was solved while talking, logged over the API, with a key of its own."""
        call = {
            "desk": "district",
            "outcome": "solved",
            "problem": "The password of the attendance program does not work",
            "tried": "Set a new one, it works",
            "caller": {"person_id": self.person_id},
            "identity": {"method": "employee_number", "verified": True},
            "minutes": 4,
        }
        return self.post("/api/v1/tickets", call)

    def reply(self, number: int) -> Asked:
        """Return a reply over the API."""
        return self.post(f"/api/v1/tickets/{self.ticket}/replies", {"body": f"It should work now, answer {number}"})

    def assign_many(self, number: int) -> Asked:
        """Return the queue's act that gives a hundred tickets to oneself, or every other time to nobody."""
        form = [("assignee", ("me", "nobody")[number % 2]), *(("ids", str(pk)) for pk in self.open_ids)]
        headers = self.coordinator | {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{self.coordinator['Cookie']}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
        }
        return Asked("/tickets/bulk/assign/", "POST", headers, urlencode(form), leads_on=True)

    def post(self, path: str, content: object) -> Asked:
        """Return a request of the API with the token and a new key."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": uuid.uuid4().hex,
        }
        return Asked(path, "POST", headers, json.dumps(content))


def prepare(home: Path) -> Prepared:
    """Sign in, issue a token, choose a caller and a ticket, and keep the rows of one logged call for the floors.

    Runs in the measuring process, on the database that the running server has started.
    """
    os.environ.pop("DATABASE_URL", None)  # of the agency before this one
    os.environ.update(environment_of(home) | {"DJANGO_SETTINGS_MODULE": "firstline.config.settings"})
    from firstline.cli.database import database_for_command

    with database_for_command(home) as addresses:
        os.environ["DATABASE_URL"] = addresses.app_url
        return _prepare(home, addresses.app_url)


def _prepare(home: Path, database_url: str) -> Prepared:
    import django
    from django.conf import settings
    from django.db import connections

    from firstline.config.environment import database_settings

    if not settings.configured:
        django.setup()
    connections.close_all()
    settings.DATABASES["default"].update(database_settings(home))
    connections["default"].settings_dict.update(settings.DATABASES["default"])
    from firstline.desks.models import Desk
    from firstline.identity.models import User
    from firstline.identity.selectors import actor_of
    from firstline.identity.services.tokens import issue_token
    from firstline.kernel import clock
    from firstline.kernel.permissions import Scope
    from firstline.people.models import Person
    from firstline.tickets.models import OPEN_STATUSES, Ticket

    now = clock.now()
    user = User.objects.get(username=COORDINATOR)
    actor = actor_of(user)
    for old in user.tokens.filter(name="bench"):
        old.delete()
    token = issue_token(
        actor=actor, user_id=user.pk, name="bench", scopes=[s.value for s in Scope], days=1, password="", now=now
    )
    desk = Desk.objects.get(code="district")
    # Of this run: tickets of earlier ones have been given away hundreds of times. Replies go to another one, so that it
    # keeps its ten messages.
    caller_id, person_id = (
        Person.objects.filter(is_active=True, guarded_by=None).order_by("pk").values_list("pk", flat=True)[100:102]
    )
    ticket, answered = (_logged(actor, desk.pk, "The bench of the lobby wobbles", person_id, now) for _ in range(2))
    _give_messages(actor, ticket, now)
    _have_rare_word(actor, desk.pk, person_id, now)
    open_ones = Ticket.objects.filter(desk=desk, status__in=OPEN_STATUSES).exclude(pk=ticket.pk).order_by("pk")
    return Prepared(
        database_url=database_url,
        coordinator=_session(user, now + timedelta(days=1)),
        specialist=_session(User.objects.get(username=SPECIALIST), now + timedelta(days=1)),
        token=token.secret,
        desk_id=desk.pk,
        person_id=caller_id,
        number=ticket.number,
        ticket=str(answered.public_id),
        open_ids=tuple(open_ones.values_list("pk", flat=True)[:MANY]),
    )


def _give_messages(actor: "Actor", ticket: "Ticket", now: datetime) -> None:
    from firstline.tickets.services.work import add_note

    for number in range(ticket.messages.count(), MESSAGES):
        add_note(actor=actor, ticket_id=ticket.pk, body=f"Note {number}: looked at the switch in the closet", now=now)
    for extra in ticket.messages.order_by("-pk")[: max(0, ticket.messages.count() - MESSAGES)]:
        extra.delete()


def _have_rare_word(actor: "Actor", desk_id: int, person_id: int, now: datetime) -> None:
    from firstline.tickets.models import Ticket

    if not Ticket.objects.filter(title__contains=RARE_WORD).exists():
        _logged(actor, desk_id, f"The {RARE_WORD} of the music room hums", person_id, now)


def _logged(actor: "Actor", desk_id: int, title: str, person_id: int, now: datetime) -> "Ticket":
    from firstline.catalog.models import Nature
    from firstline.tickets.services.intake import Call, Problem, log_and_queue

    nature = Nature.objects.filter(desk_id=desk_id, is_active=True).order_by("pk")[0]
    call = Call(uuid.uuid4(), desk_id, now, person_id=person_id)
    ticket = log_and_queue(actor=actor, call=call, problem=Problem(title, nature.pk), now=now).ticket
    if ticket is None:
        raise RuntimeError("the call made no ticket")
    return ticket


def _session(user: object, until: object) -> dict[str, str]:
    """Return the headers of a signed-in browser."""
    del until
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}


def keep_rows(home: Path, act: Callable[[], None]) -> Path:
    """Act, and keep every row that this wrote, for the floors to write again. Returns the file."""
    from django.db import connection

    from bench.spine.rows import rows_between, transaction_now

    with connection.cursor() as cursor:
        first = transaction_now(cursor)
        act()
        rows = rows_between(cursor, first, transaction_now(cursor))
    kept = home / ROWS_FILE
    kept.write_bytes(pickle.dumps(rows))
    return kept
