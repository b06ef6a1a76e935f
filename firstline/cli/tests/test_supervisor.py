"""What has ended is started again, at once or after a growing pause; stopping ends what does not listen."""

import os
import signal
import sys
import time

import pytest

from firstline.cli import supervisor
from firstline.cli.child import end_child, end_group, start_child
from firstline.cli.supervisor import Part, StopRequested, Supervisor
from firstline.cli.trouble import Trouble

SLEEP = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
END_AT_ONCE = [sys.executable, "-S", "-c", ""]
DEAF = [
    sys.executable,
    "-S",
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)",
]


@pytest.fixture
def part(tmp_path):
    made = Part("part", SLEEP, os.environ, tmp_path / "log", 5)
    yield made
    if made.process is not None:
        end_child(made.process, signal.SIGKILL, 5)


def until(question):
    deadline = time.monotonic() + 30
    while not question():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_part_that_ended_is_started_again_with_growing_pauses(part, capsys):
    part.arguments = END_AT_ONCE
    pauses = []
    part.begin()
    for _ in range(3):
        part.process.wait()
        part.look()
        pauses.append(part.pause_seconds)
        part.start_again_at = 0
        part.look()
    assert pauses == [0.25, 0.5, 1.0]
    assert "The part ended unexpectedly (code 0)" in capsys.readouterr().err


def test_part_that_ran_steadily_is_started_again_at_once(part):
    part.begin()
    part.pause_seconds, part.started_at = 16.0, time.monotonic() - supervisor.STEADY_AFTER_SECONDS - 1
    end_child(part.process, signal.SIGKILL, 5)
    part.look()
    assert part.pause_seconds == 0
    assert part.process.poll() is None


def test_part_that_runs_is_left_alone(part):
    part.begin()
    process = part.process
    part.look()
    assert part.process is process


def test_stopping_ends_all_parts(part):
    looked_after = Supervisor(None)
    looked_after.add(part)
    process = part.process
    looked_after.look_once()
    looked_after.stop()
    assert process.returncode == -signal.SIGTERM
    looked_after.stop()


def test_child_that_does_not_listen_is_ended(tmp_path):
    log = tmp_path / "log"
    child = start_child(DEAF, death_signal=signal.SIGKILL, output=log)
    until(log.read_bytes)
    assert end_child(child, signal.SIGTERM, 0.2) == -signal.SIGKILL


def test_ending_a_group_that_is_gone_is_no_error(tmp_path):
    child = start_child(END_AT_ONCE, death_signal=signal.SIGKILL, output=tmp_path / "log")
    child.wait()
    end_group(child.pid)


def test_database_that_cannot_start_is_tried_again(monkeypatch, capsys):
    class Full:
        tries = 0

        def start_process(self):
            self.tries += 1
            if self.tries < 3:
                raise Trouble("The disk is full.")

    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    database = Full()
    Supervisor._restart_database(database)
    assert database.tries == 3
    assert capsys.readouterr().err == "The disk is full.\n" * 2


def test_first_stop_signal_is_an_exception_and_later_ones_are_nothing():
    kept = {number: signal.getsignal(number) for number in supervisor.STOP_SIGNALS}
    try:
        supervisor.raise_on_stop_signals()
        with pytest.raises(StopRequested):
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def test_child_is_stopped_when_waiting_for_it_is_interrupted(part, monkeypatch):
    part.begin()

    def interrupted(*_arguments):
        monkeypatch.undo()
        raise StopRequested

    monkeypatch.setattr(part.process, "wait", interrupted)
    with pytest.raises(StopRequested):
        supervisor.wait_for(part.process)
    assert part.process.returncode == -signal.SIGTERM


def test_large_log_is_put_aside_while_it_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "LARGEST_LOG_BYTES", 10)
    log = tmp_path / "web.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"twelve bytes")
        supervisor.put_aside_when_large(log)
        writer.write(b"more")
    supervisor.put_aside_when_large(log)
    assert (log.read_bytes(), (tmp_path / "web.log.1").read_bytes()) == (b"more", b"twelve bytes")
    supervisor.put_aside_when_large(tmp_path / "absent.log")
