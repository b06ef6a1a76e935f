"""What is measured, in which order, against which floor."""

import json
import os
import pickle
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from bench.spine import processes
from bench.spine.agency import Size, kept_home
from bench.spine.client import HTML, Asked, Taken, ask
from bench.spine.prepared import Prepared, keep_rows, prepare
from bench.spine.processes import Server, database_pids, memory_mib, processor_seconds
from bench.spine.rows import write_again
from bench.spine.table import HEAD, Line, shown

CLIENTS = 8
WARM_UP = 64
"""Before each measurement: two workers of eight threads take requests in turn, each with its own connection, for which
the database reads its catalog of tables once. With fewer this beginning is what is measured."""
BARE = "bench.spine.bare.app:application"
QUEUE_SQL = """
SELECT t.id, t.number, t.title, p.name, n.name FROM tickets_ticket t
LEFT JOIN people_person p ON p.id = t.requester_id JOIN catalog_nature n ON n.id = t.nature_id
WHERE t.desk_id = %s AND t.status IN ('new', 'in_progress', 'waiting', 'scheduled')
ORDER BY t.severity_rank DESC, t.due_at, t.id LIMIT 50
"""
Make = Callable[[int], Asked]


class Bench:
    """The running product, the floors beside it, and the lines measured so far."""

    def __init__(self, home: Path, server: Server, prepared: Prepared, count: int) -> None:
        """Begin without lines."""
        self.home, self.server, self.prepared, self.count = home, server, prepared, count

    def line(
        self,
        name: str,
        server: Server,
        make: Make,
        *,
        clients: int = 1,
        floor: Line | None = None,
        at_most: float | None = None,
    ) -> Line:
        """Measure one kind of request on a server, print its line, and return it."""
        ask(server.port, make, WARM_UP, clients)
        began = self._processor(server)
        taken = ask(server.port, make, self.count * (clients if clients == 1 else 2), clients)
        spent = self._processor(server) - began
        line = Line(name, taken, spent * 1000 / len(taken.each_ms), floor, at_most)
        print(shown(line), flush=True)
        return line

    def _processor(self, server: Server) -> float:
        return processor_seconds(server.web_pids() + database_pids(self.home))


def measure(size: Size, count: int) -> None:
    """Start everything on an agency of this size, measure, stop it."""
    home = kept_home(size)
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
            _pages(bench, floor)
            loaded, bare_loaded = memory_mib(server.web_pids()), memory_mib(floor.web_pids())
            print(f"\nMemory of two web workers: {at_rest:.0f} MiB at rest, {loaded:.0f} after load")
            print(f"  bare Django's two: {bare_at_rest:.0f} MiB at rest, {bare_loaded:.0f} after load")
            print(f"  ratio: {at_rest / bare_at_rest:.2f} at rest, {loaded / bare_loaded:.2f} after load (aim ≤ 1.6)")
        print(f"Cold start, database and worker included: {server.cold_start_seconds:.1f} s")


def _once(server: Server, prepared: Prepared) -> None:
    ask(server.port, prepared.log_call, 1)


def _writes(bench: Bench, floor: Server) -> None:
    prepared = bench.prepared
    asked = {"desk": "district", "problem": "The password does not work", "caller": prepared.person_id}

    def bare(_number: int) -> Asked:
        return Asked("/api/rows", "POST", {"Content-Type": "application/json"}, json.dumps(asked))

    rows = pickle.loads(Path(os.environ["FIRSTLINE_BENCH_ROWS"]).read_bytes())  # noqa: S301 - our own file
    print(shown(_plain_insert(bench, rows)), flush=True)
    one = bench.line(f"bare ninja: the same {len(rows)} rows", floor, bare)
    bench.line("log and resolve by API", bench.server, prepared.log_call, floor=one, at_most=3)
    many = bench.line("bare ninja, 8 clients", floor, bare, clients=CLIENTS)
    bench.line(
        "log and resolve by API, 8 clients", bench.server, prepared.log_call, clients=CLIENTS, floor=many, at_most=3
    )
    bench.line("reply by API", bench.server, prepared.reply)


def _plain_insert(bench: Bench, rows: list[object]) -> Line:
    times = []
    with psycopg.connect(bench.prepared.database_url) as connection, connection.cursor() as cursor:
        began = time.perf_counter()
        for _ in range(bench.count):
            at = time.perf_counter()
            write_again(cursor, rows)  # type: ignore[arg-type]  # what was pickled are rows
            connection.commit()
            times.append((time.perf_counter() - at) * 1000)
        seconds = time.perf_counter() - began
    return Line(f"psycopg: the {len(rows)} rows of one logged call", Taken(times, seconds), 0.0)


def _pages(bench: Bench, floor: Server) -> None:
    prepared, server = bench.prepared, bench.server
    coordinator, specialist = prepared.coordinator | HTML, prepared.specialist | HTML

    def got(path: str, headers: dict[str, str] | None = None) -> Make:
        return lambda _number: Asked(path, headers=headers or {})

    print(shown(_sql(bench, "SQL: first page of the queue", QUEUE_SQL, [prepared.desk_id])), flush=True)
    listed = bench.line("bare page: the same 50 rows", floor, got(f"/list/?desk={prepared.desk_id}"))
    bench.line("queue", server, got("/tickets/", coordinator), floor=listed, at_most=5)
    one = bench.line("bare page: a ticket with 10 messages", floor, got(f"/tickets/{prepared.number}/"))
    bench.line(
        "ticket with 10 messages", server, got(f"/tickets/{prepared.number}/", coordinator), floor=one, at_most=5
    )
    bench.line("open call log", server, got("/my/calls/", specialist))
    bench.line("call console", server, got("/calls/", coordinator))
    words = ("mar", "412", "elem", "gar", "ortiz")
    bench.line(
        "caller lookup",
        server,
        lambda number: Asked(
            f"/calls/callers/?q={words[number % len(words)]}&desk_id={prepared.desk_id}", headers=coordinator
        ),
    )


def _sql(bench: Bench, name: str, sql: str, values: list[object]) -> Line:
    times = []
    with psycopg.connect(bench.prepared.database_url) as connection:
        connection.execute(sql, values)  # type: ignore[arg-type]  # psycopg wants literal SQL
        began = time.perf_counter()
        for _ in range(bench.count):
            at = time.perf_counter()
            connection.execute(sql, values).fetchall()  # type: ignore[arg-type]  # psycopg wants literal SQL
            times.append((time.perf_counter() - at) * 1000)
        seconds = time.perf_counter() - began
    return Line(name, Taken(times, seconds), 0.0)
