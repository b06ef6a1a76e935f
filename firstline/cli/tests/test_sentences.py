"""What goes wrong at the command line is one sentence with what to do; passwords never appear."""

import errno
import shutil
import socket

import click
import pytest

from firstline.cli import main as command
from firstline.cli.check import _secret_key
from firstline.cli.database import _sentence, refuse_old_server, try_address
from firstline.cli.embedded_postgres.server import _start_failure
from firstline.cli.home import chosen_port, only_launcher, prepare_home, refuse_taken_port
from firstline.cli.trouble import Trouble


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('FATAL: password authentication failed for user "a"', "refused the user or the password"),
        ('FATAL: role "a" does not exist', "refused the user or the password"),
        ('FATAL: database "x" does not exist', "no such database"),
        ("FATAL: sorry, too many clients already", "no free connection"),
        ("FATAL: the database system is starting up", "just starting or stopping"),
        ("FATAL: no pg_hba.conf entry for host", "pg_hba.conf"),
        ("connection refused", "No PostgreSQL server answers"),
        ("timeout expired", "No PostgreSQL server answers"),
    ],
)
def test_what_the_server_says_becomes_what_to_do(said, told):
    assert told in _sentence("DATABASE_URL", "db:5432/x", said)


def test_old_server_is_refused():
    with pytest.raises(Trouble, match="PostgreSQL 14, which is too old"):
        refuse_old_server("DATABASE_URL", 140_011)


def test_oldest_supported_server_is_taken():
    refuse_old_server("DATABASE_URL", 150_000)


def test_unknown_option_of_an_address_is_told():
    with pytest.raises(Trouble, match="DATABASE_URL is not understood"):
        try_address("DATABASE_URL", "postgresql://a:b@localhost:1/x?no_such_option=1")


def test_full_disk_is_told_before_anything_is_started(tmp_path, monkeypatch):
    monkeypatch.setenv("FIRSTLINE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(Trouble, match=r"full \(0 MB free\): free at least 100 MB"):
        prepare_home()


def test_full_disk_in_the_middle_is_told(monkeypatch, capsys):
    assert outcome(monkeypatch, OSError(errno.ENOSPC, "No space left on device", "/var/x")) == 1
    assert capsys.readouterr().err == "The disk is full (/var/x): free some space and try again.\n"


def test_other_failures_of_the_system_are_not_hidden(monkeypatch):
    with pytest.raises(OSError, match="Permission"):
        outcome(monkeypatch, OSError(errno.EACCES, "Permission denied"))


def test_trouble_is_told(monkeypatch, capsys):
    assert outcome(monkeypatch, Trouble("Do this.")) == 1
    assert capsys.readouterr().err == "Do this.\n"


def test_interruption_is_told(monkeypatch, capsys):
    assert outcome(monkeypatch, KeyboardInterrupt()) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_wrong_usage_is_told(monkeypatch, capsys):
    assert outcome(monkeypatch, click.UsageError("No such option")) == 2
    assert "No such option" in capsys.readouterr().err


def test_success_is_zero(monkeypatch):
    assert outcome(monkeypatch, None) == 0


def outcome(monkeypatch, error):
    def run(**_options):
        if error is not None:
            raise error

    monkeypatch.setattr(command, "firstline", run)
    return command._exit_code()


def test_full_disk_is_found_in_what_the_database_said(tmp_path):
    assert "The disk is full" in _start_failure("FATAL: could not write: No space left on device", tmp_path)


def test_disk_too_full_for_a_reason_is_found_by_its_space(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10, 10, 0))
    assert "The disk is full" in _start_failure("", tmp_path / "log")


def test_last_complaint_of_the_database_is_quoted(tmp_path):
    assert "could not do it" in _start_failure("LOG: a\nFATAL: could not do it\nLOG: b", tmp_path)


@pytest.mark.parametrize("port", ["x", "0", "65536", "-8000", "8000.0"])
def test_port_that_is_none_is_refused(port, monkeypatch):
    monkeypatch.setenv("FIRSTLINE_PORT", port)
    with pytest.raises(Trouble, match="FIRSTLINE_PORT"):
        chosen_port()


def test_port_is_8000_unless_chosen(monkeypatch):
    monkeypatch.delenv("FIRSTLINE_PORT", raising=False)
    assert chosen_port() == 8000


def test_taken_port_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Trouble, match="is taken"):
        refuse_taken_port("127.0.0.1", taken.getsockname()[1])


def test_one_launcher_at_a_time(tmp_path):
    with only_launcher(tmp_path), pytest.raises(Trouble, match="running already"), only_launcher(tmp_path):
        pytest.fail("the second one got in")


def test_next_launcher_gets_the_folder(tmp_path):
    with only_launcher(tmp_path):
        pass
    with only_launcher(tmp_path):
        pass


def test_secret_key_that_others_can_read_is_found(tmp_path):
    (tmp_path / "secret_key").touch(mode=0o600)
    assert _secret_key(tmp_path)[0]
    (tmp_path / "secret_key").chmod(0o644)
    assert not _secret_key(tmp_path)[0]
