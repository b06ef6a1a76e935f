"""What an Undo carries: the service's memory of what was before, signed, so that nobody can write their own."""

from typing import Any

from django.core import signing
from django.urls import reverse

from firstline.kernel.errors import NotFound
from firstline.kit.views import Undo
from firstline.tickets.models import Ticket
from firstline.tickets.services.undo import Memory

SALT = "tickets.undo"


def undo_of(ticket: Ticket, memory: Memory | None, question: str) -> Undo | None:
    """Return the undo of a toast, with the list that one came from, or None when the act changed nothing."""
    if memory is None:
        return None
    url = reverse("tickets:undo", kwargs={"number": ticket.number}) + question
    return Undo(url, {"memory": signed(memory)})


def signed(memory: Memory) -> str:
    """Return the memory as it travels."""
    return signing.dumps(memory.data(), salt=SALT, compress=True)


def read_memory(sent: str) -> dict[str, Any]:
    """Return the memory. *Raises* NotFound for one that we did not sign. Whether it is too old, the use case asks."""
    try:
        memory: dict[str, Any] = signing.loads(sent, salt=SALT)
    except signing.BadSignature:
        raise NotFound from None
    return memory
