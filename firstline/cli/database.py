"""Which database: the server that ``DATABASE_URL`` names, tried first, or the embedded one."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from firstline.cli.embedded_postgres import APP_ROLE, OWNER_ROLE, EmbeddedPostgres
from firstline.cli.home import is_running, only_launcher
from firstline.cli.trouble import Trouble
from firstline.config.environment import environment_text

OLDEST_SERVER_MAJOR = 15
CONNECT_PATIENCE_SECONDS = 5
EXAMPLE = "postgresql://user:password@host:5432/firstline"


@dataclass(frozen=True)
class DatabaseAddresses:
    """The app role's address and the owner's; the same one when there is a single role."""

    app_url: str
    owner_url: str


def given_addresses() -> DatabaseAddresses | None:
    """Return the addresses from ``DATABASE_URL`` and ``DATABASE_OWNER_URL``, tried, or None without the first.

    *Raises* Trouble: malformed, nothing answers, refused, no such database, too old.
    """
    app_url = environment_text("DATABASE_URL")
    if not app_url:
        return None
    owner_url = environment_text("DATABASE_OWNER_URL") or app_url
    for name, url in {"DATABASE_URL": app_url, "DATABASE_OWNER_URL": owner_url}.items():
        try_address(name, url)
    return DatabaseAddresses(app_url, owner_url)


def embedded_addresses(server: EmbeddedPostgres) -> DatabaseAddresses:
    """Return both addresses of the embedded server."""
    return DatabaseAddresses(server.url(APP_ROLE), server.url(OWNER_ROLE))


def try_address(name: str, url: str) -> None:
    """Connect once. *Raises* Trouble with a sentence that never shows the password."""
    parts = _parts(name, url)
    try:
        with psycopg.connect(url, connect_timeout=CONNECT_PATIENCE_SECONDS) as connection:
            refuse_old_server(name, connection.info.server_version)
    except psycopg.OperationalError as error:
        raise Trouble(_sentence(name, parts, str(error))) from error
    except psycopg.ProgrammingError as error:  # an option in the query that libpq does not know
        raise Trouble(f"{name} is not understood ({error}): write it like {EXAMPLE}.") from error


def refuse_old_server(name: str, server_version: int) -> None:
    """Refuse what is below PostgreSQL 15, with Trouble. ``server_version`` as PostgreSQL counts it: 150004 is 15.4."""
    major = server_version // 10_000
    if major < OLDEST_SERVER_MAJOR:
        raise Trouble(
            f"The server in {name} is PostgreSQL {major}, which is too old: Firstline needs version "
            f"{OLDEST_SERVER_MAJOR} or newer."
        )


def holds_data(url: str) -> bool:
    """Return whether an agency stands in the database: it has a desk. Asked without Django, which takes seconds."""
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT FROM desks_desk LIMIT 1").fetchone() is not None


@contextlib.contextmanager
def database_for_command(home: Path) -> Iterator[DatabaseAddresses]:
    """Give a short command its database: the given one, the one that ``firstline run`` has running, or our own start.

    Sets ``DATABASE_URL`` to the app role's address, for Django.
    """
    addresses = given_addresses()
    if addresses is not None:
        yield addresses
        return
    if is_running(home):
        addresses = embedded_addresses(EmbeddedPostgres(home))
        try_address("the running Firstline", addresses.app_url)
        os.environ["DATABASE_URL"] = addresses.app_url
        yield addresses
        return
    with only_launcher(home):
        server = EmbeddedPostgres(home)
        server.start()
        try:
            addresses = embedded_addresses(server)
            os.environ["DATABASE_URL"] = addresses.app_url
            yield addresses
        finally:
            server.stop()


def _parts(name: str, url: str) -> str:
    """Return what may be shown of an address: host, port and database."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Trouble(f"{name} is not understood: write it like {EXAMPLE}.") from error
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise Trouble(f"{name} must name a PostgreSQL database: write it like {EXAMPLE}.")
    host = parts.hostname or "the local socket"
    return f"{host}:{port}{parts.path}" if port else f"{host}{parts.path}"


def _sentence(name: str, where: str, said: str) -> str:
    lowered = said.lower()
    if "authentication failed" in lowered or "no password" in lowered or "role" in lowered:
        return f"The server at {where} refused the user or the password in {name}: correct them and try again."
    if "does not exist" in lowered:
        return f"The server answers, but there is no such database as {where} ({name}): make it with createdb."
    if "too many" in lowered or "remaining connection slots" in lowered:
        return f"The server at {where} ({name}) has no free connection: raise its max_connections, or try later."
    if "starting up" in lowered or "shutting down" in lowered:
        return f"The server at {where} ({name}) is just starting or stopping: try again in a moment."
    if "pg_hba" in lowered:
        return f"The server at {where} does not let this computer in ({name}): allow it in its pg_hba.conf."
    return f"No PostgreSQL server answers at {where} ({name}): start it, or correct the address."
