"""What a killed worker has left behind is taken over; what kills every worker is set aside."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection

from firstline.ledger.jobs import MOST_STARTS, take_over_abandoned_jobs

pytestmark = pytest.mark.django_db


def abandoned_job(*, worker_silent_seconds=None, attempts=1):
    """Make a job that is being done by a worker that has gone, or was last heard so many seconds ago."""
    with connection.cursor() as cursor:
        worker_id = None
        if worker_silent_seconds is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) "
                "VALUES (now() - make_interval(secs => %s)) RETURNING id",
                [worker_silent_seconds],
            )
            worker_id = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id, attempts) "
            "VALUES ('default', 'any', 'doing', %s, %s) RETURNING id",
            [worker_id, attempts],
        )
        return cursor.fetchone()[0]


def status_after_sweep(job_id):
    async_to_sync(take_over_abandoned_jobs.func)(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job_id])
        return cursor.fetchone()[0]


def test_job_of_a_worker_that_is_gone_is_queued_again():
    assert status_after_sweep(abandoned_job()) == "todo"


def test_job_of_a_silent_worker_is_queued_again():
    assert status_after_sweep(abandoned_job(worker_silent_seconds=120)) == "todo"


def test_job_of_a_living_worker_is_left_alone():
    assert status_after_sweep(abandoned_job(worker_silent_seconds=1)) == "doing"


def test_job_that_ends_every_worker_is_set_aside():
    assert status_after_sweep(abandoned_job(attempts=MOST_STARTS)) == "failed"
