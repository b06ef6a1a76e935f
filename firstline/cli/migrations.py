"""Bringing a database to the present schema: as its owner, one process at a time, then the app role's rights.

Runs in a process of its own (``python -m firstline.cli.migrations APP_ROLE``), because a Django process has one
role for its life and the launcher stays without Django.
"""

import contextlib
import hashlib
import os
import signal
import sys
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import Connection, sql

from firstline.cli import grants
from firstline.cli.child import end_child, start_child
from firstline.cli.disk import is_full
from firstline.cli.trouble import Trouble

PACKAGE_FOLDER = Path(__file__).resolve().parent.parent
PACKAGES_WITH_MIGRATIONS = ("django", "django-allauth", "procrastinate")
ONE_AT_A_TIME = 4_614_465  # any number; the key of the advisory lock that two launchers of one database share


def migrate_in_child(*, owner_url: str, app_role: str, log: Path) -> None:
    """Migrate as the owner and grant to the app role. With one role for everything there is nothing to grant.

    A database that says it is at this version is left alone: the question costs three seconds otherwise.
    *Raises* Trouble when a migration fails; the whole story is in the log.
    """
    if _is_current(owner_url, app_role):
        return
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
        if is_full(log.parent, said):
            raise Trouble("The disk is full, so the database could not be prepared: free some space and try again.")
        reason = said.strip().splitlines()[-1:] or ["no reason given"]
        raise Trouble(f"The database could not be brought to this version ({reason[0]}); see {log}.")


def role_of(url: str) -> str:
    """Return the role that an address of a database names."""
    return unquote(urlsplit(url).username or "")


def schema_digest() -> str:
    """Return what stands for this version's schema and grants: our migrations and the packages that bring some."""
    digest = hashlib.sha256(" ".join(version(name) for name in PACKAGES_WITH_MIGRATIONS).encode())
    for path in [*sorted(PACKAGE_FOLDER.glob("*/migrations/*.py")), Path(grants.__file__)]:
        digest.update(f"{path.relative_to(PACKAGE_FOLDER)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _is_current(url: str, app_role: str) -> bool:
    with psycopg.connect(url) as connection:
        return _mark_found(connection) == _mark(connection, app_role)


def _mark_found(connection: "Connection[tuple[object, ...]]") -> object:
    """Return the comment on the database, which goes where the database goes."""
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    return row[0] if row else None


def _mark(connection: "Connection[tuple[object, ...]]", app_role: str) -> str:
    """Return the comment of a current database; it counts the migrations, so that going back by hand is noticed."""
    if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
        return ""
    row = connection.execute("SELECT count(*) FROM django_migrations").fetchone()
    return f"firstline {schema_digest()} {row[0] if row else 0} {app_role}"


def _leave_mark(connection: "Connection[tuple[object, ...]]", app_role: str) -> None:
    name, mark = sql.Identifier(connection.info.dbname), _mark(connection, app_role)
    with contextlib.suppress(psycopg.errors.InsufficientPrivilege):  # a given database may belong to somebody else
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(mark)))


def _migrate_and_grant(app_role: str) -> None:
    import django
    from django.core.management import call_command

    owner_url = os.environ["DATABASE_URL"]
    django.setup()
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        call_command("migrate", interactive=False)
        if app_role != role_of(owner_url):
            grants.apply_grants(owner, app_role)
        _leave_mark(owner, app_role)


if __name__ == "__main__":
    _migrate_and_grant(sys.argv[1])
