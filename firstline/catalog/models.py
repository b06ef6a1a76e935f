"""Services, natures of call, and the rules of entitlement."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from firstline.desks.models import Desk
from firstline.people.models import PersonCategory, SchoolLevel


class Service(models.Model):
    """Something the agency supports: Classxp, printing, the dispatch system."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Nature(models.Model):
    """A kind of problem at one desk. ``number_key`` (1 to 8) chooses it on the console; others are found by typing.

    The one that ``is_catch_all`` takes what no word and no person gave a nature, so that a call can always be logged.
    """

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="natures")
    service = models.ForeignKey(Service, models.PROTECT)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    number_key = models.SmallIntegerField(null=True, blank=True)
    default_impact = models.CharField(max_length=8, choices=[(c, c) for c in ("one", "group", "wide")])
    default_urgency = models.CharField(max_length=8, choices=[(c, c) for c in ("goes_on", "hindered", "stopped")])
    needs_identity_check = models.BooleanField(default=False)
    is_catch_all = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        """Codes and number keys are unique within a desk."""

        ordering: ClassVar = ["number_key", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "code"], name="catalog_nature_code"),
            models.UniqueConstraint(
                fields=["desk", "number_key"], condition=Q(is_active=True), name="catalog_nature_key"
            ),
            models.UniqueConstraint(
                fields=["desk"], condition=Q(is_catch_all=True), name="catalog_nature_one_catch_all"
            ),
            models.CheckConstraint(
                condition=Q(number_key__isnull=True) | Q(number_key__range=(1, 8)), name="catalog_nature_key_range"
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class EntitlementRule(models.Model):
    """Who is covered for what. An empty category, school level or service means any; the most specific row wins."""

    category = models.ForeignKey(PersonCategory, models.PROTECT, null=True, blank=True)
    school_level = models.CharField(max_length=12, null=True, blank=True, choices=SchoolLevel.choices)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True)
    verdict = models.CharField(max_length=12, choices=[(c, c) for c in ("covered", "as_needed", "refer")])
    refer_to = models.CharField(max_length=200, blank=True)
    clause_number = models.CharField(max_length=20)
    clause_text = models.CharField(max_length=400)

    class Meta:
        """One row for a combination; a referral says whom to call."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "school_level", "service"],
                nulls_distinct=False,
                name="catalog_entitlement_once",
            ),
            models.CheckConstraint(condition=~Q(verdict="refer") | ~Q(refer_to=""), name="catalog_refer_to_given"),
        ]

    def __str__(self) -> str:
        """Return the clause's number."""
        return self.clause_number
