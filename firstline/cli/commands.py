"""What the short commands share: a database that is up to date, Django set up on it."""

import contextlib
import sys
from collections.abc import Iterator

import django

from firstline.cli.database import DatabaseAddresses, database_for_command
from firstline.cli.home import prepare_home
from firstline.cli.migrations import migrate_in_child, role_of
from firstline.cli.progress import Progress
from firstline.cli.trouble import Trouble


def migrate() -> None:
    """Migrate as the owner, then grant to the app role. Says what it did."""
    home = prepare_home()
    with database_for_command(home) as addresses:
        _migrate(addresses)
        sys.stdout.write("The database is at this version.\n")
        if addresses.app_url == addresses.owner_url:
            sys.stdout.write("One role owns and uses the database; `firstline check` says what that means.\n")


@contextlib.contextmanager
def with_database() -> Iterator[DatabaseAddresses]:
    """Set Django up, as the app role, on a database that has been migrated."""
    home = prepare_home()
    with database_for_command(home) as addresses:
        _migrate(addresses)
        django.setup()
        yield addresses


def _migrate(addresses: DatabaseAddresses) -> None:
    log = prepare_home() / "log"
    log.mkdir(mode=0o700, exist_ok=True)
    app_role = role_of(addresses.app_url)
    migrate_in_child(owner_url=addresses.owner_url, app_role=app_role, log=log / "migrate.log")


def demo(*, people: int, tickets: int, seed: int, only_if_empty: bool) -> None:
    """Load the demo agency with progress. *Raises* Trouble when the database holds data, unless told to accept that."""
    with with_database():
        from firstline.cli.demo import load_demo, refuse_unless_empty
        from firstline.kernel import clock

        try:
            refuse_unless_empty()
        except Trouble:
            if only_if_empty:
                return
            raise
        progress = Progress()
        load_demo(now=clock.now(), people=people, tickets=tickets, seed=seed, progress=progress.show)
        progress.end(f"The demo agency is ready ({people:,} people, {tickets:,} tickets asked for).")
