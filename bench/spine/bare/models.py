"""The columns that the floors show, over the product's own tables."""

from typing import ClassVar

from django.db import models


class Person(models.Model):
    """A requester."""

    name = models.CharField(max_length=200)

    class Meta:
        """The product's table."""

        managed = False
        db_table = "people_person"


class Nature(models.Model):
    """A nature of call."""

    name = models.CharField(max_length=80)

    class Meta:
        """The product's table."""

        managed = False
        db_table = "catalog_nature"


class Ticket(models.Model):
    """A ticket."""

    number = models.CharField(max_length=24)
    title = models.CharField(max_length=200)
    desk_id = models.BigIntegerField()
    requester = models.ForeignKey(Person, models.DO_NOTHING, null=True)
    requester_name = models.CharField(max_length=200)
    nature = models.ForeignKey(Nature, models.DO_NOTHING)
    assignee_id = models.BigIntegerField(null=True)
    status = models.CharField(max_length=12)
    severity = models.CharField(max_length=8)
    severity_rank = models.SmallIntegerField()
    due_at = models.DateTimeField(null=True)

    class Meta:
        """The product's table."""

        managed = False
        db_table = "tickets_ticket"


class Message(models.Model):
    """A message of a ticket."""

    ticket = models.ForeignKey(Ticket, models.DO_NOTHING, related_name="messages")
    body = models.TextField()
    author_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        """The product's table, in order."""

        managed = False
        db_table = "tickets_message"
        ordering: ClassVar = ["id"]
