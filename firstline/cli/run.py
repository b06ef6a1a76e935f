"""``firstline run``: the database, the web server and the worker, from nothing to an address, until told to stop."""

import http.client
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from firstline.cli.child import start_child
from firstline.cli.database import DatabaseAddresses, embedded_addresses, given_addresses, holds_data
from firstline.cli.disk import is_full
from firstline.cli.embedded_postgres import EmbeddedPostgres
from firstline.cli.home import chosen_port, only_launcher, prepare_home, refuse_taken_port
from firstline.cli.migrations import migrate_in_child, role_of
from firstline.cli.supervisor import (
    Part,
    StopRequested,
    Supervisor,
    ignore_stop_signals,
    note,
    put_aside_when_large,
    python_module,
    raise_on_stop_signals,
    wait_for,
)
from firstline.cli.trouble import Trouble
from firstline.config.environment import environment_flag, environment_text

THIS_COMPUTER = "127.0.0.1"
WEB_WORKERS = "2"
WEB_STOP_SECONDS = 8.0
WORKER_STOP_SECONDS = 15.0
LONGEST_START_SECONDS = 90.0
FIRST_PAGE = "/sign-in/"
FIRST_ERROR = 400


def run() -> None:
    """Run everything in the foreground. *Raises* Trouble when it cannot start."""
    home = prepare_home()
    demo = environment_flag("FIRSTLINE_DEMO")
    host = THIS_COMPUTER if demo else environment_text("FIRSTLINE_LISTEN") or THIS_COMPUTER
    port = chosen_port()
    with only_launcher(home):
        refuse_taken_port(host, port)
        raise_on_stop_signals()
        database = None if environment_text("DATABASE_URL") else EmbeddedPostgres(home)
        supervisor = Supervisor(database)
        try:
            addresses = _database_addresses(database)
            _prepare(home, addresses, demo=demo)
            _start_parts(supervisor, home, addresses, host, port)
            say(f"Firstline is running at http://{_shown(host)}:{port}")
            supervisor.look_after()
        except StopRequested:
            note("Stopping.")
        finally:
            ignore_stop_signals()
            supervisor.stop()


def say(text: str) -> None:
    """Tell the person at the terminal, on standard output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _database_addresses(database: EmbeddedPostgres | None) -> DatabaseAddresses:
    if database is None:
        given = given_addresses()
        if given is None:
            raise Trouble("DATABASE_URL is empty.")
        return given
    say("Starting the database.")
    database.start()
    return embedded_addresses(database)


def _prepare(home: Path, addresses: DatabaseAddresses, *, demo: bool) -> None:
    say("Bringing the database to this version.")
    log = _log(home, "migrate")
    migrate_in_child(owner_url=addresses.owner_url, app_role=role_of(addresses.app_url), log=log)
    if demo and not holds_data(addresses.app_url):
        child = start_child(
            python_module("firstline.cli.main", "demo", "--only-if-empty"),
            death_signal=signal.SIGTERM,
            output=sys.stdout.fileno(),
            environment=_environment(home, addresses),
        )
        if wait_for(child):
            raise Trouble("The demo data could not be made; the reason stands above.")
    if demo:
        say("Demo: sign in with one click on the first page, for example as Coordinator.")


def _start_parts(supervisor: Supervisor, home: Path, addresses: DatabaseAddresses, host: str, port: int) -> None:
    say("Starting the web server and the worker.")
    environment = _environment(home, addresses)
    web = python_module(
        "firstline.cli.web",
        *("--interface", "asginl", "--workers", WEB_WORKERS, "--workers-kill-timeout", "5"),
        *("--respawn-failed-workers", "--respawn-interval", "0.5", "--host", host, "--port", str(port)),
        "firstline.cli.web.worker:application",
    )
    worker = python_module("firstline.cli.worker")
    supervisor.add(Part("web server", web, environment, _log(home, "web"), WEB_STOP_SECONDS))
    supervisor.add(Part("worker", worker, environment, _log(home, "worker"), WORKER_STOP_SECONDS))
    _wait_for_first_page(supervisor, home, host, port)


def _wait_for_first_page(supervisor: Supervisor, home: Path, host: str, port: int) -> None:
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < deadline:
        supervisor.look_once()
        if _answers(host, port):
            return
        time.sleep(0.1)
    if is_full(home):
        raise Trouble(f"The disk of {home} is full, so the web server cannot start: free some space and try again.")
    raise Trouble(f"The web server does not answer on port {port}; the reason is at the end of {home}/log/web.log.")


def _answers(host: str, port: int) -> bool:
    """Return whether the first page comes: proof of web server, application and database at once."""
    connection = http.client.HTTPConnection(_shown(host), port, timeout=10)
    try:
        connection.request("GET", FIRST_PAGE, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < FIRST_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _environment(home: Path, addresses: DatabaseAddresses) -> Mapping[str, str]:
    """Return the environment of web server and worker: they never learn the owner's address."""
    mine = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return mine | {
        "DATABASE_URL": addresses.app_url,
        "DJANGO_SETTINGS_MODULE": "firstline.config.settings",
        "FIRSTLINE_HOME": str(home),
        "PYTHONUNBUFFERED": "1",
    }


def _log(home: Path, name: str) -> Path:
    """Return the log file of a part; a large one is put aside, one generation of it kept."""
    folder = home / "log"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}.log"
    put_aside_when_large(path)
    return path


def _shown(host: str) -> str:
    """Return the address at which this computer reaches the server."""
    return THIS_COMPUTER if host in {"", "0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
