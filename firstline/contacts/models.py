"""Contacts (calls, visits to the counter, messages) and the drafts kept while a call is being logged."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from firstline.desks.models import Desk
from firstline.identity.models import User
from firstline.people.models import Person


class Channel(models.TextChoices):
    """How the person reached the desk (S-032)."""

    PHONE = "phone", "phone"
    VOICEMAIL = "voicemail", "voicemail"
    EMAIL = "email", "email"
    PORTAL = "portal", "portal"
    COUNTER = "counter", "counter"
    REMOTE = "remote", "remote"
    MONITORING = "monitoring", "monitoring"
    VEHICLE = "vehicle", "vehicle"


class Outcome(models.TextChoices):
    """How the contact ended. Empty while it is not logged yet."""

    NONE = "", "not logged yet"
    SOLVED = "solved", "solved"
    TRANSFERRED = "transferred", "transferred"
    FORWARDED = "forwarded", "forwarded"
    QUEUED = "queued", "queued"
    CALLBACK = "callback", "callback"
    REFERRED = "referred", "referred"
    PASSED = "passed", "passed to another desk"
    NO_TICKET = "no_ticket", "no ticket needed"
    ABANDONED = "abandoned", "abandoned"


class Contact(models.Model):
    """One call or other contact, with its own times and people; a ticket may be logged later by somebody else.

    ``answered_by`` took the call, ``owner`` must log it (they differ after a transfer), ``logged_by`` did.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="contacts")
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.PHONE)
    is_inbound = models.BooleanField(default=True)
    number = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="contacts")
    name_as_told = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    logged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    logged_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True, default="")
    no_ticket_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """A logged contact has who and when; a call ends after it starts."""

        indexes: ClassVar = [
            models.Index(fields=["desk", "-started_at"], name="contacts_desk_started"),
            models.Index(fields=["person", "-started_at"], name="contacts_person_started"),
            models.Index(fields=["desk", "-logged_at"], name="contacts_desk_logged"),
            models.Index(fields=["desk", "owner"], name="contacts_unlogged", condition=Q(logged_at__isnull=True)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="contacts_times_order"
            ),
            models.CheckConstraint(
                condition=Q(logged_at__isnull=True) | (~Q(outcome="") & Q(logged_by__isnull=False)),
                name="contacts_logged_complete",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="no_ticket") | ~Q(no_ticket_reason=""), name="contacts_no_ticket_reason"
            ),
        ]


class ContactLeg(models.Model):
    """One stretch of a call: from one member of staff to another, at an extension, at a time."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="legs")
    from_user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    to_user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    to_extension = models.CharField(max_length=20, blank=True)
    transferred_at = models.DateTimeField()

    class Meta:
        """In order of time."""

        ordering: ClassVar = ["transferred_at", "id"]


class CallDraft(models.Model):
    """What has been typed about a call. ``id`` is also the idempotency key of its submit (DOMAIN.md, Draft)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="drafts")
    owner = models.ForeignKey(User, models.PROTECT, related_name="call_drafts")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="drafts")
    handed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        """Open drafts are listed by owner."""

        ordering: ClassVar = ["created_at"]
        indexes: ClassVar = [
            models.Index(fields=["owner"], condition=Q(submitted_at__isnull=True), name="contacts_draft_open"),
        ]


class DraftRevision(models.Model):
    """An older state of a draft, kept for 24 hours."""

    draft = models.ForeignKey(CallDraft, models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    data = models.JSONField()
    saved_at = models.DateTimeField()


class Callback(models.Model):
    """A promise to ring at a time.

    ``promised_at`` is what the caller was told; ``due_at`` is when to ring next: the same, until nobody answers.
    ``reminded_at`` and ``missed_at``: when somebody was told that it is near, and that its time has passed.
    """

    desk = models.ForeignKey(Desk, models.PROTECT)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="callbacks")
    person = models.ForeignKey(Person, models.PROTECT, null=True)
    number = models.CharField(max_length=40)
    promised_at = models.DateTimeField()
    promised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    for_user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, default="due", choices=[(c, c) for c in ("due", "reached", "not_needed")])
    attempts_count = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)

    class Meta:
        """Due callbacks by time."""

        indexes: ClassVar = [models.Index(fields=["due_at"], condition=Q(state="due"), name="contacts_callback_due")]


class PaperForm(models.Model):
    """A numbered form of paper mode (S-151): issued by a desk, filled by hand, entered once; kept with its contact."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="paper_forms")
    number = models.PositiveIntegerField()
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    contact = models.OneToOneField(Contact, models.PROTECT, null=True, related_name="paper_form")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True)

    class Meta:
        """A desk gives each number once."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["desk", "number"], name="contacts_paper_number")]
