"""The demo agency keeps its promises: the same run gives the same agency, and what stands there is plausible."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from firstline.calendars.rules.business_time import standard_day
from firstline.calendars.selectors import spec_of
from firstline.cli.demo import load_demo
from firstline.cli.trouble import Trouble
from firstline.contacts.models import Channel, Contact, Outcome
from firstline.contacts.selectors import not_logged_yet
from firstline.desks.models import Desk
from firstline.identity.demo import DEMO_SIGN_INS
from firstline.identity.models import User
from firstline.identity.selectors import actor_of
from firstline.ledger.models import Entry
from firstline.people.models import Person, PersonTerms
from firstline.promises.demo import BUSINESS_DAYS
from firstline.tickets.demo.texts import compose
from firstline.tickets.demo.vocabulary import SLOTS, TALKS
from firstline.tickets.models import OPEN_STATUSES, Message, Ticket, TicketClock
from firstline.triage.selectors import suggest_nature

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 9, 15, 13, 42, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 11, 22, 7, 40, tzinfo=UTC)


PEOPLE, TICKETS = 150, 800


def load(now: datetime = TUESDAY, *, people: int = PEOPLE, tickets: int = TICKETS, seed: int = 7) -> None:
    load_demo(people=people, tickets=tickets, seed=seed, now=now)


@pytest.fixture(scope="module", params=[TUESDAY, SUNDAY_NIGHT], ids=["in hours", "at night"])
def agency(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """Load the agency once for all tests that only read it, and take it back; return its now."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(request.param)
        yield request.param
        transaction.set_rollback(True)


def told() -> list[Any]:
    """Everything that is told of the agency, without identifiers: what services make takes random ones."""
    tickets = Ticket.objects.order_by("number").values_list(
        "number", "title", "status", "severity", "opened_at", "resolved_at", "requester__name", "due_at"
    )
    messages = Message.objects.order_by("ticket__number", "id").values_list("ticket__number", "author_name", "body")
    facts = Counter(Entry.objects.values_list("verb", "actor_name", "occurred_at"))
    people = Person.objects.order_by("employee_number").values_list("name", "extension", "site__code")
    terms = sorted(PersonTerms.objects.values_list("search_terms", flat=True))
    return [list(tickets), list(messages), facts, list(people), terms]


def once(**run: Any) -> list[Any]:
    with transaction.atomic():
        load(**run)
        found = told()
        transaction.set_rollback(True)
    return found


def test_the_same_run_gives_the_same_agency() -> None:
    first = once(people=90, tickets=260)
    assert once(people=90, tickets=260) == first
    assert once(people=90, tickets=260, seed=8) != first


def test_demo_data_goes_only_into_an_empty_database() -> None:
    load(people=0, tickets=0)
    with pytest.raises(Trouble, match="not empty"):
        load(people=0, tickets=0)


def test_as_many_people_and_tickets_come_as_were_asked_for(agency: datetime) -> None:
    assert (Person.objects.count(), Ticket.objects.count()) == (PEOPLE, TICKETS)
    assert Ticket.objects.filter(desk__code="police").count() == TICKETS * 0.075
    newest = max(
        int(number) for number in Ticket.objects.filter(desk__code="district").values_list("number", flat=True)
    )
    assert newest == 20478


def test_every_one_click_sign_in_is_a_demo_account_without_a_usable_password(agency: datetime) -> None:
    users = {user.username: user for user in User.objects.filter(username__in=dict(DEMO_SIGN_INS).values())}
    assert set(users) == set(dict(DEMO_SIGN_INS).values())
    assert all(user.is_demo and not user.has_usable_password() for user in users.values())


def test_promised_times_are_measured_by_the_business_day_of_each_calendar(agency: datetime) -> None:
    for desk in Desk.objects.select_related("calendar"):
        assert standard_day(spec_of(desk.calendar)) == BUSINESS_DAYS[desk.code]


def test_the_open_tickets_are_few_recent_and_mostly_in_time(agency: datetime) -> None:
    still_open = Ticket.objects.filter(status__in=OPEN_STATUSES)
    late = still_open.filter(due_at__lt=agency)
    assert 40 <= still_open.count() <= 60
    assert not still_open.filter(opened_at__lt=agency - timedelta(days=9)).exists()
    assert 1 <= late.count() <= 8
    assert set(still_open.values_list("status", flat=True)) == {"new", "in_progress", "waiting"}
    marcus = still_open.filter(assignee__username="marcus")
    assert 8 <= marcus.count() <= 10
    assert marcus.filter(severity="critical").count() == 1


def test_the_console_has_a_today_and_calls_without_a_log(agency: datetime) -> None:
    dana, rita = (actor_of(User.objects.get(username=name)) for name in ("dana", "rita"))
    desks = {desk.code: desk.pk for desk in Desk.objects.all()}
    assert Contact.objects.filter(desk_id=desks["district"], started_at__gte=agency - timedelta(hours=5)).count() >= 2
    assert not_logged_yet(dana, desks["district"]).count() == 2
    assert not_logged_yet(rita, desks["police"]).count() == 1


def test_nothing_happens_after_now_or_before_the_call(agency: datetime) -> None:
    assert not Entry.objects.filter(occurred_at__gt=agency).exists()
    assert not Message.objects.filter(written_at__gt=agency).exists()
    for ticket in Ticket.objects.filter(resolved_at__isnull=False).only("opened_at", "resolved_at", "closed_at"):
        assert ticket.resolved_at is not None
        assert ticket.opened_at <= ticket.resolved_at <= (ticket.closed_at or agency)


def test_outcomes_come_in_plausible_shares(agency: datetime) -> None:
    outcomes = Counter(Contact.objects.filter(desk__code="district").values_list("outcome", flat=True))
    at_once = outcomes[Outcome.SOLVED] + outcomes[Outcome.REFERRED]
    channels = Counter(Contact.objects.filter(desk__code="district").values_list("channel", flat=True))
    over = outcomes.total() - Ticket.objects.filter(desk__code="district", status__in=OPEN_STATUSES).count()
    assert 0.58 <= at_once / over <= 0.76
    assert channels[Channel.PHONE] / channels.total() > 0.75
    assert {Outcome.FORWARDED, Outcome.QUEUED, Outcome.CALLBACK, Outcome.ABANDONED, Outcome.NO_TICKET} <= set(outcomes)
    met = TicketClock.objects.filter(met_at__isnull=False, due_at__isnull=False)
    late_share = sum(1 for clock in met if clock.met_at and clock.due_at and clock.met_at > clock.due_at) / len(met)
    assert 0.005 <= late_share <= 0.12


def test_no_text_is_left_with_a_gap(agency: datetime) -> None:
    assert not Message.objects.filter(body__contains="{").exists()
    assert not Ticket.objects.filter(title__contains="{").exists()


def test_the_vocabulary_says_thousands_of_distinct_things() -> None:
    lines = set()
    for talk in TALKS.values():
        for case in talk.cases:
            for problem in case.problems:
                gaps = [slot for slot in SLOTS if "{" + slot + "}" in problem]
                ways = 1
                for slot in gaps:
                    ways *= len(set(SLOTS[slot]))
                lines.add((problem, ways))
            assert len(case.fixes) in {1, len(case.problems)}
    assert sum(ways for _, ways in lines) > 5000


def test_most_problem_lines_speak_for_their_own_nature(agency: datetime) -> None:
    random = _Dice()
    seen, right = 0, 0
    for (desk_code, nature_code), talk in TALKS.items():
        nature = Desk.objects.get(code=desk_code).natures.get(code=nature_code)
        for problem in (problem for case in talk.cases for problem in case.problems):
            suggested = suggest_nature(nature.desk, compose(random, problem, {"room": "room 12"}))
            seen += 1
            right += suggested is not None and suggested.nature_id == nature.pk
    assert right / seen > 0.85, f"{right} of {seen}"


def test_sequences_stand_behind_the_last_row(agency: datetime) -> None:
    newest = Ticket.objects.order_by("-id").values_list("id", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('tickets_ticket', 'id'))")
        assert cursor.fetchone() == (newest + 1,)


class _Dice(Random):
    """Always the first side."""

    def random(self) -> float:
        return 0.0
