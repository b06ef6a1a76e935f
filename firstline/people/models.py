"""Persons and places. One directory for all desks; what a confidential desk guards is cut in ``selectors``."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q

from firstline.desks.models import Desk


class SchoolLevel(models.TextChoices):
    """The school level of a site, which decides part of the entitlement; none for offices."""

    NONE = "", "none"
    ELEMENTARY = "elementary", "elementary"
    MIDDLE = "middle", "middle"
    HIGH = "high", "high"
    ADULT = "adult", "adult"


class Site(models.Model):
    """A school, an office, a headquarters."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    school_level = models.CharField(max_length=12, blank=True, default="", choices=SchoolLevel.choices)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    hours_note = models.CharField(max_length=200, blank=True)
    guarded_by = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Building(models.Model):
    """A building of a site."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="buildings")
    name = models.CharField(max_length=80)

    class Meta:
        """Names are unique within a site."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "name"], name="people_building_once")]


class Room(models.Model):
    """A room of a building."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        """Names are unique within a building."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["building", "name"], name="people_room_once")]


class Vehicle(models.Model):
    """A vehicle: a place that moves. Seen only by the desk that guards it, where one does."""

    unit = models.CharField(max_length=20, unique=True)
    description = models.CharField(max_length=120, blank=True)
    home_site = models.ForeignKey(Site, models.PROTECT, related_name="vehicles")
    guarded_by = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True)


class Department(models.Model):
    """A department of the agency."""

    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class PersonCategory(models.Model):
    """The personnel category of procedure 5.1.1, which decides entitlement: Principal, Secretary, Teacher."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class PreferredContact(models.TextChoices):
    """How a person wants to be answered."""

    PHONE = "phone", "phone"
    EMAIL = "email", "email"
    TEXT = "text", "text"


class TermsVector(Func):
    """``array_to_tsvector``: the terms as they are, no parser and no dictionary between."""

    function = "array_to_tsvector"
    output_field: ClassVar["models.Field[object, object]"] = SearchVectorField()


class Person(models.Model):
    """Somebody who may call. ``name`` is as written by the person, never split.

    ``guarded_by`` names the confidential desk that alone sees phones, notes and vehicles of this person; all others
    see name, extension and site. What the person is found by stands in the same row: ``PersonTerms``.
    """

    employee_number = models.CharField(max_length=40, null=True, blank=True, unique=True)
    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200)
    extension = models.CharField(max_length=20, blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    category = models.ForeignKey(PersonCategory, models.PROTECT, null=True, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="persons")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True)
    preferred_contact = models.CharField(max_length=8, choices=PreferredContact.choices, default=PreferredContact.PHONE)
    accommodation_note = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=12, default="en")
    guarded_by = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        """Lists by name run on the folded name."""

        indexes: ClassVar = [
            models.Index(fields=["folded_name", "id"], name="people_person_folded"),
            models.Index(fields=["extension"], name="people_person_extension", condition=~Q(extension="")),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class PersonTerms(models.Model):
    """What a person is found by: further columns of the person's own row, which no reader of persons takes along.

    ``guarded_terms`` of a guarded person hold everything, for the desk that guards; ``search_terms`` then hold name,
    extension and site alone. Both (``rules/terms.py``) are kept by ``services/indexing.py``; the vectors follow by
    themselves. Prefix search runs on the vectors (GIN, never a pending list).
    """

    search_terms = ArrayField(models.CharField(max_length=80), default=list)
    guarded_terms = ArrayField(models.CharField(max_length=80), default=list)
    search_vector = models.GeneratedField(
        expression=TermsVector(F("search_terms")), output_field=SearchVectorField(), db_persist=True
    )
    guarded_vector = models.GeneratedField(
        expression=TermsVector(F("guarded_terms")), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        """In the table of persons."""

        managed = False
        db_table = "people_person"


class PhoneNumber(models.Model):
    """A further number of a person, as written and as digits."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="phone_numbers")
    number = models.CharField(max_length=40)
    digits = models.CharField(max_length=40, db_index=True)
    label = models.CharField(max_length=20, blank=True)

    class Meta:
        """A person has a number once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "digits"], name="people_phone_once")]


class EmailAddress(models.Model):
    """An e-mail address of a person, kept in lower case; it belongs to one person only."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="email_addresses")
    address = models.EmailField(unique=True)
    is_primary = models.BooleanField(default=False)

    class Meta:
        """At most one primary address a person."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(is_primary=True), name="people_email_one_primary")
        ]


class LexiconWord(models.Model):
    """A word that occurs in persons' search terms, with its trigrams: where typos are looked up."""

    word = models.CharField(max_length=80, unique=True)
    trigrams = ArrayField(models.CharField(max_length=3))

    class Meta:
        """Trigrams are searched by overlap under GIN."""

        indexes: ClassVar = [GinIndex(fields=["trigrams"], fastupdate=False, name="people_lexicon_trigrams")]


class ImportKind(models.TextChoices):
    """What a file brings."""

    PEOPLE = "people", "people"
    SITES = "sites", "sites"


class ImportState(models.TextChoices):
    """Where an import stands. Outdated: the directory changed after the preview, so nothing was applied."""

    PREVIEWED = "previewed", "previewed"
    APPLYING = "applying", "applying"
    APPLIED = "applied", "applied"
    OUTDATED = "outdated", "outdated"
    FAILED = "failed", "failed"


class ImportRun(models.Model):
    """An uploaded file with what it would change, so that confirming applies exactly what was previewed.

    ``digest`` stands for the whole plan: applying makes the plan anew and refuses when it has become another.
    """

    kind = models.CharField(max_length=8, choices=ImportKind.choices)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.PREVIEWED)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    summary = models.JSONField(default=dict)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_by_name = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-id"]


class ImportProgress(models.Model):
    """How far an import has come: a row of its own, because the import itself is one transaction."""

    run = models.OneToOneField(ImportRun, models.CASCADE, related_name="progress", primary_key=True)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
