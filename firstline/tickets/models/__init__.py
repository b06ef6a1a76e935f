"""The ticket and what belongs to it: messages, clocks, answers, contacts, one's own order, composer drafts."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import F, Q

from firstline.catalog.models import Nature
from firstline.contacts.models import Callback, CallDraft, Contact
from firstline.desks.models import Desk
from firstline.files.models import StoredFile
from firstline.identity.models import User
from firstline.people.models import Person
from firstline.teams.models import Level, SupportGroup
from firstline.tickets.models.queue import BulkAct as BulkAct
from firstline.tickets.models.queue import QueueColumns as QueueColumns
from firstline.tickets.models.queue import SavedView as SavedView
from firstline.tickets.models.search import Synonyms as Synonyms
from firstline.tickets.models.search import TicketText as TicketText
from firstline.tickets.models.search import TicketWord as TicketWord
from firstline.triage.models import Question

OPEN_STATUSES = ("new", "in_progress", "waiting", "scheduled")
CHOSEN_BY_HAND = "by_hand"
"""Stands in ``nature_reason`` where a person chose the nature; else it holds the words that spoke for it."""


class Status(models.TextChoices):
    """Where a ticket stands (DOMAIN.md, Ticket)."""

    NEW = "new", "new"
    IN_PROGRESS = "in_progress", "in_progress"
    WAITING = "waiting", "waiting"
    SCHEDULED = "scheduled", "scheduled"
    RESOLVED = "resolved", "resolved"
    CLOSED = "closed", "closed"
    VOID = "void", "void"


class Severity(models.TextChoices):
    """How much it hurts; ``severity_rank`` orders it."""

    LOW = "low", "low"
    NORMAL = "normal", "normal"
    HIGH = "high", "high"
    CRITICAL = "critical", "critical"


class WaitingOn(models.TextChoices):
    """Whom or what a waiting ticket waits for."""

    NONE = "", "none"
    REQUESTER = "requester", "requester"
    VENDOR = "vendor", "vendor"
    PARTS = "parts", "parts"


class IdentityMethod(models.TextChoices):
    """How a caller's identity was checked (DOMAIN.md, Caller's identity). The secret itself is never kept."""

    NONE = "", "none"
    CALLBACK = "callback", "callback to the number on file"
    MAIL_CODE = "mail_code", "code by mail"
    EMPLOYEE_NUMBER = "employee_number", "employee number with site"
    IN_PERSON = "in_person", "in person"


class ResolutionCode(models.Model):
    """How a ticket was resolved: data of the agency. A retired code is offered no more; tickets keep it."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)

    class Meta:
        """In the order in which they are offered."""

        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Ticket(models.Model):
    """The umbrella record. ``number`` is what people say (``20478``, ``P-1042``), unique over all desks.

    ``reader_ids`` names the accounts that read a need-to-know ticket; nearly always it is None: the whole desk reads.
    ``updated_at`` is the database's own time of the last change, set by a trigger: programs ask for what is newer.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    number = models.CharField(max_length=24, unique=True)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="tickets")
    title = models.CharField(max_length=200)
    requester = models.ForeignKey(Person, models.PROTECT, null=True, related_name="tickets")
    requester_name = models.CharField(max_length=200, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    nature = models.ForeignKey(Nature, models.PROTECT, related_name="tickets")
    level = models.ForeignKey(Level, models.PROTECT)
    group = models.ForeignKey(SupportGroup, models.PROTECT, null=True, related_name="tickets")
    assignee = models.ForeignKey(User, models.PROTECT, null=True, related_name="tickets")
    assigned_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NEW)
    waiting_on = models.CharField(max_length=12, blank=True, default="", choices=WaitingOn.choices)
    waiting_reason = models.CharField(max_length=200, blank=True)
    waiting_until_at = models.DateTimeField(null=True)
    impact = models.CharField(max_length=8)
    urgency = models.CharField(max_length=8)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    severity_rank = models.SmallIntegerField()
    severity_reason = models.CharField(max_length=200, blank=True)
    severity_reasons = models.JSONField(default=list)
    modifier_codes = models.JSONField(default=list)
    nature_reason = models.CharField(max_length=200, blank=True)
    entitlement = models.CharField(max_length=12, default="unknown")
    entitlement_clause = models.CharField(max_length=20, blank=True)
    identity_method = models.CharField(max_length=20, blank=True, default="", choices=IdentityMethod.choices)
    identity_verified = models.BooleanField(null=True)
    tried = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    resolution_code = models.ForeignKey(ResolutionCode, models.PROTECT, null=True)
    resolution_note = models.TextField(blank=True)
    minutes_worked = models.PositiveIntegerField(null=True)
    estimated_minutes = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    reopened_count = models.PositiveSmallIntegerField(default=0)
    escalated_to_director_at = models.DateTimeField(null=True)
    reader_ids = ArrayField(models.BigIntegerField(), null=True)
    need_to_know_reason = models.CharField(max_length=200, blank=True, db_default="")
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(db_default=TransactionNow())
    contacts = models.ManyToManyField(Contact, through="TicketContact", related_name="tickets")

    class Meta:
        """Open lists run on partial indexes; what waits has a reason and a date; what is resolved has a code.

        Who has a need-to-know ticket is among its readers.
        """

        indexes: ClassVar = [
            models.Index(
                fields=["desk", "-severity_rank", "due_at", "id"],
                condition=Q(status__in=OPEN_STATUSES),
                name="tickets_open_queue",
            ),
            models.Index(fields=["assignee"], condition=Q(status__in=OPEN_STATUSES), name="tickets_open_assignee"),
            models.Index(fields=["requester", "-id"], name="tickets_requester"),
            models.Index(fields=["nature", "-resolved_at"], name="tickets_nature_resolved"),
            models.Index(fields=["-opened_at", "-id"], name="tickets_opened"),
            models.Index(fields=["updated_at", "id"], name="tickets_updated"),
            models.Index(fields=["status", "id"], name="tickets_status"),
            models.Index(fields=["severity", "id"], name="tickets_severity"),
            models.Index(
                fields=["desk", "-opened_at"], condition=Q(minutes_worked__isnull=False), name="tickets_desk_worked"
            ),
            models.Index(fields=["desk"], condition=Q(reader_ids__isnull=False), name="tickets_need_to_know"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="waiting") | (~Q(waiting_reason="") & Q(waiting_until_at__isnull=False)),
                name="tickets_waiting_complete",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("resolved", "closed"))
                | (Q(resolution_code__isnull=False) & Q(resolved_at__isnull=False)),
                name="tickets_resolved_complete",
            ),
            models.CheckConstraint(
                condition=Q(requester__isnull=False) | ~Q(requester_name=""), name="tickets_requester_known"
            ),
            models.CheckConstraint(
                condition=Q(reader_ids__isnull=True) | ~Q(need_to_know_reason=""), name="tickets_need_to_know_reason"
            ),
            models.CheckConstraint(
                condition=Q(reader_ids__isnull=True)
                | Q(assignee__isnull=True)
                | Q(reader_ids__contains=[F("assignee")]),
                name="tickets_assignee_reads",
            ),
        ]

    def __str__(self) -> str:
        """Return the number as people write it."""
        return f"#{self.number}"

    @property
    def is_need_to_know(self) -> bool:
        """Whether only named people of the desk read it."""
        return self.reader_ids is not None


class TicketContact(models.Model):
    """That a contact is about a ticket."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="ticket_links")

    class Meta:
        """Once for a pair."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "contact"], name="tickets_contact_once")]


class MessageKind(models.TextChoices):
    """What a message is: the requester's words, an answer to the requester, or a note that only staff read."""

    REQUEST = "request", "request"
    REPLY = "reply", "reply"
    NOTE = "note", "note"
    RESOLUTION = "resolution", "resolution"


class Message(models.Model):
    """One message of a ticket. ``is_public`` is what the requester may read; a note never is."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=12, choices=MessageKind.choices)
    is_public = models.BooleanField()
    body = models.TextField()
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    author_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200)
    channel = models.CharField(max_length=12, blank=True)
    delivery = models.CharField(max_length=12, blank=True, choices=[("", ""), ("no_channel", "no_channel")])
    written_at = models.DateTimeField()

    class Meta:
        """In order; notes are never public."""

        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["ticket", "id"], name="tickets_message_ticket")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kind="note") | Q(is_public=False), name="tickets_note_never_public")
        ]


TO_TELL = Q(met_at__isnull=True, stopped_at__isnull=True, running_since_at__isnull=False)
"""Clocks that run: of those somebody is told when their time is near, and when it has passed."""


class TicketClock(models.Model):
    """One promised time of a ticket, as ``promises/rules/clock.py`` keeps it.

    ``warn_at``: when most of the time will be used, while it runs; ``warned_at`` and ``late_told_at``: when that, and
    that the promise was broken, became a fact. What was told once is not told again unless another time is promised.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=12, choices=[("first_reply", "first_reply"), ("solve", "solve")])
    target_minutes = models.PositiveIntegerField(null=True)
    target_business_days = models.PositiveSmallIntegerField(null=True)
    started_at = models.DateTimeField()
    elapsed_seconds = models.PositiveBigIntegerField(default=0)
    running_since_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    late_told_at = models.DateTimeField(null=True)

    class Meta:
        """One clock of a kind; those that are to be told of are found by time."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "kind"], name="tickets_clock_once")]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=TO_TELL & Q(late_told_at__isnull=True), name="tickets_clock_due"),
            models.Index(fields=["warn_at"], condition=TO_TELL & Q(warned_at__isnull=True), name="tickets_clock_warn"),
        ]


class TicketAnswer(models.Model):
    """The answer to a diagnostic question; "not asked" is an answer."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT)
    answer = models.CharField(max_length=10, choices=[(c, c) for c in ("yes", "no", "not_asked")])

    class Meta:
        """Once for a question, in the order asked."""

        ordering: ClassVar = ["question__position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "question"], name="tickets_answer_once")]


class TicketCallback(models.Model):
    """That a promised callback is about a ticket (always one)."""

    callback = models.OneToOneField(Callback, models.CASCADE, related_name="ticket_link")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="callback_links")


class SubmittedDraft(models.Model):
    """That a draft became this ticket: the idempotency key of a submit, in the transaction of the act."""

    key = models.UUIDField(primary_key=True)
    draft = models.ForeignKey(CallDraft, models.SET_NULL, null=True)
    actor_id = models.BigIntegerField()
    body_digest = models.CharField(max_length=64)
    contact = models.ForeignKey(Contact, models.CASCADE)
    ticket = models.ForeignKey(Ticket, models.CASCADE, null=True)
    created_at = models.DateTimeField()


class OrderPin(models.Model):
    """A place in a person's own order of open calls; the rest follows the suggestion."""

    user = models.ForeignKey(User, models.CASCADE, related_name="order_pins")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="order_pins")
    position = models.PositiveIntegerField()
    pinned_at = models.DateTimeField()

    class Meta:
        """A ticket has one place in a person's order."""

        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "ticket"], name="tickets_pin_once")]


class ComposerDraft(models.Model):
    """What a person has typed under a ticket and not sent."""

    user = models.ForeignKey(User, models.CASCADE)
    ticket = models.ForeignKey(Ticket, models.CASCADE)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in ("reply", "note", "resolve", "answer")])
    body = models.TextField()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        """One draft of a kind for person and ticket."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "ticket", "kind"], name="tickets_composer_once")
        ]


class Attachment(models.Model):
    """That a file came with a message. Whoever may read the message may have the file."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="attachment")
    position = models.PositiveSmallIntegerField()

    class Meta:
        """In the order in which they were attached."""

        ordering: ClassVar = ["position"]


class ComposerFile(models.Model):
    """An upload that waits under a ticket, in one box of the composer, until its text is sent."""

    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="composer_place")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=[("reply", "reply"), ("note", "note")])


class TextRevision(models.Model):
    """A text as it was before it was changed: of the title, or of the message. The ledger names it by its id."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="text_revisions")
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="revisions")
    old_text = models.TextField()
    changed_by_name = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering: ClassVar = ["id"]
