"""Keeping the parts of Firstline running: a part that ends is started again, all stop together, the database last."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

from firstline.cli.child import end_child, end_group, start_child
from firstline.cli.embedded_postgres import EmbeddedPostgres
from firstline.cli.trouble import Trouble

LOOK_EVERY_SECONDS = 0.2
STEADY_AFTER_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 30.0
LARGEST_LOG_BYTES = 20 * 1024 * 1024
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Ctrl-C, SIGTERM or a closed terminal. Not an Exception, so that nothing on the way swallows it."""


@dataclass
class Part:
    """One child process: what it runs, how long it may take to stop, and how it has fared."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    patience_seconds: float
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    pause_seconds: float = 0.0
    start_again_at: float = 0.0

    def begin(self) -> None:
        """Start the process. It ends at once with a killed launcher, for the database goes then too."""
        self.process = start_child(
            self.arguments, death_signal=signal.SIGKILL, output=self.log, environment=self.environment
        )
        self.started_at = time.monotonic()

    def look(self) -> None:
        """Start it again when it has ended: at once the first time, with growing pauses when it keeps ending."""
        put_aside_when_large(self.log)
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            note(f"The {self.name} ended unexpectedly (code {self.process.returncode}); it is started again.")
            end_group(self.process.pid)
            steady = now - self.started_at > STEADY_AFTER_SECONDS
            self.pause_seconds = 0.0 if steady else min(LONGEST_PAUSE_SECONDS, self.pause_seconds * 2 or 0.25)
            self.start_again_at = now + self.pause_seconds
            self.process = None
        if self.process is None and now >= self.start_again_at:
            self.begin()


class Supervisor:
    """The embedded database, if any, and the parts that use it."""

    def __init__(self, database: EmbeddedPostgres | None) -> None:
        """Nothing is started yet; the database is started by its caller, which needs it before the parts."""
        self._database = database
        self._parts: list[Part] = []

    def add(self, part: Part) -> Part:
        """Start a part and look after it from now on."""
        self._parts.append(part)
        part.begin()
        return part

    def look_once(self) -> None:
        """Start again whatever has ended."""
        if self._database is not None and self._database.process is not None:
            code = self._database.process.poll()
            if code is not None:
                note(f"The database ended unexpectedly (code {code}); it is started again. Nothing saved is lost.")
                self._restart_database(self._database)
        for part in self._parts:
            part.look()

    def look_after(self) -> NoReturn:
        """Look after everything until a signal raises StopRequested."""
        while True:
            self.look_once()
            time.sleep(LOOK_EVERY_SECONDS)

    def stop(self) -> None:
        """Ask all parts to stop at once, wait for them, then stop the database cleanly."""
        for part in self._parts:
            if part.process is not None and part.process.poll() is None:
                part.process.send_signal(signal.SIGTERM)
        for part in self._parts:
            if part.process is not None:
                end_child(part.process, signal.SIGTERM, part.patience_seconds)
                part.process = None
        if self._database is not None:
            self._database.stop()

    @staticmethod
    def _restart_database(database: EmbeddedPostgres) -> None:
        pause = 1.0
        while True:
            try:
                database.start_process()
            except Trouble as trouble:  # for example a full disk: go on trying, somebody may free space
                note(str(trouble))
                time.sleep(pause)
                pause = min(LONGEST_PAUSE_SECONDS, pause * 2)
            else:
                return


def put_aside_when_large(log: Path) -> None:
    """Keep what a log holds as ``….log.1`` and empty it: its writers append, so they go on in the empty file.

    Lines of the moment between the two may be lost; who wants every line sends them elsewhere.
    """
    if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
        shutil.copyfile(log, log.with_name(f"{log.name}.1"))
        os.truncate(log, 0)


def raise_on_stop_signals() -> None:
    """Turn the first stop signal into StopRequested; later ones change nothing."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        ignore_stop_signals()
        raise StopRequested

    for number in STOP_SIGNALS:
        signal.signal(number, stop)


def ignore_stop_signals() -> None:
    """Go on stopping in order, however often Ctrl-C is pressed."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def note(text: str) -> None:
    """Tell the person at the terminal, on standard error: the address stays the last line of the output."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def wait_for(child: "subprocess.Popen[bytes]") -> int:
    """Return the exit code of a child; when we are told to stop meanwhile, so is it."""
    try:
        return child.wait()
    except BaseException:
        end_child(child, signal.SIGTERM, 10)
        raise


def python_module(name: str, *arguments: str) -> Sequence[str]:
    """Return the command that runs a module with this interpreter."""
    return [sys.executable, "-m", name, *arguments]
