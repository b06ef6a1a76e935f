"""Bringing a database to the present schema: as its owner, one process at a time, then the app role's rights.

Runs in a process of its own (``python -m firstline.cli.migrations APP_ROLE``), because a Django process has one
role for its life and the launcher stays without Django.
"""

import os
import signal
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from firstline.cli.child import end_child, start_child
from firstline.cli.grants import apply_grants
from firstline.cli.trouble import Trouble

ONE_AT_A_TIME = 4_614_465  # any number; the key of the advisory lock that two launchers of one database share


def migrate_in_child(*, owner_url: str, app_role: str, log: Path) -> None:
    """Migrate as the owner and grant to the app role. With one role for everything there is nothing to grant.

    *Raises* Trouble when a migration fails; the whole story is in the log.
    """
    environment = os.environ | {"DATABASE_URL": owner_url, "DJANGO_SETTINGS_MODULE": "firstline.config.settings"}
    mark = log.stat().st_size if log.exists() else 0
    child = start_child(
        [sys.executable, "-m", "firstline.cli.migrations", app_role],
        death_signal=signal.SIGTERM,
        output=log,
        environment=environment,
    )
    try:
        code = child.wait()
    except BaseException:
        end_child(child, signal.SIGTERM, 30)
        raise
    if code:
        said = log.read_bytes()[mark:].decode(errors="replace")
        if "No space left on device" in said:
            raise Trouble("The disk is full, so the database could not be prepared: free some space and try again.")
        reason = said.strip().splitlines()[-1:] or ["no reason given"]
        raise Trouble(f"The database could not be brought to this version ({reason[0]}); see {log}.")


def role_of(url: str) -> str:
    """Return the role that an address of a database names."""
    return unquote(urlsplit(url).username or "")


def _migrate_and_grant(app_role: str) -> None:
    import django
    from django.core.management import call_command

    owner_url = os.environ["DATABASE_URL"]
    django.setup()
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        call_command("migrate", interactive=False)
        if app_role != role_of(owner_url):
            apply_grants(owner, app_role)


if __name__ == "__main__":
    _migrate_and_grant(sys.argv[1])
