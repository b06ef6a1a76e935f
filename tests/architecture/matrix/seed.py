"""Objects of both desks, made by hand: every table that holds a person's words has at least one row of each desk."""

import io
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from PIL import Image

from firstline.contacts.models import Callback, CallDraft, Contact, ContactLeg, DraftRevision, PaperForm
from firstline.desks.models import Desk
from firstline.files.models import StoredFile
from firstline.files.services import store_file
from firstline.identity.models import AccessToken, User
from firstline.identity.selectors import actor_of
from firstline.kernel import clock
from firstline.kernel.facts import Visibility
from firstline.kit.models import StoredAnswer
from firstline.ledger.models import Entry
from firstline.notify.models import Notice
from firstline.people.models import Building, ImportRun, Person, PhoneNumber, Room, Site
from firstline.settings.models import SettingRevision
from firstline.teams.models import Availability, Level, Membership, SupportGroup
from firstline.tickets.models import (
    Attachment,
    BulkAct,
    ComposerDraft,
    Message,
    OrderPin,
    QueueColumns,
    ResolutionCode,
    SavedView,
    SubmittedDraft,
    TextRevision,
    Ticket,
    TicketAnswer,
    TicketCallback,
    TicketClock,
    TicketContact,
)
from firstline.tickets.services.assignment import take_ticket
from firstline.tickets.services.undo import act_undoably
from firstline.tickets.views.memory import signed
from firstline.triage.models import Question
from tests.world import World

FIRST_NUMBER = 90_001


@dataclass
class Seed:
    """What was made: for each word of the rows the arguments that addresses take."""

    world: World
    objects: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Party:
    """The people of one desk's story."""

    desk: Desk
    staff: User
    coordinator: User
    requester: Person
    other_requester: Person


def seed(world: World) -> Seed:
    """Make the objects of both desks."""
    made = Seed(world)
    users = world.users
    police_other = world.person("keisha.grant")
    district = Party(
        world.district, users["marcus"], users["dana"], world.person("carol"), world.person("renata.silva")
    )
    police = Party(world.police, users["ben"], users["rita"], world.person("paul"), police_other)
    for party in (district, police):
        made.objects[party.desk.code] = _desk_objects(world, party, party.requester)
        made.objects[f"{party.desk.code}_other"] = _desk_objects(world, party, party.other_requester)
        known = made.objects[party.desk.code]
        resolved = {"number": known["resolved_number"], "ticket": known["resolved_ticket"]}
        made.objects[f"{party.desk.code}_resolved"] = known | resolved
        made.objects[f"{party.desk.code}_taken"] = known | _taken(world, party)
        made.objects[f"{party.desk.code}_note"] = known | {"file_id": known["note_file_id"]}
        made.objects[f"{party.desk.code}_foreign"] = known | {
            "file_id": made.objects[f"{party.desk.code}_other"]["file_id"]
        }
    made.objects["secret"] = _secret(world)
    _import_run(world, made)
    _settings(world, made)
    made.objects["self"] = {}
    return made


def keep_seed(world: World) -> None:
    """Make the objects, for ``kept_seed`` in the same process."""
    _KEPT.append(seed(world))


def kept_seed(world: World) -> Seed:
    """Return the objects that ``keep_seed`` made, beside a world that is read anew."""
    return Seed(world, {of: dict(arguments) for of, arguments in _KEPT[-1].objects.items()})


_KEPT: list[Seed] = []


def _desk_objects(world: World, party: Party, requester: Person) -> dict[str, Any]:
    is_first = requester == party.requester
    contact, draft = _contact(world, party, requester), _draft(world, party, requester)
    ticket, resolved = _ticket(world, party, requester), _resolved(world, party, requester)
    TicketContact.objects.create(ticket=ticket, contact=contact)
    files = {kind: _file(world, party, ticket, kind).public_id for kind in ("reply", "note")}
    callback = Callback.objects.create(
        desk=party.desk, contact=contact, person=requester, number="555 0100", reason="Wants to hear from us",
        promised_at=world.now + timedelta(hours=1), due_at=world.now + timedelta(hours=1),
        promised_by=party.coordinator, for_user=party.staff,
    )  # fmt: skip
    TicketCallback.objects.create(callback=callback, ticket=ticket)
    SubmittedDraft.objects.create(
        key=uuid.uuid4(), actor_id=party.coordinator.pk, body_digest="0" * 64, contact=contact, ticket=ticket,
        created_at=world.now,
    )  # fmt: skip
    notice = _about_ticket(world, party, ticket)
    view = SavedView.objects.create(
        owner=party.coordinator, desk=party.desk, name="What is late here", query="view=late", created_at=world.now
    )
    if is_first:
        PaperForm.objects.create(desk=party.desk, number=1, issued_by=party.coordinator, issued_at=world.now)
    BulkAct.objects.create(
        user=party.coordinator, act="close", changes=[{"id": 0, "verb": "What it was"}], done_at=world.now
    )
    if is_first:
        QueueColumns.objects.create(user=party.coordinator, codes=["ticket", "status"])
    if is_first:
        _about_people(world, party)
    person_phone = PhoneNumber.objects.create(person=requester, number="555 0199", digits="5550199", label="cell")
    return {
        "ticket": ticket.public_id, "resolved_ticket": resolved.public_id, "contact": draft.contact.public_id,
        "token_id": _token(world, party).pk, "entry_id": _revoked(world, party).pk,
        "number": ticket.number, "ticket_id": ticket.pk, "resolved_number": resolved.number, "draft_id": draft.pk,
        "contact_id": draft.contact_id, "callback_id": callback.pk, "notice_id": notice.pk, "person_id": requester.pk,
        "user_id": party.staff.pk, "nature_id": ticket.nature_id, "site_id": requester.site_id,
        "tickets:change_note:message_id": ticket.messages.get(kind="note").pk,
        "tickets:staff_only:message_id": ticket.messages.get(kind="reply").pk,
        "phone_id": person_phone.pk, "view_id": view.pk,
        "file_id": files["reply"], "file": files["reply"], "note_file_id": files["note"],
        "session_id": 999_999_999, "desk_id": party.desk.pk, "desk_code": party.desk.code, "group_id": ticket.group_id,
        "kind": "note", "people:import_template:kind": "people",
        "site_code": requester.site.code,
    }  # fmt: skip


def _taken(world: World, party: Party) -> dict[str, Any]:
    """A ticket that its coordinator took just now, and how to take that back."""
    ticket, actor = _ticket(world, party, party.requester), actor_of(party.coordinator)
    memory = act_undoably(
        actor=actor, ticket_id=ticket.pk, now=clock.now(),
        act=lambda now: take_ticket(actor=actor, ticket_id=ticket.pk, now=now),
    )  # fmt: skip
    assert memory is not None
    return {"number": ticket.number, "ticket_id": ticket.pk, "ticket": ticket.public_id, "memory": signed(memory)}


def _secret(world: World) -> dict[str, Any]:
    """A ticket of the district's that its coordinator has: nobody else reads it, but for the director.

    Carol asked for it; whose calls are its seed does not matter.
    """
    dana = world.users["dana"]
    party = Party(world.district, dana, dana, world.person("renata.silva"), world.person("renata.silva"))
    known = _desk_objects(world, party, world.person("olga.petrenko"))
    about = Ticket.objects.filter(public_id__in=(known["ticket"], known["resolved_ticket"]))
    about.update(reader_ids=[dana.pk], need_to_know_reason="A complaint", requester=world.person("carol"))
    return known


def _file(world: World, party: Party, ticket: Ticket, kind: str) -> StoredFile:
    """A picture that came with a message."""
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    file = store_file(
        actor=actor_of(party.staff), desk_id=party.desk.pk, name=f"Picture of a {kind}.png", source=picture,
        size=picture.tell(), now=world.now,
    )  # fmt: skip
    StoredFile.objects.filter(pk=file.pk).update(attached_at=world.now)
    Attachment.objects.create(message=ticket.messages.get(kind=kind), file=file, position=0)
    return file


def _revoked(world: World, party: Party) -> Entry:
    """That a role was taken from somebody, once."""
    how = {
        "actor_id": world.users["ellen"].pk, "actor_name": "Ellen", "occurred_at": world.now,
        "data": {"role": "director"}, "visibility": Visibility.INTERNAL, "retention": "audit",
    }  # fmt: skip
    about = {"subject_type": "user", "subject_id": party.staff.pk, "desk_id": party.desk.pk}
    return Entry.objects.get_or_create(verb="identity.role_revoked", **about, defaults=how)[0]


def _token(world: World, party: Party) -> AccessToken:
    """What a program of the staff's has: a token, and an answer that is kept for it."""
    StoredAnswer.objects.create(
        user=party.staff, key=uuid.uuid4().hex, digest="0" * 64, status=200, body="Words of an answer",
        created_at=world.now,
    )  # fmt: skip
    now = clock.now()
    return AccessToken.objects.create(
        user=party.staff, name="A program", prefix=uuid.uuid4().hex[:8], digest="0" * 64, scopes=["tickets:read"],
        created_at=now, expires_at=now + timedelta(days=30),
    )  # fmt: skip


def _contact(world: World, party: Party, requester: Person) -> Contact:
    contact = Contact.objects.create(
        desk=party.desk, person=requester, name_as_told="As told on the phone", number="555 0142",
        answered_by=party.coordinator, owner=party.coordinator, started_at=world.now - timedelta(minutes=20),
        ended_at=world.now - timedelta(minutes=15), logged_by=party.coordinator, logged_at=world.now,
        outcome="forwarded", no_ticket_reason="Was not needed after all",
    )  # fmt: skip
    ContactLeg.objects.create(
        contact=contact, from_user=party.coordinator, to_user=party.staff, to_extension="3999", transferred_at=world.now
    )
    return contact


def _draft(world: World, party: Party, requester: Person) -> CallDraft:
    """A call that is going on, and so is not logged yet."""
    contact = Contact.objects.create(
        desk=party.desk, person=requester, name_as_told="Still talking", answered_by=party.coordinator,
        owner=party.coordinator, started_at=world.now - timedelta(minutes=2),
    )  # fmt: skip
    data = {"problem": "Nothing prints", "tried": "Turned it off and on"}
    draft = CallDraft.objects.create(
        id=uuid.uuid4(), desk=party.desk, owner=party.coordinator, contact=contact, revision=2, data=data,
        created_at=world.now, saved_at=world.now,
    )  # fmt: skip
    DraftRevision.objects.create(draft=draft, revision=1, data=dict(data), saved_at=world.now)
    return draft


def _ticket(world: World, party: Party, requester: Person, **more: Any) -> Ticket:
    nature = party.desk.natures.order_by("pk")[0]
    values = {
        "title": "Nothing prints", "requester_name": "As told", "severity_reason": "Report cards are due",
        "nature_reason": "Because of the word prints", "entitlement_clause": "5.1.1", "tried": "Turned it off and on",
        "status": "waiting", "waiting_on": "vendor", "waiting_reason": "Vendor looks for a part",
        "waiting_until_at": world.now + timedelta(days=2), "resolution_note": "Will be filled",
        "due_at": world.now + timedelta(hours=3), "assignee": party.staff, "assigned_at": world.now,
    } | more  # fmt: skip
    ticket = Ticket.objects.create(
        number=f"{party.desk.series.prefix}{FIRST_NUMBER + Ticket.objects.count()}",
        desk=party.desk, requester=requester, opened_by=party.coordinator, opened_at=world.now, nature=nature,
        level=Level.objects.filter(desk=party.desk).order_by("rank")[0],
        group=SupportGroup.objects.filter(desk=party.desk).order_by("pk").first(),
        impact="one", urgency="hindered", severity="normal", severity_rank=2, **values,
    )  # fmt: skip
    TextRevision.objects.create(
        ticket=ticket, old_text="Words of an old title", changed_by_name="Who changed it", changed_at=world.now
    )
    for kind, is_public in (("request", True), ("reply", True), ("note", False), ("resolution", True)):
        Message.objects.create(
            ticket=ticket, kind=kind, is_public=is_public, body=f"Words of a {kind}", author=party.staff,
            author_name=party.staff.person.name, written_at=world.now,
        )  # fmt: skip
    return ticket


def _resolved(world: World, party: Party, requester: Person) -> Ticket:
    return _ticket(
        world, party, requester, status="resolved", resolved_at=world.now - timedelta(minutes=5),
        resolved_by=party.staff, resolution_code=ResolutionCode.objects.order_by("pk").first(),
        resolution_note="Put paper in", minutes_worked=12,
    )  # fmt: skip


def _about_ticket(world: World, party: Party, ticket: Ticket) -> Notice:
    for kind in ("first_reply", "solve"):
        TicketClock.objects.create(
            ticket=ticket, kind=kind, target_minutes=180, started_at=world.now, due_at=world.now + timedelta(hours=3)
        )
    question = Question.objects.filter(question_set__nature__desk=party.desk).order_by("pk")[0]
    TicketAnswer.objects.create(ticket=ticket, question=question, answer="yes")
    OrderPin.objects.create(user=party.staff, ticket=ticket, position=1, pinned_at=world.now)
    for kind in ("reply", "note", "resolve"):
        ComposerDraft.objects.create(user=party.staff, ticket=ticket, kind=kind, body="Half a", saved_at=world.now)
    Entry.objects.create(
        verb="tickets.ticket_opened", desk_id=party.desk.pk, actor_id=party.coordinator.pk, actor_name="Was named so",
        subject_type="ticket", subject_id=ticket.pk, occurred_at=world.now, visibility=Visibility.INTERNAL,
        retention="ticket",
    )  # fmt: skip
    return Notice.objects.create(
        user=party.staff, desk=party.desk, kind="ticket_assigned",
        params={"number": ticket.number, "title": ticket.title, "by": "Somebody"},
        link=f"/tickets/{ticket.number}/", created_at=world.now,
    )  # fmt: skip


def _about_people(world: World, party: Party) -> None:
    for user, state in ((party.staff, "available"), (party.coordinator, "away")):
        Availability.objects.update_or_create(
            user=user, defaults={"state": state, "note": "Lunch until one", "since_at": world.now}
        )
    Membership.objects.filter(user=party.staff).update(skills=["a skill"], direct_extension="3998")
    Person.objects.filter(pk=party.requester.pk).update(accommodation_note="Speaks slowly", job_title="Known as")


def _settings(world: World, made: Seed) -> None:
    """One setting that nothing refers to, one that has to stay, and a change of each that can be undone."""
    for desk, code in (("district", "by_advice"), ("police", "on_the_call")):
        found = ResolutionCode.objects.get(code=code)
        now_is = {"code": code, "name": found.name, "position": found.position, "is_active": True}
        revision = SettingRevision.objects.create(
            setting="resolution-codes", subject_id=found.pk, before=now_is | {"name": "Was named so"}, after=now_is,
            changed_at=world.now, changed_by=world.users["ellen"],
        )  # fmt: skip
        more = {"setting": "resolution-codes", "subject_id": found.pk, "revision_id": revision.pk}
        for kept in (desk, f"{desk}_other", f"{desk}_resolved"):
            made.objects[kept] |= more


def _import_run(world: World, made: Seed) -> None:
    run = ImportRun.objects.create(
        kind="people", state="previewed", file_name="people.csv", content=b"name\n", digest="0" * 64,
        summary={}, created_by_id=world.users["ellen"].pk, created_at=world.now,
    )  # fmt: skip
    for objects in made.objects.values():
        objects["run_id"] = run.pk
    site = Site.objects.filter(guarded_by__isnull=True).order_by("pk").first()
    building = Building.objects.filter(site=site).order_by("pk").first()
    Room.objects.filter(building=building).update(phone="555 0177")
