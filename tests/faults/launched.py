"""``firstline run`` as a child process of a test, in a data folder and on a port of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from firstline.cli.embedded_postgres import APP_ROLE, EmbeddedPostgres
from tests.support.database import copy_cluster

Answer = TypeVar("Answer")
READY = "Firstline is running at http://127.0.0.1:"


class Launched:
    """One running ``firstline run``."""

    def __init__(self, home: Path) -> None:
        """Choose a free port; ``start`` starts."""
        self.home = home
        self.port = free_port()
        self.lines: list[str] = []
        self._started: subprocess.Popen[str] | None = None

    @property
    def process(self) -> subprocess.Popen[str]:
        """Return the launcher's process."""
        assert self._started is not None
        return self._started

    def start(self, **more: str) -> float:
        """Start, with more environment if given, and wait for the address; return how many seconds that took."""
        began = time.monotonic()
        self.close()
        with (self.home.parent / f"{self.home.name}.err").open("a") as complaints:
            self._started = subprocess.Popen(
                command("run"),
                env=environment(self.home, self.port, **more),
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                start_new_session=True,
            )
        self.lines = []
        for line in self.process.stdout or ():
            self.lines.append(line.rstrip())
            if line.startswith(READY):
                return time.monotonic() - began
        raise AssertionError(f"ended with {self.process.wait()}: {self.lines} {self.complaints()}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal to the launcher and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)

    def close(self) -> None:
        """Close our end of an ended launcher's output."""
        if self._started is not None and self._started.stdout is not None:
            self._started.stdout.close()

    def complaints(self) -> str:
        """Return what was written to standard error."""
        return (self.home.parent / f"{self.home.name}.err").read_text()

    def url(self) -> str:
        """Return the address of the database as the app role."""
        return EmbeddedPostgres(self.home).url(APP_ROLE)

    def page_status(self) -> int:
        """Return the status of the first page, 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def pids(self, words: str) -> set[int]:
        """Return the descendants of the launcher whose command line holds the words."""
        return {pid for pid in descendants(self.process.pid) if words in command_line(pid)}


def environment(home: Path, port: int, **more: str) -> Mapping[str, str]:
    """Return an environment without this test run's own settings."""
    dropped = ("FIRSTLINE_", "DATABASE_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return kept | {"FIRSTLINE_HOME": str(home), "FIRSTLINE_PORT": str(port), "PYTHONUNBUFFERED": "1"} | more


def command(*arguments: str) -> list[str]:
    """Return the command line of ``firstline``."""
    return [sys.executable, "-W", "ignore", "-m", "firstline.cli.main", *arguments]


def refused(home: Path, port: int, *arguments: str, **more: str) -> str:
    """Run a command that must fail at once with one sentence; return that sentence."""
    done = subprocess.run(
        command(*(arguments or ("run",))),
        env=environment(home, port, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode not in {0, -signal.SIGKILL}, done.stdout
    assert "Traceback" not in done.stderr, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Firstline is running at" not in done.stdout
    return done.stderr.strip()


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_home() -> Path:
    """Return an empty data folder that the server's account can reach, unlike pytest's own below a closed one."""
    return Path(tempfile.mkdtemp(prefix="firstline-fault-"))


def migrated_home(cluster: Path) -> Path:
    """Return a data folder whose database is at this version and empty: as after a first start without the demo."""
    made = new_home()
    copy_cluster(cluster, EmbeddedPostgres(made))
    return made


@contextlib.contextmanager
def running_agency(cluster: Path) -> Iterator["Launched"]:
    """Run Firstline with the named cast."""
    running = Launched(migrated_home(cluster))
    running.start()
    cast = command("demo", "--people", "0", "--tickets", "0")
    try:
        subprocess.run(cast, env=environment(running.home, running.port), check=True)
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()
        running.close()
        drop_home(running.home)


def drop_home(home: Path) -> None:
    """Remove the folder and where its database went if it could not be inside."""
    pointer = home / "database_folder"
    if pointer.exists():
        shutil.rmtree(pointer.read_text().strip(), ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)
    (home.parent / f"{home.name}.err").unlink(missing_ok=True)


def eventually(question: Callable[[], Answer], patience_seconds: float = 40) -> Answer:
    """Return the first true answer; fail when there is none in time."""
    deadline = time.monotonic() + patience_seconds
    while time.monotonic() < deadline:
        answer = question()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"not within {patience_seconds} s")


def descendants(root: int) -> set[int]:
    """Return all processes below one, by /proc."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found = {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return found - {root}
        found |= more


def command_line(pid: int) -> str:
    """Return a process's command line, empty when it has gone or is a zombie."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def alive(pids: set[int]) -> set[int]:
    """Return those that still run."""
    return {pid for pid in pids if command_line(pid)}
