"""Diagnostic questions, versioned, and the keyword rules that suggest a nature."""

from typing import ClassVar

from django.db import models

from firstline.catalog.models import Nature
from firstline.identity.models import User


class KeywordRule(models.Model):
    """A word or phrase that speaks for a nature."""

    nature = models.ForeignKey(Nature, models.CASCADE, related_name="keyword_rules")
    phrase = models.CharField(max_length=60)
    weight = models.SmallIntegerField(default=1)

    class Meta:
        """A phrase speaks for a nature once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["nature", "phrase"], name="triage_keyword_once")]

    def __str__(self) -> str:
        """Return the phrase."""
        return self.phrase


class QuestionSet(models.Model):
    """The questions of a nature in one version; the newest published one is asked, older ones stay readable."""

    nature = models.ForeignKey(Nature, models.CASCADE, related_name="question_sets")
    version = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.PROTECT, null=True)

    class Meta:
        """Versions are unique within a nature."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["nature", "version"], name="triage_set_version")]


MOVES = (("yes", "impact"), ("yes", "urgency"), ("no", "impact"), ("no", "urgency"))


class Question(models.Model):
    """One question. Answers are yes, no, or not asked; ``yes_…`` and ``no_…`` move impact and urgency by steps."""

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=160)
    yes_impact_steps = models.SmallIntegerField(default=0)
    yes_urgency_steps = models.SmallIntegerField(default=0)
    no_impact_steps = models.SmallIntegerField(default=0)
    no_urgency_steps = models.SmallIntegerField(default=0)

    class Meta:
        """In order; at most five a set is a rule of the service."""

        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question_set", "position"], name="triage_question_position")
        ]

    @property
    def moves(self) -> dict[str, int]:
        """Return the steps of yes and no by the names of their fields."""
        return {f"{answer}_{scale}_steps": getattr(self, f"{answer}_{scale}_steps") for answer, scale in MOVES}


class Modifier(models.Model):
    """A circumstance of a desk that moves severity: class in session, testing window, officer safety (SCIENCE.md §2).

    Tickets keep its code, so a retired one keeps its name.
    """

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    impact_steps = models.SmallIntegerField(default=0)
    urgency_steps = models.SmallIntegerField(default=0)
    makes_critical = models.BooleanField(default=False)
    is_time_bound = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    desk = models.ForeignKey("desks.Desk", models.CASCADE)

    class Meta:
        """Codes are unique within a desk."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["desk", "code"], name="triage_modifier_once")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
