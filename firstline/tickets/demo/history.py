"""The year of Harbor Point: both desks' calls in the order in which they came, written chunk by chunk."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge

from django.db import connection

from firstline.desks.demo import DISTRICT_CODE, POLICE_CODE, police_ticket_count
from firstline.desks.models import Desk
from firstline.kernel.demo import DemoRun
from firstline.tickets.demo.arrivals import arrivals, rates_of
from firstline.tickets.demo.book import Book, advance_ids, copy_book, first_ids
from firstline.tickets.demo.calls import Callers
from firstline.tickets.demo.fates import Fates
from firstline.tickets.demo.scene import read_scene
from firstline.tickets.models import ResolutionCode

CHUNK_COUNT = 5_000
WHAT = "calls and tickets"


class Numbers:
    """Ticket numbers of a desk's series, taken from its sequence chunk by chunk."""

    def __init__(self, desk: Desk) -> None:
        """Know the series."""
        self._sequence, self._prefix = f"ticket_number_{desk.series_id}", desk.series.prefix
        self._first = self._next = 0

    def begin(self) -> None:
        """Take the first number of a chunk."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(%s::regclass)", [self._sequence])
            self._first = self._next = int(cursor.fetchone()[0])

    def take(self) -> str:
        """Return the next number as people write it."""
        self._next += 1
        return f"{self._prefix}{self._next - 1}"

    def end(self) -> None:
        """Move the sequence to the last number used."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(nextval(%s::regclass)) FROM generate_series(2, %s)",
                [self._sequence, self._next - self._first],
            )


def make_history(run: DemoRun) -> None:
    """Make the year before now."""
    desks = {desk.code: desk for desk in Desk.objects.select_related("calendar", "series")}
    codes = dict(ResolutionCode.objects.values_list("code", "pk"))
    fates, numbers = {}, {}
    for code, desk in desks.items():
        random = run.random(f"calls/{code}")
        fates[code] = Fates(Callers(read_scene(desk, run.now, random), random), codes, run.now)
        numbers[code] = Numbers(desk)
    done = 0
    for chunk in _chunks(_arrivals(run, desks)):
        _write(chunk, fates, numbers)
        done += len(chunk)
        run.progress(WHAT, done, run.tickets)


def _arrivals(run: DemoRun, desks: dict[str, Desk]) -> Iterator[tuple[datetime, str]]:
    police_count = police_ticket_count(run.tickets)
    counts = {DISTRICT_CODE: run.tickets - police_count, POLICE_CODE: police_count}
    return merge(*(_of_desk(run, desk, counts[code]) for code, desk in desks.items()))


def _of_desk(run: DemoRun, desk: Desk, count: int) -> Iterator[tuple[datetime, str]]:
    rates = rates_of(desk.calendar, run.now)
    for at in arrivals(run.random(f"arrivals/{desk.code}"), rates, count):
        yield at, desk.code


def _chunks(calls: Iterator[tuple[datetime, str]]) -> Iterator[list[tuple[datetime, str]]]:
    chunk = []
    for call in calls:
        chunk.append(call)
        if len(chunk) >= CHUNK_COUNT:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _write(chunk: list[tuple[datetime, str]], fates: dict[str, Fates], numbers: dict[str, Numbers]) -> None:
    began = first_ids()
    book = Book(began)
    for series in numbers.values():
        series.begin()
    for at, code in chunk:
        fates[code].tell(book, at, numbers[code].take())
    copy_book(book)
    advance_ids(began, book.next_ids)
    for series in numbers.values():
        series.end()
