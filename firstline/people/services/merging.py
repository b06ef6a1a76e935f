"""Merging two records of one person: everything that refers to the one refers to the other afterwards, for good."""

from datetime import datetime

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotAllowed, NotFound, RuleBroken
from firstline.kernel.registry import PERSON_MERGERS
from firstline.ledger.services import record, use_case
from firstline.people import policies
from firstline.people.events import PersonsMerged
from firstline.people.models import EmailAddress, Person, PhoneNumber
from firstline.people.services.indexing import index_people

GAPS = ("employee_number", "extension", "job_title", "category_id", "department_id", "accommodation_note")
"""What the kept person takes over from the merged one where it has nothing itself; site and room go together."""


@use_case
def merge_persons(*, actor: Actor, merged_id: int, kept_id: int, now: datetime) -> Person:
    """Let one person become another, and return the kept one. The merged record stays and leads to it. No way back.

    *Needs* person.merge at any desk or the right to manage people; for guarded persons at the guarding desk. *Emits*
    persons_merged. *Raises* NotFound, NotAllowed, RuleBroken (the same one, oneself, merged already, guarded by
    others, two employee numbers, two accounts).
    """
    merged, kept = _locked(actor, merged_id, kept_id)
    if merged.employee_number and kept.employee_number:
        raise RuleBroken("merge_two_numbers")
    moved = sum(merger.move(merged_id=merged.pk, kept_id=kept.pk) for merger in PERSON_MERGERS)
    moved += _move_addresses(merged, kept) + Person.objects.filter(merged_into=merged).update(merged_into=kept)
    _fill_gaps(merged, kept)
    index_people([merged.pk, kept.pk])
    fact = PersonsMerged(desk_id=kept.guarded_by_id, subject_id=kept.pk, merged_person_id=merged.pk, moved_count=moved)
    record(fact, actor=actor, at=now)
    return kept


def _locked(actor: Actor, merged_id: int, kept_id: int) -> tuple[Person, Person]:
    """Lock both in one order, so that two merges cannot wait for each other."""
    if merged_id == kept_id:
        raise RuleBroken("merge_same_person")
    if actor.person_id in (merged_id, kept_id):
        raise RuleBroken("merge_oneself")
    found = policies.visible_to(actor).filter(pk__in=[merged_id, kept_id]).order_by("pk")
    rows = {person.pk: person for person in found.select_for_update(of=("self",))}
    if len(rows) < len({merged_id, kept_id}):
        raise NotFound
    merged, kept = rows[merged_id], rows[kept_id]
    for person in (merged, kept):
        if not policies.can_merge_persons(actor, guarded_by_id=person.guarded_by_id):
            raise NotAllowed("people_merge")
    if merged.guarded_by_id != kept.guarded_by_id:
        raise RuleBroken("merge_guarded")
    if merged.merged_into_id or kept.merged_into_id:
        raise RuleBroken("merged_already")
    return merged, kept


def _move_addresses(merged: Person, kept: Person) -> int:
    known = kept.phone_numbers.values_list("digits", flat=True)
    phones = PhoneNumber.objects.filter(person=merged).exclude(digits__in=list(known)).update(person=kept)
    emails = EmailAddress.objects.filter(person=merged)
    if kept.email_addresses.filter(is_primary=True).exists():
        emails.update(is_primary=False)
    return phones + emails.update(person=kept)


def _fill_gaps(merged: Person, kept: Person) -> None:
    for name in GAPS:
        if not getattr(kept, name):
            setattr(kept, name, getattr(merged, name))
    if kept.site_id is None:
        kept.site_id, kept.room_id = merged.site_id, merged.room_id
    merged.employee_number, merged.is_active, merged.merged_into = None, False, kept
    merged.save()
    kept.save()
