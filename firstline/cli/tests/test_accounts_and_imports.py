"""The first account of an empty installation, and CSV files at the command line."""

from datetime import UTC, datetime

import click
import pytest

from firstline.cli.imports import import_file
from firstline.cli.trouble import Trouble
from firstline.cli.users import add_user
from firstline.identity.models import User
from firstline.people.models import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 15, 13, 42, tzinfo=UTC)
PEOPLE = "Name,E-mail,Extension\nEve Lee,eve@example.org,1234\n"


@pytest.fixture
def people_file(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    return path


def test_account_is_added_with_a_password_to_be_changed(capsys):
    add_user(username="ann", name="Ann Alpha", is_administrator=True, now=NOW)
    user = User.objects.get(username="ann")
    assert user.is_administrator
    assert user.must_change_password
    assert user.check_password(capsys.readouterr().out.splitlines()[-1])


def test_account_without_administration_has_none():
    add_user(username="ann", name="Ann Alpha", is_administrator=False, now=NOW)
    assert not User.objects.get(username="ann").is_administrator


def test_person_who_has_no_account_is_taken():
    add_user(username="ann", name="Ann Alpha", is_administrator=False, now=NOW)
    User.objects.all().delete()
    add_user(username="ann2", name="Ann Alpha", is_administrator=False, now=NOW)
    assert Person.objects.count() == 1


def test_taken_name_is_told_in_words_and_leaves_nothing():
    add_user(username="ann", name="Ann Alpha", is_administrator=False, now=NOW)
    with pytest.raises(Trouble, match="ann"):
        add_user(username="ann", name="Bob Beta", is_administrator=False, now=NOW)
    assert Person.objects.count() == 1


def test_import_is_applied_when_nobody_is_asked(people_file, capsys):
    import_file("people", people_file, ask=False, now=NOW)
    assert Person.objects.get().name == "Eve Lee"
    assert "New: 1." in capsys.readouterr().out


def test_import_again_changes_nothing(people_file, capsys):
    import_file("people", people_file, ask=False, now=NOW)
    import_file("people", people_file, ask=False, now=NOW)
    assert Person.objects.count() == 1
    assert "nothing to change" in capsys.readouterr().out


def test_import_waits_for_the_answer(people_file, monkeypatch, capsys):
    monkeypatch.setattr(click, "confirm", lambda _question: False)
    import_file("people", people_file, ask=True, now=NOW)
    assert not Person.objects.exists()
    assert "Nothing was changed." in capsys.readouterr().out


def test_rows_with_problems_are_named_and_left_out(people_file, capsys):
    people_file.write_text(PEOPLE + "Joe Low,not an address,12\n")
    import_file("people", people_file, ask=False, now=NOW)
    assert Person.objects.count() == 1
    assert "row 3" in capsys.readouterr().out


def test_file_without_the_needed_columns_is_refused(people_file):
    people_file.write_text("What,Ever\n1,2\n")
    with pytest.raises(Trouble, match="correct the file"):
        import_file("people", people_file, ask=False, now=NOW)
