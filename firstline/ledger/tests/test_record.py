"""A fact and its jobs are written with the act that they record, or not at all."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from firstline.kernel.registry import Handler, Slot
from firstline.ledger import jobs, services
from firstline.ledger.models import Delivery, Entry
from firstline.ledger.services import DELIVERY_TASK, NotInTransaction, record, record_all
from firstline.ledger.tests.facts import DANA, NOON, boiled


class Boom(Exception):
    """Something went wrong in the middle of an act."""


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """Subscribe one handler to the kettle, another to something else; return what the first one heard."""
    entries: list[Entry] = []
    slot: Slot[Handler] = Slot("HANDLERS")
    slot.add("tests.pour", Handler("tests.kettle_boiled", lambda entry, now: entries.append(entry)))
    slot.add("tests.other", Handler("tests.kettle_broke", lambda entry, now: pytest.fail("not its fact")))
    monkeypatch.setattr(services, "HANDLERS", slot)
    monkeypatch.setattr(jobs, "HANDLERS", slot)
    return entries


def deliveries() -> list[dict[str, object]]:
    """Return what the jobs deferred so far are to deliver."""
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=DELIVERY_TASK).order_by("id")]


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused(heard: list[Entry]) -> None:
    with pytest.raises(NotInTransaction, match=r"tests\.kettle_boiled"):
        record(boiled(), actor=DANA, at=NOON)
    assert not Entry.objects.exists()
    assert deliveries() == []


@pytest.mark.django_db(transaction=True)
def test_after_a_rollback_neither_entry_nor_job_exists(heard: list[Entry]) -> None:
    with transaction.atomic():
        record(boiled(), actor=DANA, at=NOON)
        assert len(deliveries()) == 1
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert deliveries() == []


@pytest.mark.django_db(transaction=True)
def test_after_a_commit_there_is_exactly_one_of_each(heard: list[Entry]) -> None:
    with transaction.atomic():
        entry = record(boiled(), actor=DANA, at=NOON)
    assert Entry.objects.count() == 1
    assert deliveries() == [{"entry_id": entry.pk, "handler": "tests.pour"}]


@pytest.mark.django_db
def test_an_entry_keeps_who_what_and_when() -> None:
    record(boiled(5, room="staff_room", parent_type="kitchen", parent_id=9), actor=DANA, at=NOON)
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject_type, entry.subject_id) == ("tests.kettle_boiled", "kettle", 5)
    assert (entry.parent_type, entry.parent_id, entry.desk_id) == ("kitchen", 9, 3)
    assert (entry.actor_id, entry.actor_name, entry.on_behalf_of_id) == (7, "Dana Whitfield", 71)
    assert (entry.request_id, entry.visibility, entry.retention) == ("r-1", "public", "ticket")
    assert entry.occurred_at == NOON
    assert entry.data == {"minutes": 4, "room": "staff_room"}


@pytest.mark.django_db
def test_the_time_of_recording_and_the_transaction_are_the_databases_own() -> None:
    entry = record(boiled(), actor=DANA, at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT now(), pg_current_xact_id()::text::bigint")
        assert cursor.fetchone() == (entry.recorded_at, entry.transaction_id)


@pytest.mark.django_db
def test_several_facts_are_written_in_order_by_one_statement(
    heard: list[Entry], django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(2):  # one insert of the facts, one of their jobs
        entries = record_all([boiled(1), boiled(2)], actor=DANA, at=NOON)
    assert [entry.subject_id for entry in entries] == [1, 2]
    assert entries[0].pk < entries[1].pk
    assert [args["entry_id"] for args in deliveries()] == [entry.pk for entry in entries]


@pytest.mark.django_db
def test_a_handler_that_waits_is_delivered_later(monkeypatch: pytest.MonkeyPatch) -> None:
    slot: Slot[Handler] = Slot("HANDLERS")
    slot.add("tests.later", Handler("tests.kettle_boiled", lambda entry, now: None, wait=timedelta(seconds=10)))
    slot.add("tests.now", Handler("tests.kettle_boiled", lambda entry, now: None))
    monkeypatch.setattr(services, "HANDLERS", slot)
    record(boiled(), actor=DANA, at=NOON)
    later, at_once = ProcrastinateJob.objects.filter(task_name=DELIVERY_TASK).order_by("id")
    assert (later.args["handler"], at_once.args["handler"]) == ("tests.later", "tests.now")
    assert later.scheduled_at is not None
    assert at_once.scheduled_at is None


@pytest.mark.django_db
def test_no_facts_are_no_work() -> None:
    assert record_all([], actor=DANA, at=NOON) == []


@pytest.mark.django_db
def test_a_handler_runs_once_for_two_deliveries(heard: list[Entry]) -> None:
    entry = record(boiled(), actor=DANA, at=NOON)
    jobs.deliver(entry.pk, "tests.pour")
    jobs.deliver(entry.pk, "tests.pour")
    assert [one.pk for one in heard] == [entry.pk]
    assert Delivery.objects.filter(entry_id=entry.pk, handler="tests.pour").count() == 1


@pytest.mark.django_db
def test_a_handler_that_fails_is_not_marked_and_runs_again(heard: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    entry = record(boiled(), actor=DANA, at=NOON)

    def fail(entry: Entry, now: object) -> None:
        raise Boom

    slot: Slot[Handler] = Slot("HANDLERS")
    slot.add("tests.pour", Handler("tests.kettle_boiled", fail))
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "HANDLERS", slot)
        with pytest.raises(Boom):
            jobs.deliver(entry.pk, "tests.pour")
    assert not Delivery.objects.exists()
    jobs.deliver(entry.pk, "tests.pour")
    assert len(heard) == 1


@pytest.mark.django_db
def test_a_handler_that_has_gone_is_passed_over(heard: list[Entry]) -> None:
    entry = record(boiled(), actor=DANA, at=NOON)
    jobs.deliver(entry.pk, "tests.gone")
    assert not Delivery.objects.exists()
