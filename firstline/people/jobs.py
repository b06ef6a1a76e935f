"""The worker's part of this room: applying a confirmed import."""

from procrastinate.contrib.django import app

from firstline.kernel import clock
from firstline.kernel.errors import FirstlineError
from firstline.people.models import ImportState
from firstline.people.selectors.import_runs import unscoped_confirmer
from firstline.people.services.imports import IMPORT_TASK, apply_import, finish_import, kept_progress


@app.task(name=IMPORT_TASK)
def apply_confirmed_import(run_id: int) -> None:
    """Apply the run in the name of who confirmed it. What goes wrong is kept in its state, nothing half-written."""
    actor = unscoped_confirmer(run_id)
    if actor is None:
        return
    try:
        with kept_progress(run_id=run_id) as progress:
            apply_import(actor=actor, run_id=run_id, now=clock.now(), progress=progress)
    except FirstlineError:
        return  # outdated: the page says so and offers a new preview
    except Exception:
        finish_import(actor=actor, run_id=run_id, state=ImportState.FAILED, now=clock.now())
        raise
