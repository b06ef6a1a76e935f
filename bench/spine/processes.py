"""Servers under measurement: started, watched (processor time, memory of their processes), stopped by their ids."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.spine.agency import environment_of

START_SECONDS = 180.0
WEB = "--interface asginl"  # Granian with our loading before it, or bare


@dataclass(frozen=True)
class Server:
    """A running web server: its port, the process it was started as, and how long it took to answer."""

    port: int
    pid: int
    cold_start_seconds: float

    def web_pids(self) -> list[int]:
        """Return the web server's processes: the main one and its workers."""
        return [pid for pid in [self.pid, *descendants(self.pid)] if WEB in _command(pid)]


@contextmanager
def firstline(home: Path) -> Iterator[Server]:
    """Run the product on a data folder, as ``make run`` does, and wait for its first page."""
    port = _free_port()
    environment = environment_of(home) | {"FIRSTLINE_PORT": str(port), "FIRSTLINE_DEMO": "1"}
    with _started([sys.executable, "-m", "firstline.cli.main", "run"], environment, port, "/sign-in/") as server:
        yield server


@contextmanager
def bare(database_url: str, application: str, first_page: str) -> Iterator[Server]:
    """Run an application of ``bench.spine.bare`` under the same web server, two workers, on the same database."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "asginl", "--workers", "2"),
        *("--host", "127.0.0.1", "--port", str(port), application),
    ]
    environment = os.environ | {"DATABASE_URL": database_url}
    with _started(command, environment, port, first_page) as server:
        yield server


@contextmanager
def _started(command: list[str], environment: dict[str, str], port: int, page: str) -> Iterator[Server]:
    began = time.perf_counter()
    child = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not _answers(port, page):
            if child.poll() is not None or time.perf_counter() - began > START_SECONDS:
                raise SystemExit(f"It did not start: {' '.join(command)}")
            time.sleep(0.02)
        yield Server(port, child.pid, time.perf_counter() - began)
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=60)


def processor_seconds(pids: list[int]) -> float:
    """Return the processor time that these processes have used so far, all their threads together."""
    total = 0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(task.read_text().split()[0])
            except OSError:  # the thread ended just now
                continue
    return total / 1e9


def memory_mib(pids: list[int]) -> float:
    """Return the memory of these processes; what several share is counted once (proportional set size)."""
    found = [re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M) for pid in pids]
    return sum(int(match[1]) for match in found if match) / 1024


def database_pids(home: Path) -> list[int]:
    """Return the processes of the embedded database of a data folder."""
    postmaster = int((home / "postgres/data/postmaster.pid").read_text().split()[0])
    return [postmaster, *descendants(postmaster)]


def descendants(pid: int) -> list[int]:
    """Return the children of a process, and theirs."""
    try:
        children = [int(c) for task in Path(f"/proc/{pid}/task").glob("*/children") for c in task.read_text().split()]
    except OSError:
        return []
    return [one for child in children for one in (child, *descendants(child))]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _answers(port: int, page: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", page, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < http.HTTPStatus.BAD_REQUEST
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
