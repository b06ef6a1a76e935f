"""The test database: one embedded server a run, one migrated template, three clones a worker, the app role throughout.

Tests that ask for the fixture ``world`` or ``seeded`` find it in a clone of its own and take back what they do; all
others begin with nothing. Tests that commit (``transaction=True``, browser tests) get a fresh clone afterwards instead
of TRUNCATE, which the app role may not do to the ledger. The migrated cluster is kept in pytest's cache by a hash of
the migrations.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import TransactionTestCase
from psycopg import sql

from firstline.cli.account import give_to
from firstline.cli.embedded_postgres import APP_ROLE, DATABASE, OWNER_ROLE, EmbeddedPostgres
from firstline.cli.embedded_postgres.server import ADMINISTRATOR_ROLE, QUICK_AND_UNSAFE
from firstline.cli.migrations import migrate_in_child, schema_digest
from firstline.config.environment import database_settings

_SERVER_KEY = pytest.StashKey["TestServer"]()
_DATABASES_KEY = pytest.StashKey["WorkerDatabases"]()


class TestServer:
    """The embedded server of this test run, with the migrated template in it."""

    __test__ = False

    def __init__(self, cache: Path) -> None:
        """Take the kept cluster of this schema, or make, migrate and keep one; then start it."""
        kept = kept_cluster(cache)
        self._postgres = EmbeddedPostgres(
            Path(os.environ["FIRSTLINE_TEST_HOME"]) / "server", settings=[*QUICK_AND_UNSAFE, "max_connections=200"]
        )
        if not kept.exists():
            self._make_template(kept)
        else:
            copy_cluster(kept, self._postgres)
        self._postgres.start()
        self.administrator_url = self._postgres.url(ADMINISTRATOR_ROLE, "postgres")

    def url(self, role: str, database: str) -> str:
        """Return the address of a database on this server."""
        return self._postgres.url(role, database)

    def stop(self) -> None:
        """Stop the server; its folder goes with the test home."""
        self._postgres.stop()

    def _make_template(self, kept: Path) -> None:
        self._postgres.start()
        try:
            log = self._postgres.places.home / "migrate.log"
            owner_url = self._postgres.url(OWNER_ROLE, DATABASE)
            migrate_in_child(owner_url=owner_url, app_role=APP_ROLE, log=log)
        finally:
            self._postgres.stop()
        for old in kept.parent.glob("postgres-*"):
            shutil.rmtree(old, ignore_errors=True)
        making = kept.with_name(f"making-{os.getpid()}")
        making.mkdir(mode=0o700, parents=True)
        _copy(self._postgres.places.data, making / "data")
        shutil.copy2(self._postgres.places.passwords, making / "passwords")
        try:
            making.replace(kept)
        except OSError:  # another run was first
            shutil.rmtree(making, ignore_errors=True)


def kept_cluster(cache: Path) -> Path:
    """Return where the migrated cluster of this schema is kept, once a run has made it."""
    return cache / f"postgres-{schema_digest()}"


def copy_cluster(kept: Path, server: EmbeddedPostgres) -> None:
    """Give a server that was never started the kept cluster and its passwords."""
    _copy(kept / "data", server.places.data)
    shutil.copy2(kept / "passwords", server.places.passwords)
    for path in [server.places.data, *server.places.data.rglob("*")]:
        give_to(server.account, path)


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["/bin/cp", "-a", str(source), str(target)], check=True)


class WorkerDatabases:
    """One worker's clones: an empty one, and one for each fixture of ``STANDING``, made when it is first asked for."""

    def __init__(self, server: tuple[str, str]) -> None:
        """Make the empty clone and point Django at it."""
        self._administrator_url, self._app_url = server
        name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'single')}_{os.getpid()}"
        self._names = {"empty": name}
        self._used = ""
        self.renew()
        self.use("empty")

    def renew(self, kind: str = "empty") -> None:
        """Drop a clone, whoever is connected, and make a fresh one from the template."""
        name = sql.Identifier(self._names[kind])
        with psycopg.connect(self._administrator_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            make = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
            connection.execute(make.format(name, sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE)))

    def use(self, kind: str) -> None:
        """Point Django at a clone."""
        if kind == self._used:
            return
        is_new = kind not in self._names
        if is_new:
            self._names[kind] = f"{self._names['empty']}_{kind}"
            self.renew(kind)
        use_database(self._app_url.replace("{database}", self._names[kind]))
        self._used = kind
        if is_new:
            STANDING[kind]()


def _make_small_world() -> None:
    """Commit the rows that a test gets which makes the small world for itself."""
    from tests.world import small_world

    with transaction.atomic():
        small_world()
        transaction.set_rollback(True)
    with transaction.atomic():
        small_world()


def _make_seed() -> None:
    """Commit the small world and, beside it, the objects of both desks that the permission matrix asks for."""
    from tests.architecture.matrix.seed import keep_seed
    from tests.world import small_world

    _make_small_world()
    with transaction.atomic():
        keep_seed(small_world())


STANDING: dict[str, Callable[[], None]] = {"seeded": _make_seed, "world": _make_small_world}
"""What stands in a clone of its own, by the fixture that asks for it; a test that asks for both gets the first."""


def use_database(url: str) -> None:
    """Point Django's default connection, of this and later threads, at an address."""
    connections.close_all()
    os.environ["DATABASE_URL"] = url
    # Clients of a dropped clone must not keep their connection.
    settings.DATABASES["default"].update(database_settings(settings.HOME) | {"CONN_MAX_AGE": 0})
    connections["default"].settings_dict.update(settings.DATABASES["default"])


def _test_server(config: pytest.Config) -> TestServer:
    if _SERVER_KEY not in config.stash:
        config.stash[_SERVER_KEY] = TestServer(config.cache.mkdir("firstline"))
    return config.stash[_SERVER_KEY]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Under pytest-xdist the controller owns the server and tells each worker where it is."""
    server = _test_server(node.config)
    node.workerinput["firstline_administrator_url"] = server.administrator_url
    node.workerinput["firstline_app_url"] = server.url(APP_ROLE, "{database}")
    node.workerinput["firstline_owner_url"] = server.url(OWNER_ROLE, "{database}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the run is over."""
    server = config.stash.get(_SERVER_KEY, None)
    if server is not None:
        server.stop()


@pytest.fixture(scope="session")
def database_server(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Return the administrator's address and the app role's address with ``{database}`` to fill in."""
    told = getattr(request.config, "workerinput", None)
    if told is not None:
        return told["firstline_administrator_url"], told["firstline_app_url"]
    server = _test_server(request.config)
    return server.administrator_url, server.url(APP_ROLE, "{database}")


@pytest.fixture(scope="session")
def migrated_cluster(request: pytest.FixtureRequest, database_server: tuple[str, str]) -> Path:
    """Return the kept cluster, for ``copy_cluster``: a data folder that need not be migrated first."""
    return kept_cluster(request.config.cache.mkdir("firstline"))


@pytest.fixture(scope="session")
def owner_url(request: pytest.FixtureRequest) -> str:
    """Return the owner's address with ``{database}`` to fill in."""
    told = getattr(request.config, "workerinput", None)
    return str(told["firstline_owner_url"]) if told else _test_server(request.config).url(OWNER_ROLE, "{database}")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, database_server: tuple[str, str], django_db_blocker: Any
) -> Iterator[None]:
    """Give this worker its clones. Takes the place of pytest-django's own, which migrates anew for each worker."""
    with django_db_blocker.unblock():
        request.config.stash[_DATABASES_KEY] = databases = WorkerDatabases(database_server)

        def renew_instead_of_truncate(_case: TransactionTestCase) -> None:
            connections.close_all()
            databases.renew()

        TransactionTestCase._fixture_teardown = renew_instead_of_truncate  # type: ignore[attr-defined]  # a private hook of Django's
        yield
        connections.close_all()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Go back to the empty clone before a test that asks for no world, and before the fixtures of its module."""
    databases = item.config.stash.get(_DATABASES_KEY, None)
    if databases is not None and not _standing_for(item):
        databases.use("empty")


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """Take the clone of a test just before pytest-django begins its transaction."""
    if fixturedef.argname == "_django_db_helper" and (kind := _standing_for(request.node)):
        with request.getfixturevalue("django_db_blocker").unblock():
            request.config.stash[_DATABASES_KEY].use(kind)


def _standing_for(item: Any) -> str:
    """Return which clone a test finds and takes back what it does to it; empty for a test that commits."""
    marker = item.get_closest_marker("django_db")
    commits = "transactional_db" in item.fixturenames or (marker is not None and marker.kwargs.get("transaction"))
    return "" if commits else next((kind for kind in STANDING if kind in item.fixturenames), "")
