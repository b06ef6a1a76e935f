"""Calls and other contacts, for programs: a phone system that says who rang, a report that reads them."""

from uuid import UUID

from ninja import Query, Router

from firstline.contacts.models import Contact
from firstline.contacts.schemas import ContactFilters, ContactOut, Contacts, EndOfContact, NewContact, NoTicket
from firstline.contacts.selectors import contact_by_public_id, contact_lines
from firstline.contacts.services.calls import declare_no_ticket, end_call
from firstline.contacts.services.drafts import note_call
from firstline.desks.selectors import desk_by_code
from firstline.kernel.permissions import Scope
from firstline.kit.rest import Asked, act, cursor_of, page_of, read
from firstline.kit.rest.operations import now_of
from firstline.kit.rest.paging import key_of

router = Router()
CREATED = 201


def contact_out(contact: Contact) -> ContactOut:
    """Return a contact, read with its people, as the API shows it."""
    return ContactOut(
        id=contact.public_id,
        desk=contact.desk.code,
        channel=contact.channel,
        is_inbound=contact.is_inbound,
        number=contact.number,
        person_id=contact.person_id,
        name=contact.person.name if contact.person else contact.name_as_told,
        answered_by=contact.answered_by.person.name if contact.answered_by else "",
        started_at=contact.started_at,
        ended_at=contact.ended_at,
        outcome=contact.outcome,
        no_ticket_reason=contact.no_ticket_reason,
        logged_at=contact.logged_at,
        logged_by=contact.logged_by.person.name if contact.logged_by else "",
    )


@read(router, "/contacts", scope=Scope.CONTACTS_READ, answers=Contacts)
def list_contacts(request: Asked, filters: Query[ContactFilters]) -> Contacts:
    """List contacts, the newest first."""
    actor = request.auth
    after = key_of(filters.cursor, int)
    rows = contact_lines(
        actor,
        desk_id=desk_by_code(actor, filters.desk).pk if filters.desk else None,
        person_id=filters.person,
        logged=filters.logged,
        before_id=after[0] if after else None,
        limit=filters.limit + 1,
    )
    shown, following = page_of(rows, filters.limit, lambda row: cursor_of(row.pk))
    return Contacts(items=[contact_out(row) for row in shown], next=following)


@act(router, "/contacts", scope=Scope.CONTACTS_WRITE, answers=ContactOut, status=CREATED)
def create_contact(request: Asked, call: NewContact) -> ContactOut:
    """Record a call that the token's person answered. It waits under "Not logged yet" for its log."""
    actor, now = request.auth, now_of(request)
    contact = note_call(
        actor=actor,
        desk_id=desk_by_code(actor, call.desk).pk,
        channel=call.channel,
        person_id=call.person_id,
        name_as_told=call.name_as_told,
        started_at=call.started_at or now,
        now=now,
    )
    if call.ended_at is not None:
        end_call(actor=actor, contact_id=contact.pk, ended_at=call.ended_at, now=now)
    return contact_out(contact_by_public_id(actor, contact.public_id))


@read(router, "/contacts/{uuid:contact}", scope=Scope.CONTACTS_READ, answers=ContactOut)
def read_contact(request: Asked, contact: UUID) -> ContactOut:
    """Read one contact."""
    return contact_out(contact_by_public_id(request.auth, contact))


@act(router, "/contacts/{uuid:contact}/end", scope=Scope.CONTACTS_WRITE, answers=ContactOut)
def end_contact(request: Asked, contact: UUID, end: EndOfContact) -> ContactOut:
    """Say that the call has ended. One that has ended already stays as it is."""
    actor = request.auth
    found = contact_by_public_id(actor, contact)
    end_call(actor=actor, contact_id=found.pk, ended_at=end.ended_at, now=now_of(request))
    return contact_out(contact_by_public_id(actor, contact))


@act(router, "/contacts/{uuid:contact}/no-ticket", scope=Scope.CONTACTS_WRITE, answers=ContactOut)
def log_contact_without_ticket(request: Asked, contact: UUID, log: NoTicket) -> ContactOut:
    """Log the call and say why it needs no ticket."""
    actor = request.auth
    found = contact_by_public_id(actor, contact)
    declare_no_ticket(actor=actor, contact_id=found.pk, reason=log.reason, now=now_of(request))
    return contact_out(contact_by_public_id(actor, contact))
