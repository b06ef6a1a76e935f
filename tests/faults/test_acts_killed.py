"""Web server, database and worker killed in the middle of each act: what was acknowledged is there, once, and whole.

A program acts over the API with a key for each act and asks again with the same key until it is answered, as
docs/api says. Kills come at a moment of the act that is drawn by a fixed seed.
"""

import http.client
import json
import os
import random
import signal
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from firstline.identity.rules.access_tokens import digest_of, join_token
from tests.faults.launched import Launched, eventually, running_agency
from tests.faults.test_log_killed import ask, kill_web

TOKEN = join_token("abcdefgh", "A" * 43)
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()
ACTS: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("notes", {"body": "Looked at it"}, ("tickets.work_noted",)),
    ("replies", {"body": "We are on it"}, ("tickets.reply_written",)),
    ("take", {}, ("tickets.ticket_assigned",)),
    ("severity", {"severity": "high", "reason": "A test today"}, ("tickets.ticket_triaged",)),
    ("wait", {"waiting_on": "parts", "reason": "A lamp", "until": TOMORROW}, ("tickets.ticket_waiting",)),
    ("resume", {}, ("tickets.ticket_resumed",)),
    ("resolve", {"resolution_code": "remotely", "note": "Set anew", "minutes": 5}, ("tickets.ticket_resolved",)),
    ("reopen", {"reason": "It came back"}, ("tickets.ticket_reopened",)),
    ("forward", {"tried": "Everything"}, ("tickets.ticket_forwarded", "tickets.ticket_escalated")),
]
"""Each act on one ticket in an order that the rules allow, and which fact it leaves exactly once."""


@pytest.fixture(scope="module")
def launched(migrated_cluster: Path) -> Iterator[Launched]:
    """Run Firstline with the named cast, and a token of Dana's."""
    with running_agency(migrated_cluster) as running:
        with psycopg.connect(running.url()) as connection:
            connection.execute(
                """INSERT INTO identity_accesstoken (user_id, name, prefix, digest, scopes, created_at, expires_at)
                   SELECT id, 'fault', 'abcdefgh', %s, %s, now(), now() + interval '1 day'
                   FROM identity_user WHERE username = 'dana'""",
                [digest_of(TOKEN), ["tickets:read", "tickets:write"]],
            )
        yield running


def send(launched: Launched, path: str, body: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
    """Act once over the API; status 0 when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", launched.port, timeout=20)
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", "Idempotency-Key": key}
    try:
        connection.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, http.client.HTTPException, ValueError):
        return 0, {}
    finally:
        connection.close()


def acknowledged(launched: Launched, path: str, body: dict[str, Any], key: str) -> dict[str, Any]:
    """Act, and ask again with the same key until it is done. A refusal that is not of the fault fails the test."""

    def once() -> dict[str, Any] | None:
        status, said = send(launched, path, body, key)
        assert status < 400 or status >= 500 or status == 409, (path, status, said)
        return said if 200 <= status < 300 else None

    return eventually(once, 90) or {}


def kill_database(launched: Launched) -> None:
    """Kill the database's main process; the others go with it."""
    os.kill(min(launched.pids("bin/postgres -D")), signal.SIGKILL)


def kill_worker(launched: Launched) -> None:
    """Kill the background worker."""
    for pid in launched.pids("firstline.cli.worker"):
        os.kill(pid, signal.SIGKILL)


def kill_one_web_process(launched: Launched) -> None:
    """Kill one of the web server's two workers; the other goes on."""
    os.kill(max(launched.pids("firstline.cli.web")), signal.SIGKILL)


@pytest.mark.parametrize(
    ("kill", "acts"),
    [
        (kill_web, ACTS[6:7]),
        (kill_one_web_process, ACTS),
        (kill_worker, ACTS),
        (kill_database, ACTS[1:3] + ACTS[6:7]),
    ],
)
def test_acts_are_done_once_whatever_dies(launched: Launched, kill: Any, acts: list[Any]) -> None:
    dice = random.Random(3446)  # noqa: S311 - moments of kills, the same in each run
    call = {"desk": "district", "problem": "The projector is dark", "caller": {"name": "Xavier Quixote"}}
    ticket = acknowledged(launched, "tickets", call, uuid.uuid4().hex)["ticket"]
    for path, body, verbs in acts:
        key = uuid.uuid4().hex
        killer = threading.Timer(dice.uniform(0.0, 0.08), kill, [launched])
        killer.start()
        said = acknowledged(launched, f"tickets/{ticket['id']}/{path}", body, key)
        killer.join()
        assert acknowledged(launched, f"tickets/{ticket['id']}/{path}", body, key) == said
        facts = """SELECT count(*) FROM ledger_entry e JOIN tickets_ticket t ON e.subject_id = t.id
                   WHERE e.subject_type = 'ticket' AND e.verb = ANY(%s) AND t.public_id = %s"""
        opened = 1 if "tickets.ticket_triaged" in verbs else 0
        assert ask(launched, facts, list(verbs), ticket["id"]) == 1 + opened, path
        assert ask(launched, "SELECT count(*) FROM kit_storedanswer WHERE key = %s", key) == 1


def test_facts_that_a_killed_worker_left_are_delivered_once(launched: Launched) -> None:
    call = {"desk": "district", "problem": "The map is dark", "caller": {"name": "Xavier Quixote"}}
    sunita = ask(launched, "SELECT id FROM identity_user WHERE username = 'sunita'")
    before = ask(launched, "SELECT count(*) FROM notify_notice WHERE user_id = %s", sunita)
    for _ in range(5):
        told = call | {"outcome": "assign", "assignee": sunita}
        acknowledged(launched, "tickets", told, uuid.uuid4().hex)
        kill_worker(launched)
    eventually(lambda: launched.pids("firstline.cli.worker"))

    def noticed() -> bool:
        return bool(ask(launched, "SELECT count(*) FROM notify_notice WHERE user_id = %s", sunita) >= before + 5)

    eventually(noticed, 120)
    assert ask(launched, "SELECT count(*) FROM notify_notice WHERE user_id = %s", sunita) == before + 5
