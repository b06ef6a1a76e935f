"""One scenario through both skins: pages and API leave the same rows, words, files and facts behind."""

import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from firstline.ledger.models import Entry
from firstline.tickets.models import Attachment, Message, Ticket
from tests.api.test_files import send
from tests.api.test_tickets import new_ticket
from tests.support.call_form import call_form
from tests.support.clients import ClientOf
from tests.support.programs import Program, ProgramOf
from tests.world import World

pytestmark = pytest.mark.django_db
RESOLVE = {"resolution_code": "withdrawn", "note": "It went away", "minutes": 5}
OWN = {"id", "public_id", "number", "updated_at", "estimated_minutes"}  # the first one teaches how long it takes


def by_pages(client: Client, world: World) -> Ticket:
    """Log, take, note with a file, resolve, take that back, resolve, reopen, void: as a person does."""
    client.post("/calls/log/", {
        **call_form(world, problem="Report cards will not print", outcome="queue", tried=None),
        "nature": world.natures["printing"].pk, "nature_by": "person",
    })  # fmt: skip
    ticket = Ticket.objects.latest("pk")
    page = f"/tickets/{ticket.number}/"
    client.post(f"{page}take/")
    client.post(f"{page}note/", {"body": "Its log", "new_files": SimpleUploadedFile("log.txt", b"Words")})
    toast = client.post(f"{page}resolve/", RESOLVE, follow=True).content.decode()
    *_earlier, memory = re.findall(r'name="memory" value="([^"]+)"', toast)
    client.post(f"{page}undo/", {"memory": memory})
    client.post(f"{page}resolve/", RESOLVE)
    client.post(f"{page}reopen/", {"reason": "It is back"})
    client.post(f"{page}void/", {"reason": "All of it was a test"})
    return ticket


def by_program(program: Program, world: World) -> Ticket:
    """Do the same by the API."""
    made = program.act("/tickets", new_ticket(world)).json()["ticket"]["id"]
    path = f"/tickets/{made}"
    program.act(f"{path}/take")
    sent = send(program, made, b"Words", name="log.txt").json()["id"]
    program.act(f"{path}/notes", {"body": "Its log", "files": [sent]})
    memory = program.act(f"{path}/resolve", RESOLVE).json()["undo"]["memory"]
    program.act(f"{path}/undo", {"memory": memory})
    program.act(f"{path}/resolve", RESOLVE)
    program.act(f"{path}/reopen", {"reason": "It is back"})
    program.act(f"{path}/void", {"reason": "All of it was a test"})
    return Ticket.objects.get(public_id=uuid.UUID(made))


def left(ticket: Ticket) -> dict[str, Any]:
    """Return what stands behind a ticket, without what names this one."""
    (row,) = Ticket.objects.filter(pk=ticket.pk).values()
    files = Attachment.objects.filter(message__ticket=ticket)
    return {
        "row": {name: value for name, value in row.items() if name not in OWN},
        "said": list(Message.objects.filter(ticket=ticket).values_list("kind", "body", "author_name")),
        "files": list(files.values_list("message__kind", "file__name", "file__content_id")),
        "clocks": list(ticket.clocks.values_list("kind", "elapsed_seconds", "met_at", "stopped_at")),
        "facts": list(
            Entry.objects.filter(subject_type="ticket", subject_id=ticket.pk)
            .order_by("id")
            .values_list("verb", "actor_id")
        ),
    }


def test_one_life_of_a_ticket_is_the_same_by_page_and_by_program(
    world: World, client_of: ClientOf, program_of: ProgramOf
) -> None:
    by_page, by_api = left(by_pages(client_of("dana"), world)), left(by_program(program_of("dana"), world))
    assert by_page["facts"][-1][0] == "tickets.ticket_voided"
    assert by_page == by_api
