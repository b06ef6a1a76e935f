"""Files that wait under a ticket, in a box of the composer, until its text is sent."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from firstline.files.services import discard_upload, store_file
from firstline.kernel.actor import Actor
from firstline.kernel.errors import Invalid, NotAllowed, NotFound
from firstline.ledger.services import use_case
from firstline.tickets.models import ComposerFile
from firstline.tickets.policies import can_work, visible_to

KINDS = ("reply", "note")


@use_case
def upload_file(
    *, actor: Actor, ticket_id: int, kind: str, name: str, source: BinaryIO, size: int, now: datetime
) -> ComposerFile:
    """Keep an upload in the actor's own box; the ticket itself is as before, so it is not locked.

    *Needs* ticket.work. *Emits* nothing: nothing has been said yet. *Raises* NotFound, NotAllowed, Invalid (as files).
    """
    if kind not in KINDS:
        raise Invalid("unknown_choice", field="kind")
    ticket = visible_to(actor).filter(pk=ticket_id).first()
    if ticket is None:
        raise NotFound
    if not can_work(actor, ticket):
        raise NotAllowed
    file = store_file(actor=actor, desk_id=ticket.desk_id, name=name, source=source, size=size, now=now)
    return ComposerFile.objects.create(file=file, ticket=ticket, kind=kind)


@use_case
def remove_upload(*, actor: Actor, ticket_id: int, file_id: UUID, now: datetime) -> None:
    """Take an own upload away before it is sent.

    *Needs* to have uploaded it here. *Emits* nothing: nothing was said. *Raises* NotFound.
    """
    if not visible_to(actor).filter(pk=ticket_id).exists():
        raise NotFound
    if not ComposerFile.objects.filter(ticket_id=ticket_id, file__public_id=file_id).exists():
        raise NotFound
    discard_upload(actor=actor, file_id=file_id, now=now)
