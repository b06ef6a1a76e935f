"""What an Undo carries: the service's memory of what was before, signed, so that nobody can write their own."""

from typing import Any

from django.core import signing
from django.urls import reverse

from firstline.kernel.errors import NotFound, RuleBroken
from firstline.kit.views import Undo
from firstline.tickets.models import Ticket
from firstline.tickets.services.undo import UNDO_WITHIN, Memory

SALT = "tickets.undo"


def undo_of(ticket: Ticket, memory: Memory | None) -> Undo | None:
    """Return the undo of a toast, or None when the act changed nothing."""
    if memory is None:
        return None
    url = reverse("tickets:undo", kwargs={"number": ticket.number})
    return Undo(url, {"memory": signing.dumps(memory.data(), salt=SALT, compress=True)})


def read_memory(sent: str) -> dict[str, Any]:
    """Return the memory. *Raises* NotFound for one that we did not sign, RuleBroken when it is too old."""
    try:
        memory: dict[str, Any] = signing.loads(sent, salt=SALT, max_age=UNDO_WITHIN)
    except signing.SignatureExpired:
        raise RuleBroken("undo_too_late") from None
    except signing.BadSignature:
        raise NotFound from None
    return memory
