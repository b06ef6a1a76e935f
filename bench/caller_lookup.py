"""Measure the caller lookup at 50,000 people: time of each keystroke's answer, and whether the caller is in the top 3.

Times are of the processor, in this process and in the database's, so that other work on the machine does not matter:
what an idle machine would take; the last line is of the clock. On systems other than Linux all are.

Of people with the same name nobody can tell who is meant by the name alone, so the ways of asking by name alone take
people without namesakes; how many have some is printed. The other ways take anybody.
Run: python -m bench.caller_lookup [--people N] [--sample N]. It makes a server of its own and throws it away.
"""

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time as stopwatch
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firstline.people.models import Person

PEOPLE_COUNT = 50_000
SAMPLE_COUNT = 100
SEED = 3446
TOP_COUNT = 3
NOW = datetime(2026, 9, 15, 13, 42, tzinfo=UTC)


@dataclass(frozen=True)
class Way:
    """A way of asking for a person: None where this person cannot be asked for so."""

    name: str
    is_by_name: bool
    ask: Callable[["Person", random.Random], str | None]


def main() -> None:
    """Load the people, ask for some in every way, print figures."""
    options = argparse.ArgumentParser(description=__doc__, prog="bench.caller_lookup")
    options.add_argument("--people", type=int, default=PEOPLE_COUNT)
    options.add_argument("--sample", type=int, default=SAMPLE_COUNT)
    chosen = options.parse_known_args()[0]
    people_count = chosen.people
    with scratch_database():
        import django

        django.setup()
        began = stopwatch.perf_counter()
        load(people_count)
        print(f"{people_count:,} people loaded and indexed in {stopwatch.perf_counter() - began:.0f} s")
        measure(chosen.sample)


@contextmanager
def scratch_database() -> Iterator[None]:
    """Make an embedded server with a migrated database, point Django at it, throw it away."""
    from firstline.cli.embedded_postgres import APP_ROLE, DATABASE, OWNER_ROLE, EmbeddedPostgres
    from firstline.cli.migrations import migrate_in_child

    home = Path(tempfile.mkdtemp(prefix="firstline-bench-"))
    os.environ |= {"FIRSTLINE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "firstline.config.settings"}
    server = EmbeddedPostgres(home / "server")
    try:
        server.start()
        owner_url = server.url(OWNER_ROLE, DATABASE)
        migrate_in_child(owner_url=owner_url, app_role=APP_ROLE, log=home / "migrations.log")
        os.environ["DATABASE_URL"] = server.url(APP_ROLE, DATABASE)
        yield
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def load(people_count: int) -> None:
    """Load the demo agency with this many people."""
    from django.db import connection

    from firstline.cli.demo import load_demo

    load_demo(people=people_count, tickets=0, seed=SEED, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_lexiconword")
        print(f"{cursor.fetchone()[0]:,} words in the lexicon")


def measure(sample_count: int) -> None:
    """Ask for a sample of people in every way, as it is typed, and print what came of it."""
    from firstline.desks.models import Desk
    from firstline.identity.models import User
    from firstline.identity.selectors import actor_of
    from firstline.people.models import Person
    from firstline.people.selectors.callers import find_callers

    desk = Desk.objects.get(code="district")
    actor = actor_of(User.objects.get(username="dana"))
    dice = random.Random(SEED)
    everybody = Person.objects.filter(is_active=True, guarded_by=None)
    names = Counter(everybody.values_list("folded_name", flat=True))
    namesakes_count = sum(count for count in names.values() if count > 1)
    print(f"{namesakes_count:,} of them have a namesake")
    ids = list(everybody.values_list("id", flat=True))
    unlike_ids = [pk for pk, name in everybody.values_list("id", "folded_name") if names[name] == 1]
    people = Person.objects.select_related("site", "room")
    anybody = list(people.filter(pk__in=dice.sample(ids, sample_count)))
    unlike = list(people.filter(pk__in=dice.sample(unlike_ids, min(sample_count, len(unlike_ids)))))
    processor_ms = processor_watch()
    every_time: list[float] = []
    by_the_clock: list[float] = []
    asked_count = found_count = 0
    print(f"{'asked by':<34}{'median':>9}{'p95':>9}{'slowest':>9}{'in top 3':>10}")
    for way in WAYS:
        times: list[float] = []
        found = []
        for person in unlike if way.is_by_name else anybody:
            query = way.ask(person, dice)
            if query is None:
                continue
            for length in range(2, len(query) + 1):
                began, clock_began = processor_ms(), stopwatch.perf_counter()
                matches = find_callers(actor=actor, desk_id=desk.pk, query=query[:length], now=NOW)
                times.append(processor_ms() - began)
                by_the_clock.append((stopwatch.perf_counter() - clock_began) * 1000)
            found.append(person.pk in [match.person_id for match in matches[:TOP_COUNT]])
        print(line(way.name, times, sum(found) / len(found)), flush=True)
        every_time += times
        asked_count, found_count = asked_count + len(found), found_count + sum(found)
    print(line(f"all, {len(every_time):,} keystrokes", every_time, found_count / asked_count))
    print(line("the same by the clock", by_the_clock, found_count / asked_count))


def processor_watch() -> Callable[[], float]:
    """Return a watch of the processor's time in milliseconds: this process and its database connection's."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    if not backend.exists():
        return lambda: stopwatch.perf_counter() * 1000
    return lambda: (stopwatch.process_time_ns() + int(backend.read_text().split()[0])) / 1_000_000


def line(name: str, times: list[float], share: float) -> str:
    """Return one line of the table: milliseconds, and the share of callers found among the first three."""
    p95 = statistics.quantiles(times, n=20)[-1]
    figures = (statistics.median(times), p95, max(times))
    return f"{name:<34}" + "".join(f"{figure:>6.1f} ms" for figure in figures) + f"{share:>9.1%}"


def _words(person: "Person") -> list[str]:
    return person.name.split()


def _full_name(person: "Person", _dice: random.Random) -> str | None:
    return person.name


def _turned(person: "Person", _dice: random.Random) -> str | None:
    words = _words(person)
    return " ".join([words[-1], *words[:-1]]) if len(words) > 1 else None


def _parts(person: "Person", _dice: random.Random) -> str | None:
    words = _words(person)
    return f"{words[0][:4]} {words[-1][:5]}" if len(words) > 1 else None


def _folded(person: "Person", _dice: random.Random) -> str | None:
    from firstline.people.rules.folding import fold

    return fold(person.name) if fold(person.name) != person.name.lower() else None


def _typo(person: "Person", dice: random.Random) -> str | None:
    """One letter of the last name left out, doubled or swapped with its neighbour."""
    words = _words(person)
    last = words[-1]
    if len(words) < 2 or len(last) < 5:  # noqa: PLR2004 - short names are hardly mistyped
        return None
    at = dice.randrange(1, len(last) - 1)
    slips = (last[:at] + last[at + 1 :], last[:at] + last[at] + last[at:])
    swapped = last[:at] + last[at + 1] + last[at] + last[at + 2 :]
    return f"{words[0]} {dice.choice((*slips, swapped))}"


def _extension(person: "Person", _dice: random.Random) -> str | None:
    return person.extension or None


def _phone(person: "Person", _dice: random.Random) -> str | None:
    number = person.phone_numbers.first()
    return number.digits[-7:] if number else None


def _email(person: "Person", _dice: random.Random) -> str | None:
    address = person.email_addresses.first()
    return address.address if address else None


def _number(person: "Person", _dice: random.Random) -> str | None:
    return person.employee_number


def _with_room(person: "Person", _dice: random.Random) -> str | None:
    return f"{person.name} {person.room.name}" if person.room and person.room.name.isalnum() else None


def _with_site(person: "Person", _dice: random.Random) -> str | None:
    return f"{person.name} {person.site.name.split()[0]}" if person.site else None


WAYS = (
    Way("full name", is_by_name=True, ask=_full_name),
    Way("last name first", is_by_name=True, ask=_turned),
    Way("beginnings of first and last name", is_by_name=True, ask=_parts),
    Way("accents left out", is_by_name=True, ask=_folded),
    Way("a typo in the last name", is_by_name=True, ask=_typo),
    Way("extension", is_by_name=False, ask=_extension),
    Way("end of the telephone number", is_by_name=False, ask=_phone),
    Way("e-mail address", is_by_name=False, ask=_email),
    Way("employee number", is_by_name=False, ask=_number),
    Way("whole name and room", is_by_name=False, ask=_with_room),
    Way("whole name and site", is_by_name=False, ask=_with_site),
)


if __name__ == "__main__":
    sys.exit(main())
