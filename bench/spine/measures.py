"""What is measured, in which order, against which floor."""

import json
import os
import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from bench.spine import processes
from bench.spine.agency import Size
from bench.spine.client import HTML, Asked, Taken, ask
from bench.spine.prepared import COMMON_WORD, RARE_WORD, Prepared, keep_rows, prepare
from bench.spine.processes import Server, database_pids, memory_mib, processor_seconds
from bench.spine.rows import write_again
from bench.spine.table import HEAD, Line, shown

CLIENTS = 8
ROUNDS = 5
WARM_UP = 160
"""Before each measurement: two workers of eight threads take requests in turn, each with its own connection, for which
the database reads its catalog of tables once, and plans a statement eight times before it keeps a plan. With fewer this
beginning is what is measured."""
BARE = "bench.spine.bare.app:application"
QUEUE_SQL = """
SELECT t.id, t.number, t.title, p.name, n.name FROM tickets_ticket t
LEFT JOIN people_person p ON p.id = t.requester_id JOIN catalog_nature n ON n.id = t.nature_id
WHERE t.desk_id = %s AND t.status IN ('new', 'in_progress', 'waiting', 'scheduled')
ORDER BY t.severity_rank DESC, t.due_at, t.id LIMIT 50
"""
MANY_SQL = "UPDATE tickets_ticket SET assignee_id = NULL, assigned_at = NULL, version = version + 1 WHERE id = ANY (%s)"
LEFT_SQL = """
SELECT count(*) FROM procrastinate_jobs
WHERE status IN ('todo', 'doing') AND (scheduled_at IS NULL OR scheduled_at <= now())
"""
Make = Callable[[int], Asked]
Run = Callable[[psycopg.Cursor], object]
Round = tuple[Taken, float]
"""What one stretch of requests took, and the processor time of it in seconds."""


class Bench:
    """The running product, the floors beside it, and the lines measured so far."""

    def __init__(self, home: Path, server: Server, prepared: Prepared, count: int) -> None:
        """Begin without lines."""
        self.home, self.server, self.prepared, self.count = home, server, prepared, count
        self.lines: dict[str, Line] = {}

    def line(self, name: str, make: Make) -> Line:
        """Measure one kind of request on the product, print its line, and return it."""
        ask(self.server.port, make, WARM_UP)
        return self.keep(self._summed(name, [self._round(self.server, make, self.count, clients=1)]))

    def pair(
        self,
        floor_name: str,
        floor: Server,
        bare: Make,
        name: str,
        make: Make,
        *,
        at_most: float | None,
        clients: int = 1,
    ) -> Line:
        """Measure a floor and the product in turns, so that a slow minute of the machine is one for both."""
        sides = ((floor, bare), (self.server, make))
        for server, asked in sides:
            ask(server.port, asked, WARM_UP, clients)
        rounds = self._in_turns(
            lambda each: self._round(floor, bare, each, clients),
            lambda each: self._round(self.server, make, each, clients),
            self.count * (clients if clients == 1 else 2),
        )
        return self._keep_both(floor_name, name, rounds, at_most)

    def statement_and(self, floor_name: str, run: Run, name: str, make: Make, *, at_most: float) -> Line:
        """Measure what is sent to the database without any server, and the product, in turns."""
        ask(self.server.port, make, WARM_UP // 2)
        rounds = self._in_turns(
            lambda each: self._stated(run, each), lambda each: self._round(self.server, make, each, 1), self.count
        )
        return self._keep_both(floor_name, name, rounds, at_most)

    def _in_turns(
        self, one: Callable[[int], Round], other: Callable[[int], Round], count: int
    ) -> list[tuple[Round, Round]]:
        each = -(-count // ROUNDS)
        return [(one(each), other(each)) for _ in range(ROUNDS)]

    def _keep_both(self, floor_name: str, name: str, rounds: list[tuple[Round, Round]], at_most: float | None) -> Line:
        below = self.keep(self._summed(floor_name, [one for one, _other in rounds]))
        return self.keep(replace(self._summed(name, [other for _one, other in rounds]), floor=below, at_most=at_most))

    def _round(self, server: Server, make: Make, count: int, clients: int) -> Round:
        began = self._processor(server)
        taken = ask(server.port, make, count, clients)
        return taken, self._processor(server) - began

    def _summed(self, name: str, rounds: list[Round]) -> Line:
        each = [one for taken, _spent in rounds for one in taken.each_ms]
        spent = sum(spent for _taken, spent in rounds) * 1000 / len(each)
        return Line(name, Taken(each, sum(taken.seconds for taken, _spent in rounds)), spent)

    def statement(self, name: str, run: Run) -> Line:
        """Measure what is sent to the database without any server, a transaction each, and print its line."""
        return self.keep(self._summed(name, [self._stated(run, self.count)]))

    def _stated(self, run: Run, count: int) -> Round:
        times = []
        with psycopg.connect(self.prepared.database_url) as connection, connection.cursor() as cursor:
            run(cursor)
            connection.commit()
            spent, began = self._own_processor(), time.perf_counter()
            for _ in range(count):
                at = time.perf_counter()
                run(cursor)
                connection.commit()
                times.append((time.perf_counter() - at) * 1000)
            seconds, spent = time.perf_counter() - began, self._own_processor() - spent
        return Taken(times, seconds), spent

    def wait_for_worker(self) -> None:
        """Wait until what the writes left to the worker is done: it would take the processor from what comes next."""
        with psycopg.connect(self.prepared.database_url, autocommit=True) as connection:
            while connection.execute(LEFT_SQL).fetchone() != (0,):
                time.sleep(0.5)

    def keep(self, line: Line) -> Line:
        """Print the line and remember it by its name."""
        print(shown(line), flush=True)
        self.lines[line.name] = line
        return line

    def _own_processor(self) -> float:
        return time.process_time() + processor_seconds(database_pids(self.home))

    def _processor(self, server: Server) -> float:
        return processor_seconds(server.web_pids() + database_pids(self.home))


def measure(size: Size, home: Path, count: int) -> dict[str, Line]:
    """Start everything on an agency of this size, measure, stop it; return the lines by their names."""
    print(f"\nAt {size.tickets:,} tickets and {size.people:,} people\n{HEAD}", flush=True)
    with processes.firstline(home) as server:
        prepared = prepare(home)
        ask(server.port, prepared.log_call, 4)
        kept = keep_rows(home, lambda: _once(server, prepared))
        os.environ["FIRSTLINE_BENCH_ROWS"] = str(kept)
        at_rest = memory_mib(server.web_pids())
        with processes.bare(prepared.database_url, BARE, f"/list/?desk={prepared.desk_id}") as floor:
            bare_at_rest = memory_mib(floor.web_pids())
            bench = Bench(home, server, prepared, count)
            _writes(bench, floor)
            bench.wait_for_worker()
            _pages(bench, floor)
            _searches(bench, floor)
            _many(bench)
            loaded, bare_loaded = memory_mib(server.web_pids()), memory_mib(floor.web_pids())
            print(f"\nMemory of two web workers: {at_rest:.0f} MiB at rest, {loaded:.0f} after load")
            print(f"  bare Django's two: {bare_at_rest:.0f} MiB at rest, {bare_loaded:.0f} after load")
            print(f"  ratio: {at_rest / bare_at_rest:.2f} at rest, {loaded / bare_loaded:.2f} after load (aim ≤ 1.6)")
        print(f"Cold start, database and worker included: {server.cold_start_seconds:.1f} s")
    return bench.lines


def _once(server: Server, prepared: Prepared) -> None:
    ask(server.port, prepared.log_call, 1)


def _writes(bench: Bench, floor: Server) -> None:
    prepared = bench.prepared
    asked = {"desk": "district", "problem": "The password does not work", "caller": prepared.person_id}

    def bare(_number: int) -> Asked:
        return Asked("/api/rows", "POST", {"Content-Type": "application/json"}, json.dumps(asked))

    rows = pickle.loads(Path(os.environ["FIRSTLINE_BENCH_ROWS"]).read_bytes())  # noqa: S301 - our own file
    bench.statement(f"psycopg: the {len(rows)} rows of one logged call", lambda cursor: write_again(cursor, rows))
    log, name = prepared.log_call, "log and resolve by API"
    bench.pair(f"bare ninja: the same {len(rows)} rows", floor, bare, name, log, at_most=3)
    bench.pair("bare ninja, 8 clients", floor, bare, f"{name}, 8 clients", log, at_most=3, clients=CLIENTS)
    bench.line("reply by API", prepared.reply)


def _pages(bench: Bench, floor: Server) -> None:
    prepared = bench.prepared
    coordinator, specialist = prepared.coordinator | HTML, prepared.specialist | HTML

    def got(path: str, headers: dict[str, str] | None = None) -> Make:
        return lambda _number: Asked(path, headers=headers or {})

    bench.statement(
        "SQL: first page of the queue", lambda cursor: cursor.execute(QUEUE_SQL, [prepared.desk_id]).fetchall()
    )
    queue, bare_queue = got("/tickets/", coordinator), got(f"/list/?desk={prepared.desk_id}")
    bench.pair("bare page: the same 50 rows", floor, bare_queue, "queue", queue, at_most=5)
    ticket, bare_ticket = (got(f"/tickets/{prepared.number}/", headers) for headers in (coordinator, None))
    bench.pair("bare page: a ticket with 10 messages", floor, bare_ticket, "ticket with 10 messages", ticket, at_most=5)
    bench.line("open call log", got("/my/calls/", specialist))
    bench.line("call console", got("/calls/", coordinator))
    words = ("mar", "412", "elem", "gar", "ortiz")
    bench.line(
        "caller lookup",
        lambda number: Asked(
            f"/calls/callers/?q={words[number % len(words)]}&desk_id={prepared.desk_id}", headers=coordinator
        ),
    )


def _searches(bench: Bench, floor: Server) -> None:
    prepared = bench.prepared
    coordinator = prepared.coordinator | HTML
    for kind, word, at_most in (("rare", RARE_WORD, 6), ("common", COMMON_WORD, None)):
        address = urlencode({"q": word, "kind": "tickets"})

        def bare(_number: int, address: str = address) -> Asked:
            return Asked(f"/found/?{address}")

        def search(_number: int, address: str = address) -> Asked:
            return Asked(f"/search/?{address}", headers=coordinator)

        bench.pair(
            f"bare page: a {kind} word, SQL included", floor, bare, f"search for a {kind} word", search, at_most=at_most
        )


def _many(bench: Bench) -> None:
    prepared = bench.prepared
    ids = list(prepared.open_ids)
    bench.wait_for_worker()
    bench.statement_and(
        f"SQL: {len(ids)} tickets given by one statement",
        lambda cursor: cursor.execute(MANY_SQL, [ids]),
        f"bulk: {len(ids)} tickets given",
        prepared.assign_many,
        at_most=15,
    )
