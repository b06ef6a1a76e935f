"""Passes over what time brings about, killed at any moment and two at once: each fact once, nothing forgotten."""

import os
import random
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection

from firstline.ledger.models import Entry
from firstline.tickets.jobs import pass_over
from firstline.tickets.models import TicketClock
from firstline.tickets.services.intake import log_and_queue
from firstline.tickets.tests.test_intake import a_call, a_problem
from tests.world import small_world

TICKETS, KILLS = 16, 3
PASS = """
import sys, datetime, django
django.setup()
from firstline.tickets import jobs
jobs.sweep.BATCH = 4
print("ready", flush=True)
jobs.pass_over(datetime.datetime.fromisoformat(sys.argv[1]))
print("done", flush=True)
"""


def begun(now: str) -> subprocess.Popen[str]:
    """Start a pass in a process of its own, on the database of this test, and return it once it is at work."""
    at = connection.settings_dict
    user, password = (quote(at[name] or "", safe="") for name in ("USER", "PASSWORD"))
    address = (
        f"postgresql://{user}:{password}@/{at['NAME']}?host={quote(at['HOST'], safe='')}&port={at['PORT'] or 5432}"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", PASS, now],
        env=os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "firstline.config.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    return child


@pytest.mark.django_db(transaction=True)
def test_killed_passes_leave_each_fact_once() -> None:
    world = small_world()
    for _ in range(TICKETS):
        log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now)
    late = world.now + timedelta(days=30)
    chance = random.Random(20261128)  # noqa: S311 - moments of kills, the same in each run
    for number in range(KILLS):
        children = [begun(late.isoformat()) for _ in range(1 + number % 2)]
        time.sleep(chance.uniform(0, 0.15))
        for child in children:
            child.kill()
            child.communicate()
    pass_over(late)
    told = list(Entry.objects.filter(verb="tickets.promise_broken").values_list("subject_id", "data__kind"))
    assert len(told) == len(set(told)) == 2 * TICKETS
    assert not TicketClock.objects.filter(late_told_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_two_passes_at_once_share_the_work() -> None:
    world = small_world()
    for _ in range(TICKETS):
        log_and_queue(actor=world.actor("dana"), call=a_call(world), problem=a_problem(world), now=world.now)
    late = world.now + timedelta(days=30)
    children = [begun(late.isoformat()) for _ in range(2)]
    assert [child.communicate(timeout=60)[0] for child in children] == ["done\n", "done\n"]
    told = list(Entry.objects.filter(verb="tickets.promise_broken").values_list("subject_id", "data__kind"))
    assert len(told) == len(set(told)) == 2 * TICKETS
