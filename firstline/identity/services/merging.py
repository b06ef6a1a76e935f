"""The account of a person who turned out to be another."""

from django.utils.translation import gettext_lazy as _

from firstline.identity.models import User
from firstline.kernel.actor import Actor
from firstline.kernel.errors import RuleBroken
from firstline.kernel.registry import PersonMerger


def count_accounts(*, actor: Actor, person_id: int) -> int:
    """Return whether the person has an account, as 1 or 0, for those who may know of it: staff and administrators."""
    knows = actor.is_staff or actor.is_administrator
    return User.objects.filter(person_id=person_id).count() if knows else 0


def move_account(*, merged_id: int, kept_id: int) -> int:
    """Give the account to the kept person. *Raises* RuleBroken where both have one.

    *Needs* nothing of its own: merging has asked. *Emits* nothing of its own.
    """
    if User.objects.filter(person_id__in=[merged_id, kept_id]).count() > 1:
        raise RuleBroken("merge_two_accounts")
    return User.objects.filter(person_id=merged_id).update(person_id=kept_id)


MERGER = PersonMerger(
    _("Account"), lambda actor, person_id: count_accounts(actor=actor, person_id=person_id), move_account
)
