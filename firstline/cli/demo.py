"""Loading the demo agency, Harbor Point: every room's loader in order, in one transaction, into an empty database."""

from datetime import datetime

from django.apps import apps
from django.db import connection, transaction

from firstline.cli.trouble import Trouble
from firstline.kernel.demo import DemoRun, Progress, no_progress
from firstline.kernel.registry import DEMO_DATA

DEFAULT_PEOPLE = 900
DEFAULT_TICKETS = 6_000
DEFAULT_SEED = 3446
MARKING_TABLES = ("calendars.Calendar", "desks.Desk", "people.Person", "tickets.Ticket", "tickets.ResolutionCode")


def load_demo(
    *,
    now: datetime,
    people: int = DEFAULT_PEOPLE,
    tickets: int = DEFAULT_TICKETS,
    seed: int = DEFAULT_SEED,
    progress: Progress = no_progress,
) -> None:
    """Load the demo agency, all of it or nothing. The same people, tickets, seed and date give the same agency.

    ``people`` 0 gives the named cast only, ``tickets`` 0 no history. *Raises* Trouble when the database holds data.
    """
    run = DemoRun(people=people, tickets=tickets, seed=seed, now=now.replace(microsecond=0), progress=progress)
    with transaction.atomic():
        refuse_unless_empty()
        with connection.cursor() as cursor:
            # Foreign keys are checked statement by statement, so that the queue of checks stays short.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Rooms register high floors first; a room's data stands on the data of those below it.
        for load in reversed(list(DEMO_DATA)):
            load(run)
        analyze()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def analyze() -> None:
    """Tell the planner what has come. Where the role may not (before PostgreSQL 17) autovacuum does it in a minute."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def refuse_unless_empty() -> None:
    """Raise Trouble when the database holds an agency already."""
    for label in MARKING_TABLES:
        if apps.get_model(label).objects.exists():
            raise Trouble(
                "The database is not empty, so the demo agency was not loaded. "
                "Use an empty database: set FIRSTLINE_HOME to a new folder, or DATABASE_URL to another database.",
            )
