"""A start that cannot succeed: one clear sentence that says what to do, no traceback, an exit code."""

import pytest

from tests.faults.launched import drop_home, free_port, new_home, refused


@pytest.fixture
def home():
    made = new_home()
    yield made
    drop_home(made)


def test_database_that_does_not_answer(home):
    sentence = refused(home, free_port(), DATABASE_URL=f"postgresql://a:secret@127.0.0.1:{free_port()}/x")
    assert "No PostgreSQL server answers at 127.0.0.1:" in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize("url", ["mysql://a:b@c/d", "postgresql://localhost", "nonsense", "postgresql://a:b@c:port/d"])
def test_database_address_that_is_none(home, url):
    sentence = refused(home, free_port(), DATABASE_URL=url)
    assert "postgresql://user:password@host:5432/firstline" in sentence


@pytest.mark.parametrize("port", ["no", "0", "70000", "-1"])
def test_port_that_is_none(home, port):
    assert "FIRSTLINE_PORT" in refused(home, 1, FIRSTLINE_PORT=port)


def test_folder_that_cannot_be_made(home):
    (home / "file").touch()
    assert "FIRSTLINE_HOME" in refused(home / "file" / "below", free_port())


def test_lost_password_file(home):
    (home / "postgres" / "data").mkdir(parents=True)
    (home / "postgres" / "data" / "PG_VERSION").write_text("18\n")
    assert "database_passwords" in refused(home, free_port())


def test_data_of_another_version(home):
    (home / "postgres" / "data").mkdir(parents=True)
    (home / "postgres" / "data" / "PG_VERSION").write_text("9\n")
    assert "PostgreSQL 9" in refused(home, free_port())
