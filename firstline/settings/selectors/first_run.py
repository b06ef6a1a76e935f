"""Where the first run stands: what the data show, and what was left out."""

from firstline.desks.models import Desk
from firstline.identity.models import Grant
from firstline.kernel.actor import Actor
from firstline.people.models import Person, Site
from firstline.settings.models import SkippedStep
from firstline.settings.policies import can_change_settings, require_change_settings
from firstline.settings.rules.first_run import Step, steps


def first_run(actor: Actor) -> list[Step]:
    """Return the steps of the first run. *Needs* settings.change. Five queries."""
    require_change_settings(actor)
    done = {
        "desk": Desk.objects.exists(),
        "sites": Site.objects.exists(),
        "people": Person.objects.filter(user__isnull=True).exists(),
        "mail": True,  # nothing is sent or received yet, so there is nothing to set up
        "staff": Grant.objects.exists(),
    }
    skipped = SkippedStep.objects.values_list("step", flat=True)
    return steps([code for code, is_done in done.items() if is_done], list(skipped))


def is_unfinished(actor: Actor) -> bool:
    """Return whether the first run still has a step that is neither done nor skipped, for an administrator."""
    return can_change_settings(actor) and any(step.is_next for step in first_run(actor))
