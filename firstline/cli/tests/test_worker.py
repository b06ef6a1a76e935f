"""The worker runs what was deferred, and what a handler records is deferred in the handler's own transaction."""

import asyncio

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from firstline.cli.worker import worker_app


@pytest.fixture
def two_jobs():
    """Two tasks that each defer a third in a transaction; the second then fails."""

    @app.task(name="tests.never_run")
    def never_run():
        pass

    @app.task(name="tests.defers")
    def defers():
        with transaction.atomic():
            app.configure_task("tests.never_run", queue="elsewhere").defer()

    @app.task(name="tests.defers_and_fails")
    def defers_and_fails():
        with transaction.atomic():
            app.configure_task("tests.never_run", queue="elsewhere").defer()
            raise ValueError

    yield defers, defers_and_fails
    for name in ("tests.never_run", "tests.defers", "tests.defers_and_fails"):
        del app.tasks[name]


def run_worker():
    async def work():
        async with worker_app(app).open_async() as own:
            await own.run_worker_async(wait=False, install_signal_handlers=False, queues=["default"])

    asyncio.run(work())


def jobs(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [name])
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_job_deferred_by_a_job_exists_when_it_committed(two_jobs):
    two_jobs[0].defer()
    run_worker()
    assert jobs("tests.never_run") == 1


@pytest.mark.django_db(transaction=True)
def test_job_deferred_by_a_job_is_gone_when_it_failed(two_jobs):
    two_jobs[1].defer()
    run_worker()
    assert jobs("tests.never_run") == 0
