"""``firstline check``: what a running Firstline needs, line by line, with what to do where something is missing."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import Connection

from firstline.cli.database import DatabaseAddresses, database_for_command
from firstline.cli.grants import may_change_ledger
from firstline.cli.home import prepare_home
from firstline.cli.trouble import Trouble

BUILT_PAGES = Path(__file__).resolve().parent.parent / "kit" / "static" / "kit" / "dist"


def check() -> None:
    """Print one line a finding. *Raises* Trouble when something must be put right."""
    home = prepare_home()
    findings = [_secret_key(home), _built_pages()]
    with database_for_command(home) as addresses:
        findings += [_database(addresses), _ledger(addresses), _migrations()]
    for ok, sentence in findings:
        sys.stdout.write(f"{'ok ' if ok else 'NO '} {sentence}\n")
    failed = sum(1 for ok, _ in findings if not ok)
    if failed:
        raise Trouble(f"{failed} of {len(findings)} checks need attention.")


def _secret_key(home: Path) -> tuple[bool, str]:
    path = home / "secret_key"
    if not path.exists():
        return True, "The secret key is made at the first start."
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return False, f"Others can read the secret key: chmod 600 {path}"
    return True, "The secret key is readable by its owner only."


def _built_pages() -> tuple[bool, str]:
    if any(BUILT_PAGES.glob("**/*.css")):
        return True, "The page scripts and styles are built."
    return False, "The page scripts and styles are not built: run `make build`."


def _database(addresses: DatabaseAddresses) -> tuple[bool, str]:
    with psycopg.connect(addresses.app_url) as connection:
        return True, f"The database answers: PostgreSQL {connection.info.server_version // 10_000}."


def _ledger(addresses: DatabaseAddresses) -> tuple[bool, str]:
    if addresses.app_url == addresses.owner_url:
        return True, (
            "One role owns and uses the database, so only a trigger keeps the ledger unchanged; for two locks give "
            "the app a role of its own in DATABASE_URL and the owner's in DATABASE_OWNER_URL, then `firstline migrate`."
        )
    return _asked(addresses, "The app role cannot change the ledger.", may_change_ledger)


def _asked(
    addresses: DatabaseAddresses, sentence: str, bad: Callable[[Connection[tuple[object, ...]]], bool]
) -> tuple[bool, str]:
    with psycopg.connect(addresses.app_url) as connection:
        try:
            return (False, f"Not so: {sentence} Run `firstline migrate`.") if bad(connection) else (True, sentence)
        except psycopg.errors.UndefinedTable:
            return False, "The database has no tables yet: run `firstline migrate`."


def _migrations() -> tuple[bool, str]:
    import django
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if missing:
        return False, f"{len(missing)} migrations are missing: run `firstline migrate`."
    return True, "The database is at this version."
