"""The embedded server: private folders, long paths, closed folders above, killed servers."""

import os
import shutil
import signal
import stat
import tempfile
from pathlib import Path

import psycopg
import pytest

from firstline.cli.account import Account, can_reach, server_account
from firstline.cli.embedded_postgres import EmbeddedPostgres, places
from firstline.cli.embedded_postgres.binaries import Binaries, find_binaries
from firstline.cli.embedded_postgres.server import QUICK_AND_UNSAFE
from firstline.cli.trouble import Trouble


@pytest.fixture
def open_folder():
    """A folder that the server's account may pass through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="firstline-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def started(home):
    server = EmbeddedPostgres(home, settings=QUICK_AND_UNSAFE)
    server.start()
    return server


def answer(server):
    with psycopg.connect(server.url()) as connection:
        (user,) = connection.execute("SELECT current_user").fetchone() or ("",)
        return user


def test_folders_are_private_and_the_socket_is_used(open_folder):
    server = started(open_folder / "home")
    try:
        assert answer(server) == "firstline_app"
        for folder in (server.places.data, server.places.sockets, server.places.base):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(server.places.home.stat().st_mode) in {0o700, 0o710}
    finally:
        server.stop()


def test_path_too_long_for_a_socket_gets_a_private_temporary_one(open_folder):
    server = started(open_folder / ("long" * 30))
    try:
        assert answer(server) == "firstline_app"
        assert not server.places.sockets.is_relative_to(server.places.home)
        again = EmbeddedPostgres(server.places.home)
        assert again.places.sockets == server.places.sockets
    finally:
        server.stop()
        shutil.rmtree(server.places.sockets)


def test_folder_below_a_closed_one_works_too(open_folder):
    open_folder.chmod(0o700)
    server = started(open_folder / "home")
    try:
        assert answer(server) == "firstline_app"
        inside = server.places.base.is_relative_to(open_folder)
        assert inside == (os.geteuid() != 0)
    finally:
        server.stop()
        shutil.rmtree(server.places.base)


def test_killed_server_is_started_again(open_folder):
    server = started(open_folder / "home")
    try:
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        server.start_process()
        assert answer(server) == "firstline_app"
    finally:
        server.stop()


def test_server_left_by_a_killed_launcher_is_stopped_first(open_folder):
    left = started(open_folder / "home")
    server = started(open_folder / "home")
    try:
        assert left.process.wait(10) == 0
        assert answer(server) == "firstline_app"
    finally:
        server.stop()


def test_lock_file_that_names_another_process_is_no_hindrance(open_folder):
    server = started(open_folder / "home")
    server.stop()
    (server.places.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert server.running_pid() is None
    server.start()
    server.stop()


def test_wrong_folder_of_programs_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("FIRSTLINE_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(Trouble, match="No PostgreSQL programs of version 15 or newer"):
        find_binaries()


def test_closed_folder_is_out_of_reach(tmp_path):
    tmp_path.chmod(0o700)
    stranger = Account("stranger", 54_321, 54_321)
    assert not can_reach(stranger, tmp_path)
    assert can_reach(None, tmp_path)


def test_root_hands_over_to_an_account_that_exists(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    account = server_account()
    assert account is not None
    assert account.uid > 0


def test_ordinary_people_stay_who_they_are(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert server_account() is None


def test_programs_out_of_reach_are_copied_with_their_libraries(monkeypatch, tmp_path):
    package = tmp_path / "closed" / "package"
    (package / "pginstall18" / "bin").mkdir(parents=True)
    (package / "pginstall18" / "bin" / "postgres").touch(mode=0o700)
    (package.parent / "package.libs").mkdir()
    (package.parent / "package.libs" / "libpq.so").touch(mode=0o600)
    monkeypatch.setattr(places, "ROOT_STORE", tmp_path / "store")
    stranger = Account("stranger", 54_321, 54_321)
    found = places.reachable_binaries(Binaries(package / "pginstall18" / "bin", 18), stranger)
    assert found.folder.is_relative_to(tmp_path / "store")
    assert stat.S_IMODE((found.folder / "postgres").stat().st_mode) == 0o755
    library = found.folder.parents[2] / "package.libs" / "libpq.so"
    assert stat.S_IMODE(library.stat().st_mode) == 0o644
    assert places.reachable_binaries(Binaries(package / "pginstall18" / "bin", 18), stranger) == found
