"""Bringing a database to the present schema: as its owner, one process at a time, then the app role's rights.

Runs in a process of its own (``python -m firstline.cli.migrations APP_ROLE``), because a Django process has one
role for its life and the launcher stays without Django.
"""

import os
import subprocess
import sys
from urllib.parse import unquote, urlsplit

import psycopg

from firstline.cli.grants import apply_grants
from firstline.cli.trouble import Trouble

ONE_AT_A_TIME = 4_614_465  # any number; the key of the advisory lock that two launchers of one database share


def migrate_in_child(*, owner_url: str, app_role: str, verbosity: int = 1) -> None:
    """Migrate as the owner and grant to the app role. With one role for everything there is nothing to grant.

    *Raises* Trouble when a migration fails; what it said went to standard error.
    """
    environment = os.environ | {"DATABASE_URL": owner_url, "DJANGO_SETTINGS_MODULE": "firstline.config.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "firstline.cli.migrations", app_role, str(verbosity)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if verbosity:
        sys.stdout.write(done.stdout)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        if "No space left on device" in done.stderr:
            raise Trouble("The disk is full, so the database could not be prepared: free some space and try again.")
        sys.stderr.write(done.stderr)
        raise Trouble(f"The database could not be brought to this version: {reason[0]}")


def role_of(url: str) -> str:
    """Return the role that an address of a database names."""
    return unquote(urlsplit(url).username or "")


def _migrate_and_grant(app_role: str, verbosity: int) -> None:
    import django
    from django.core.management import call_command

    owner_url = os.environ["DATABASE_URL"]
    django.setup()
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        call_command("migrate", interactive=False, verbosity=verbosity)
        if app_role != role_of(owner_url):
            apply_grants(owner, app_role)


if __name__ == "__main__":
    _migrate_and_grant(sys.argv[1], int(sys.argv[2]))
