"""The commands on a server that ``DATABASE_URL`` names, with two roles and with one."""

import subprocess
import uuid

import psycopg
import pytest
from psycopg import sql

from firstline.cli.database import holds_data
from firstline.cli.embedded_postgres import DATABASE, OWNER_ROLE
from tests.faults.launched import command, drop_home, environment, free_port, migrated_home, new_home, refused


@pytest.fixture(scope="module")
def home():
    made = new_home()
    yield made
    drop_home(made)


def new_database(administrator_url, template):
    name = f"commands_{uuid.uuid4().hex[:8]}"
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
    with psycopg.connect(administrator_url, autocommit=True) as connection:
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER_ROLE)))
    return name


@pytest.fixture(scope="module")
def two_roles(database_server, owner_url):
    """Addresses of an empty database, as the app and as its owner."""
    administrator_url, app_url = database_server
    name = new_database(administrator_url, "template0")
    return {"DATABASE_URL": app_url.format(database=name), "DATABASE_OWNER_URL": owner_url.format(database=name)}


@pytest.fixture(scope="module")
def one_role(database_server, owner_url):
    """Address of a migrated database as its owner."""
    administrator_url, _ = database_server
    return {"DATABASE_URL": owner_url.format(database=new_database(administrator_url, DATABASE))}


def succeeded(home, *arguments, **more):
    done = subprocess.run(
        command(*arguments),
        env=environment(home, free_port(), **more),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def findings(home, **more):
    done = subprocess.run(
        command("check"), env=environment(home, free_port(), **more), capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def test_check_names_what_an_empty_database_lacks(home, two_roles):
    said = findings(home, **two_roles)
    assert "has no tables yet: run `firstline migrate`" in said
    assert "migrations are missing" in said


def test_migrate_brings_an_empty_database_to_this_version(home, two_roles):
    assert "at this version" in succeeded(home, "migrate", **two_roles)
    said = findings(home, **two_roles)
    assert "ok  The app role cannot change the ledger." in said
    assert "ok  The database is at this version." in said


def test_demo_data_go_into_an_empty_database_only(home, two_roles):
    assert not holds_data(two_roles["DATABASE_URL"])
    said = succeeded(home, "demo", "--people", "20", "--tickets", "10", **two_roles)
    assert "The demo agency is ready" in said
    assert holds_data(two_roles["DATABASE_URL"])
    assert "not empty" in refused(home, 0, "demo", "--people", "20", **two_roles)
    assert not succeeded(home, "demo", "--only-if-empty", **two_roles)


def test_one_role_works_and_is_told(home, one_role):
    assert "One role owns and uses the database" in succeeded(home, "migrate", **one_role)
    assert "only a trigger keeps the ledger unchanged" in findings(home, **one_role)


def test_right_to_change_the_ledger_is_found(home, two_roles):
    succeeded(home, "migrate", **two_roles)
    with psycopg.connect(two_roles["DATABASE_OWNER_URL"]) as connection:
        connection.execute("GRANT UPDATE ON ledger_entry TO firstline_app")
    assert "NO  Not so: The app role cannot change the ledger." in findings(home, **two_roles)


def test_first_account_on_a_given_server(home, one_role):
    said = succeeded(home, "user", "add", "ann", "--name", "Ann Alpha", "--administrator", **one_role)
    assert "Account ann for Ann Alpha" in said


def test_people_are_imported_on_a_given_server(home, one_role):
    file = home / "people.csv"
    file.write_text("Name,E-mail\nEve Lee,eve@example.org\n")
    assert "Imported." in succeeded(home, "import", "people", str(file), "--yes", **one_role)


def test_sites_are_imported_on_the_embedded_server(migrated_cluster):
    home = migrated_home(migrated_cluster)
    file = home / "sites.csv"
    file.write_text("Code,Name\nHP,Harbor Point Elementary\n")
    assert "Imported." in succeeded(home, "import", "sites", str(file), "--yes")
    drop_home(home)
