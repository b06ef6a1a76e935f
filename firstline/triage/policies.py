"""Who edits the diagnostic questions: coordinators those of their desk, administrators all, as other settings."""

from django.db.models import QuerySet

from firstline.catalog.models import Nature
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import InstallationPermission, Permission


def natures_to_edit(actor: Actor) -> QuerySet[Nature]:
    """Return the active natures whose questions the actor may edit."""
    natures = Nature.objects.filter(is_active=True, desk__is_active=True)
    return natures if _edits_all(actor) else natures.filter(desk_id__in=actor.desk_ids(Permission.QUESTIONS_EDIT))


def edits_questions(actor: Actor) -> bool:
    """Return whether the actor edits questions at any desk."""
    return _edits_all(actor) or bool(actor.desk_ids(Permission.QUESTIONS_EDIT))


def _edits_all(actor: Actor) -> bool:
    return actor.may_install(InstallationPermission.SETTINGS_CHANGE)
