"""Reading the ledger. The rooms decide who may see a subject before they ask for its entries."""

from django.db.models import Q, QuerySet

from firstline.ledger.models import Entry


def unscoped_entries_of(subject_type: str, subject_id: int) -> QuerySet[Entry]:
    """Return the entries about the record and those that name it as parent, oldest first.

    Unscoped: the caller has already read the record itself through its room's ``visible_to``.
    """
    about = Q(subject_type=subject_type, subject_id=subject_id)
    below = Q(parent_type=subject_type, parent_id=subject_id)
    return Entry.objects.filter(about | below).order_by("id")
