"""What tickets are found by: their texts, the words of a desk, synonyms."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from firstline.desks.models import Desk


class TicketText(models.Model):
    """What a ticket is found by. Triggers keep it with every message and every change of a text (migration ``search``).

    ``public_vector`` holds what its requester may read; ``staff_vector`` that, the staff notes, and the marks of those
    who read it: the desk's, or for a need-to-know ticket its readers' (migration ``need_to_know``).
    """

    ticket = models.OneToOneField("tickets.Ticket", models.CASCADE, primary_key=True, related_name="text")
    public_vector = SearchVectorField()
    staff_vector = SearchVectorField()

    class Meta:
        """Staff search all tickets of a desk; a requester only the own few, which need no index.

        What waits to be sorted in (in kB) is read through by every search, so it is kept short.
        """

        indexes: ClassVar = [GinIndex(fields=["staff_vector"], name="tickets_text_staff", gin_pending_list_limit=512)]


class TicketWord(models.Model):
    """A word that occurs in a desk's tickets, with its trigrams: where typos are looked up. Kept by the same triggers.

    What only need-to-know tickets say is not among them.

    Not unique in the database: two transactions that bring the same new word must not wait for each other.
    """

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    word = models.CharField(max_length=24)
    trigrams = ArrayField(models.CharField(max_length=3))

    class Meta:
        """Trigrams are searched by overlap under GIN."""

        indexes: ClassVar = [
            models.Index(fields=["desk", "word"], name="tickets_word_desk"),
            GinIndex(fields=["trigrams"], name="tickets_word_trigrams"),
        ]


class Synonyms(models.Model):
    """Words that mean the same to a help desk, such as wifi, wi-fi and wireless: data of the agency."""

    words = ArrayField(models.CharField(max_length=40))

    class Meta:
        """In the order in which they were added."""

        ordering: ClassVar = ["id"]
