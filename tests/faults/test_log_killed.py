"""The web server killed between two keystrokes and in the middle of "solved, log and close": nothing kept is lost."""

import contextlib
import http.cookiejar
import os
import re
import signal
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.faults.launched import Launched, alive, eventually, running_agency

WEB_MAIN = "firstline.cli.web"
PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="module")
def launched(migrated_cluster: Path) -> Iterator[Launched]:
    """Run Firstline with a small agency in which Dana has a password."""
    with running_agency(migrated_cluster) as running:
        set_password(running)
        yield running


def set_password(running: Launched) -> None:
    """Give Dana's demo account a password, past the pages."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    hasher = PBKDF2PasswordHasher()
    encoded = hasher.encode(PASSWORD, hasher.salt())
    with psycopg.connect(running.url()) as connection:
        connection.execute(
            "UPDATE identity_user SET password = %s, must_change_password = false WHERE username = 'dana'", [encoded]
        )


class Desk:
    """Dana at her browser, as far as forms go."""

    def __init__(self, launched: Launched) -> None:
        """Sign in."""
        self.address = f"http://127.0.0.1:{launched.port}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.token = self.token_of("/sign-in/")
        assert self.post("/sign-in/", {"username": "dana", "password": PASSWORD}) == 200
        self.token = self.token_of("/calls/")

    def token_of(self, path: str) -> str:
        """Return the form token of a page."""
        with self.opener.open(self.address + path, timeout=20) as page:
            return re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[0]

    def post(self, path: str, fields: dict[str, str]) -> int:
        """Send a form; return the status, 0 when nobody answers."""
        body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": self.token}).encode()
        referer = {"Referer": self.address + path}
        request = urllib.request.Request(self.address + path, body, referer)  # noqa: S310 - our own address
        try:
            with self.opener.open(request, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0


def ask(launched: Launched, sql: str, *values: Any) -> Any:
    """Return the first column of the first row, once the database answers."""

    def once() -> list[Any]:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(launched.url()) as connection:
            return connection.execute(sql, values).fetchall()
        return []

    return eventually(once)[0][0]


def a_form(launched: Launched, problem: str) -> dict[str, str]:
    """Return a call form about a printer at the district's desk."""
    return {
        "draft_id": str(uuid4()),
        "desk_id": str(ask(launched, "SELECT id FROM desks_desk WHERE code = 'district'")),
        "started_at": datetime.now(UTC).isoformat(),
        "name_as_told": "Xavier Quixote",
        "problem": problem,
        "outcome": "solved",
        "revision": "0",
    }


def kill_web(launched: Launched) -> None:
    """Kill every process of the web server at once, as a power cut would."""
    old = launched.pids(WEB_MAIN)
    for pid in old:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    eventually(lambda: not alive(old))


def test_what_was_kept_before_the_server_died_is_there_after_it(launched: Launched) -> None:
    desk = Desk(launched)
    form = a_form(launched, "It will not")
    assert desk.post(f"/calls/drafts/{form['draft_id']}/", form) == 200
    kill_web(launched)
    longer = form | {"problem": "It will not print", "revision": "1"}
    eventually(lambda: desk.post(f"/calls/drafts/{form['draft_id']}/", longer) == 200)
    draft = "SELECT data->>'problem' FROM contacts_calldraft WHERE id = %s"
    assert ask(launched, draft, form["draft_id"]) == "It will not print"
    assert ask(launched, "SELECT count(*) FROM contacts_contact") == 1


@pytest.mark.parametrize("milliseconds", [20, 120])
def test_solved_pressed_while_the_server_dies_makes_one_whole_ticket(launched: Launched, milliseconds: int) -> None:
    desk = Desk(launched)
    form = a_form(launched, f"It will not print after {milliseconds} ms")
    killer = threading.Timer(milliseconds / 1000, kill_web, [launched])
    killer.start()
    first = desk.post("/calls/log/", form)
    killer.join()
    whole = """SELECT count(*) FROM tickets_ticket t JOIN tickets_submitteddraft s ON s.ticket_id = t.id
               JOIN contacts_contact c ON c.id = s.contact_id
               WHERE s.key = %s AND t.status = 'closed' AND c.logged_at IS NOT NULL"""
    if first == 200:
        assert ask(launched, whole, form["draft_id"]) == 1
    eventually(lambda: desk.post("/calls/log/", form) == 200)
    assert ask(launched, whole, form["draft_id"]) == 1
    assert ask(launched, "SELECT count(*) FROM tickets_ticket WHERE title = %s", form["problem"]) == 1
    half = """SELECT count(*) FROM tickets_ticket t WHERE NOT EXISTS
              (SELECT FROM ledger_entry e WHERE e.subject_type = 'ticket' AND e.subject_id = t.id
               AND e.verb = 'tickets.ticket_closed')"""
    assert ask(launched, half) == 0


def test_the_database_killed_while_logging_leaves_one_whole_ticket(launched: Launched) -> None:
    desk = Desk(launched)
    form = a_form(launched, "The database went away")
    main = min(launched.pids("bin/postgres -D"))
    killer = threading.Timer(0.03, os.kill, [main, signal.SIGKILL])
    killer.start()
    desk.post("/calls/log/", form)
    killer.join()
    eventually(lambda: launched.pids("bin/postgres -D") - {main})
    eventually(lambda: desk.post("/calls/log/", form) == 200, 90)
    assert ask(launched, "SELECT count(*) FROM tickets_ticket WHERE title = %s", form["problem"]) == 1
