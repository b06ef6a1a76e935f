"""``firstline run`` from a fresh folder to a clean end, with each of its parts killed on the way. In this order."""

import os
import re
import signal
import stat
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import psycopg
import pytest

from tests.faults.launched import Launched, alive, descendants, drop_home, eventually, new_home, refused

WEB_MAIN = "firstline.cli.web"
WORKER = "firstline.cli.worker"
POSTGRES = "bin/postgres -D"
LONGEST_SECOND_START_SECONDS = 60  # promised are 10; here all cores may be busy with other tests
ADD = """INSERT INTO ledger_entry (verb, actor_name, subject_type, subject_id, parent_type, occurred_at, request_id,
         data, visibility, retention) VALUES ('tests.kept', '', 'x', 1, '', now(), '', '{}', 'internal', 'x')"""


@pytest.fixture(scope="module")
def launched():
    running = Launched(new_home())
    running.start()
    yield running
    if running.process.poll() is None:
        running.stop()
    running.close()
    drop_home(running.home)


@pytest.fixture(autouse=True)
def kept(launched):
    """Every test adds a row first, and finds all rows afterwards."""
    before = rows(launched)
    with psycopg.connect(launched.url()) as connection:
        connection.execute(ADD)
    yield
    if launched.process.poll() is None:
        assert rows(launched) == before + 1


def rows(launched):
    def count():
        try:
            with psycopg.connect(launched.url()) as connection:
                return connection.execute("SELECT count(*) FROM ledger_entry").fetchall()
        except psycopg.OperationalError:
            return []

    return eventually(count)[0][0]


def main_process(launched, words):
    return min(launched.pids(words))


def test_fresh_folder_gives_an_address_that_answers(launched):
    assert launched.page_status() == 200
    assert launched.lines[-1] == f"Firstline is running at http://127.0.0.1:{launched.port}"


def test_posted_form_reaches_the_application(launched):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    address = f"http://127.0.0.1:{launched.port}/sign-in/"
    with browser.open(address, timeout=20) as page:
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[0]
    fields = {"csrfmiddlewaretoken": token, "username": "nobody" * 1000, "password": "wrong"}
    request = urllib.request.Request(address, urllib.parse.urlencode(fields).encode(), {"Referer": address})
    try:
        with browser.open(request, timeout=20) as answer:
            status = answer.status
    except urllib.error.HTTPError as error:
        status = error.code
        error.close()
    assert status in {200, 422}


def test_secret_key_and_passwords_are_private(launched):
    for name in ("secret_key", "database_passwords"):
        assert stat.S_IMODE((launched.home / name).stat().st_mode) == 0o600


def test_database_listens_on_no_port(launched):
    with psycopg.connect(launched.url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_application_is_loaded_once_before_the_workers_are_forked(launched):
    maps = Path(f"/proc/{main_process(launched, WEB_MAIN)}/maps").read_text()
    assert "psycopg_binary" in maps  # Django's, not Granian's


def test_killed_web_server_is_started_again(launched):
    old = launched.pids(WEB_MAIN)
    os.kill(min(old), signal.SIGKILL)
    eventually(lambda: not alive(old))
    eventually(lambda: launched.page_status() == 200)


def test_killed_child_of_the_web_server_is_started_again(launched):
    old = max(launched.pids(WEB_MAIN))
    os.kill(old, signal.SIGKILL)
    eventually(lambda: old not in launched.pids(WEB_MAIN))
    eventually(lambda: len(launched.pids(WEB_MAIN)) >= 3)
    eventually(lambda: launched.page_status() == 200)


def test_killed_worker_is_started_again(launched):
    old = main_process(launched, WORKER)
    os.kill(old, signal.SIGKILL)
    eventually(lambda: launched.pids(WORKER) - {old})


def test_killed_database_is_started_again(launched):
    old = main_process(launched, POSTGRES)
    os.kill(old, signal.SIGKILL)
    eventually(lambda: launched.pids(POSTGRES) - {old})
    eventually(lambda: launched.page_status() == 200)
    eventually(lambda: launched.pids(WORKER))
    assert "The database ended unexpectedly" in launched.complaints()


def test_second_launcher_in_the_same_folder_is_refused(launched):
    sentence = refused(launched.home, launched.port + 1)
    assert "running already" in sentence
    assert "FIRSTLINE_HOME" in sentence


def test_taken_port_is_refused(launched):
    home = new_home()
    sentence = refused(home, launched.port)
    drop_home(home)
    assert f"Port {launched.port} is taken" in sentence
    assert "FIRSTLINE_PORT" in sentence


def test_wrong_password_is_refused_and_not_shown(launched):
    url = launched.url().replace("firstline_app:", "firstline_app:wrong")
    home = new_home()
    sentence = refused(home, launched.port + 1, DATABASE_URL=url)
    drop_home(home)
    assert "refused the user or the password in DATABASE_URL" in sentence
    assert "wrong" not in sentence


def test_missing_database_is_refused(launched):
    home = new_home()
    sentence = refused(home, launched.port + 1, DATABASE_URL=launched.url().replace("/firstline?", "/nowhere?"))
    drop_home(home)
    assert "no such database" in sentence


def test_stopping_ends_everything_and_the_second_start_is_quick(launched):
    children = descendants(launched.process.pid)
    assert launched.stop(signal.SIGTERM) == 0
    eventually(lambda: not alive(children), 5)
    assert not list(launched.home.glob("postgres/data/postmaster.pid"))
    migrations_before = (launched.home / "log" / "migrate.log").stat().st_size
    assert launched.start() < LONGEST_SECOND_START_SECONDS
    assert (launched.home / "log" / "migrate.log").stat().st_size == migrations_before
    assert launched.page_status() == 200


def test_killed_launcher_leaves_no_child_and_loses_nothing(launched):
    children = descendants(launched.process.pid)
    launched.process.kill()
    launched.process.wait()
    eventually(lambda: not alive(children))
    launched.start()
    assert launched.page_status() == 200


def test_control_c_stops_cleanly(launched):
    children = descendants(launched.process.pid)
    assert launched.stop(signal.SIGINT) == 0
    eventually(lambda: not alive(children), 5)
    assert not list(launched.home.glob("postgres/data/postmaster.pid"))
