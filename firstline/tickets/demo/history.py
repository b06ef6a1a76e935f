"""The year of Harbor Point: both desks' calls in the order in which they came, written chunk by chunk."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge

from django.db import connection

from firstline.calendars.rules.business_time import next_opening
from firstline.calendars.selectors import compiled, day_start
from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE, police_ticket_count
from firstline.desks.models import Desk
from firstline.kernel.demo import DemoRun
from firstline.tickets.demo.arrivals import arrivals, rates_of
from firstline.tickets.demo.book import Book, Ids, advance_ids, copy_book, first_ids
from firstline.tickets.demo.calls import Callers
from firstline.tickets.demo.fates import Fates
from firstline.tickets.demo.recent import Teller, finish, make_teller, open_calls
from firstline.tickets.demo.scene import read_scene
from firstline.tickets.demo.today import OpenCall
from firstline.tickets.models import ResolutionCode, Ticket

CHUNK_COUNT = 5_000
WHAT = "calls and tickets"
OPEN_ONE_IN = 12
"""At most one ticket in so many is still open."""
EARLY, FRESH_WITHIN, FRESH_COUNT = timedelta(hours=1), timedelta(hours=3), 9


class Numbers:
    """Ticket numbers of a desk's series, taken from its sequence chunk by chunk."""

    def __init__(self, desk: Desk) -> None:
        """Know the series."""
        self._sequence, self._prefix = f"ticket_number_{desk.series_id}", desk.series.prefix
        self._first = self._next = 0

    def begin(self) -> None:
        """Look which number comes next, without taking it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(last_value + 1, start_value) FROM pg_sequences WHERE sequencename = %s",
                [self._sequence],
            )
            self._first = self._next = int(cursor.fetchone()[0])

    def take(self) -> str:
        """Return the next number as people write it."""
        self._next += 1
        return f"{self._prefix}{self._next - 1}"

    def end(self) -> None:
        """Take the numbers that were used."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(nextval(%s::regclass)) FROM generate_series(1, %s)",
                [self._sequence, self._next - self._first],
            )


@dataclass(frozen=True)
class Arrival:
    """Something that happens at a desk: a call of the history, or one whose ticket is still open."""

    at: datetime
    desk_code: str
    still_open: OpenCall | None = None


def make_history(run: DemoRun) -> None:
    """Make the year before now, and what is open at its end."""
    desks = {desk.code: desk for desk in Desk.objects.select_related("calendar", "series")}
    codes = dict(ResolutionCode.objects.values_list("code", "pk"))
    callers, fates, numbers = {}, {}, {}
    for code, desk in desks.items():
        random = run.random(f"calls/{code}")
        callers[code] = Callers(read_scene(desk, run.now, random), random, run.now)
        fates[code] = Fates(callers[code], codes, run.now)
        numbers[code] = Numbers(desk)
    teller = make_teller(run, callers)
    still_open = open_calls(teller, run.tickets // OPEN_ONE_IN)
    press = Press(fates, numbers)
    tickets: dict[str, Ticket] = {}
    done = 0
    for chunk in _chunks(_arrivals(run, desks, teller, still_open)):
        if chunk[0].still_open is None:
            press.write(chunk)
        else:
            press.finish()
            tickets[chunk[0].still_open.caller] = teller.tell(chunk[0].still_open)
        done += len(chunk)
        run.progress(WHAT, done, run.tickets)
    press.finish()
    if still_open:
        finish(teller, tickets)


def _arrivals(run: DemoRun, desks: dict[str, Desk], teller: Teller, still_open: list[OpenCall]) -> Iterator[Arrival]:
    """Merge the calls of both desks, the open ones, and those of today, in the order in which they came."""
    police_count = police_ticket_count(run.tickets)
    counts = {DISTRICT_CODE: run.tickets - police_count, POLICE_CODE: police_count}
    streams: list[Iterator[Arrival]] = [iter([Arrival(teller.opened_at(call), call.desk, call) for call in still_open])]
    for code, desk in desks.items():
        fresh = _fresh(run, desk) if still_open else []
        regular = counts[code] - len(fresh) - sum(call.desk == code for call in still_open)
        streams += [iter(fresh), _regular(run, desk, regular)]
    return merge(*streams, key=lambda arrival: arrival.at)


def _regular(run: DemoRun, desk: Desk, count: int) -> Iterator[Arrival]:
    rates = rates_of(desk.calendar, run.now)
    for at in arrivals(run.random(f"arrivals/{desk.code}"), rates, count):
        yield Arrival(at, desk.code)


def _fresh(run: DemoRun, desk: Desk) -> list[Arrival]:
    """Return calls of the last hours where the desk is closed now, so that a demo at night has a today as well."""
    opens_today = next_opening(compiled(desk.calendar, run.now), day_start(desk.calendar, run.now))
    if opens_today is None or run.now - opens_today >= EARLY:
        return []
    random = run.random(f"fresh/{desk.code}")
    begin = max(day_start(desk.calendar, run.now), run.now - FRESH_WITHIN)
    seconds = sorted(random.uniform(0, max(0.0, (run.now - begin).total_seconds() - 300)) for _ in range(FRESH_COUNT))
    return [Arrival((begin + timedelta(seconds=at)).replace(microsecond=0), desk.code) for at in seconds]


def _chunks(calls: Iterator[Arrival]) -> Iterator[list[Arrival]]:
    """Cut the arrivals into pieces to be written at once; a call whose ticket is still open is a piece by itself."""
    chunk: list[Arrival] = []
    for call in calls:
        if chunk and (call.still_open is not None or chunk[0].still_open is not None or len(chunk) >= CHUNK_COUNT):
            yield chunk
            chunk = []
        chunk.append(call)
    if chunk:
        yield chunk


class Press:
    """Writes chunks: while one is told in a thread, which asks the database nothing, the one before is copied."""

    def __init__(self, fates: dict[str, Fates], numbers: dict[str, Numbers]) -> None:
        """Begin with nothing told."""
        self._fates, self._numbers = fates, numbers
        self._teller = ThreadPoolExecutor(max_workers=1)
        self._told: Future[Book] | None = None
        self._began: Ids = {}

    def write(self, chunk: list[Arrival]) -> None:
        """Tell a chunk, and copy the one before."""
        before = self._told.result() if self._told else None
        if before is None:
            self._began = first_ids()
            for series in self._numbers.values():
                series.begin()
        first = dict(before.next_ids) if before else self._began
        self._told = self._teller.submit(self._tell, chunk, first)
        if before is not None:
            copy_book(before)

    def finish(self) -> None:
        """Copy what has been told, and move the sequences to what was used."""
        if self._told is None:
            return
        book = self._told.result()
        copy_book(book)
        advance_ids(self._began, book.next_ids)
        for series in self._numbers.values():
            series.end()
        self._told = None

    def _tell(self, chunk: list[Arrival], first: Ids) -> Book:
        book = Book(first)
        for arrival in chunk:
            self._fates[arrival.desk_code].tell(book, arrival.at, self._numbers[arrival.desk_code].take())
        return book
