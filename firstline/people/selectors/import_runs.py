"""Import runs, for administrators and for the worker."""

from dataclasses import dataclass

from django.db.models import QuerySet

from firstline.kernel.actor import Actor
from firstline.kernel.errors import NotFound
from firstline.people import policies
from firstline.people.models import ImportProgress, ImportRun


@dataclass(frozen=True)
class Progress:
    """How far an import has come. The worker has not begun while ``total_count`` is 0."""

    done_count: int = 0
    total_count: int = 0


def import_runs(actor: Actor) -> QuerySet[ImportRun]:
    """Return the runs without their files, newest first: all for administrators, none for others."""
    runs = ImportRun.objects.defer("content")
    return runs if policies.can_manage_people(actor) else runs.none()


def import_run(actor: Actor, run_id: int) -> ImportRun:
    """Return one run. *Raises* NotFound."""
    run = import_runs(actor).filter(pk=run_id).first()
    if run is None:
        raise NotFound
    return run


def has_effect(run: ImportRun) -> bool:
    """Return whether there is anything to confirm."""
    summary = run.summary
    counts = (summary.get(name, 0) for name in ("new_count", "changed_count", "guarded_count"))
    return any(counts) and not summary.get("is_blocked")


def progress_of(run: ImportRun) -> Progress:
    """Return how far a run has come."""
    row = ImportProgress.objects.filter(run=run).values_list("done_count", "total_count").first()
    return Progress(*row) if row else Progress()


def unscoped_confirmer(run_id: int) -> Actor | None:
    """Return who confirmed the run. Unscoped: for the worker that applies it; the right was checked then."""
    run = ImportRun.objects.defer("content").filter(pk=run_id).first()
    if run is None:
        return None
    return Actor(name=run.confirmed_by_name, user_id=run.confirmed_by_id, is_administrator=True)
