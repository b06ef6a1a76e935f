"""The pages of the import: upload, preview, confirm, progress, result; for administrators."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from firstline.people import jobs
from firstline.people.models import ImportRun, ImportState, Person
from firstline.people.tests.import_files import NEW, file_of
from firstline.people.views import imports as views
from tests.world import World, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world()


@pytest.fixture
def ellen(world: World) -> Client:
    client = Client()
    client.force_login(world.users["ellen"])
    return client


def upload(client: Client, content: bytes, kind: str = "people") -> Any:
    return client.post("/people/import/", {"kind": kind, "file": SimpleUploadedFile("staff.csv", content)})


def test_a_file_is_previewed_then_applied(ellen: Client) -> None:
    answer = upload(ellen, file_of(NEW, ("9002", "", *[""] * 7)))
    page = ellen.get(answer["Location"]).content.decode()
    for said in ("Ada Fernández", "Enter the name, as the person writes it", "Apply this", "1 row with problems"):
        assert said in page
    assert not Person.objects.filter(employee_number="9001").exists()
    done = ellen.post(answer["Location"] + "confirm/")
    assert Person.objects.filter(employee_number="9001").exists()
    assert "Applied, but for the rows with problems" in ellen.get(done["Location"]).content.decode()
    ellen.post(answer["Location"] + "confirm/")
    assert Person.objects.filter(name="Ada Fernández").count() == 1
    assert "staff.csv" in ellen.get("/people/import/").content.decode()


def test_a_large_file_is_left_to_the_worker(ellen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE_COUNT", 0)
    address = upload(ellen, file_of(NEW))["Location"]
    ellen.post(address + "confirm/")
    assert "Waiting for the worker to begin" in ellen.get(address).content.decode()
    assert "hx-trigger" in ellen.get(address + "progress/").content.decode()
    jobs.apply_confirmed_import(run_id=ImportRun.objects.get().pk)
    assert Person.objects.filter(employee_number="9001").exists()
    assert "hx-trigger" not in ellen.get(address + "progress/").content.decode()


def test_an_outdated_preview_offers_a_new_one(ellen: Client) -> None:
    address = upload(ellen, file_of(NEW))["Location"]
    Person.objects.create(name="Other", employee_number="9001")
    answer = ellen.post(address + "confirm/")
    assert answer.status_code == 409
    assert "Preview again" in answer.content.decode()
    again = ellen.post(address + "again/")
    page = ellen.get(again["Location"]).content.decode()
    assert "<del>Other</del>" in page
    assert "Ada Fernández" in page


def test_a_worker_that_finds_the_run_outdated_or_gone_changes_nothing(ellen: Client) -> None:
    upload(ellen, file_of(NEW))
    run = ImportRun.objects.get()
    ImportRun.objects.update(state=ImportState.APPLYING)
    Person.objects.create(name="Other", employee_number="9001")
    jobs.apply_confirmed_import(run_id=run.pk)
    jobs.apply_confirmed_import(run_id=0)
    run.refresh_from_db()
    assert run.state == ImportState.OUTDATED


def test_a_worker_that_fails_says_so(ellen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = upload(ellen, file_of(NEW))["Location"]
    ImportRun.objects.update(state=ImportState.APPLYING)

    def fail(**_more: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(jobs, "apply_import", fail)
    with pytest.raises(OSError, match="disk full"):
        jobs.apply_confirmed_import(run_id=ImportRun.objects.get().pk)
    assert "The import failed and nothing was applied" in ellen.get(address).content.decode()


def test_no_file_and_a_large_file_are_answered_in_words(ellen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ellen.post("/people/import/", {"kind": "people"})
    assert answer.status_code == 422
    assert "Choose a file" in answer.content.decode()
    answer = upload(ellen, b"Name\n" + b"x" * (30 * 1024 * 1024))
    assert answer.status_code == 422
    assert "larger than 20 MB" in answer.content.decode()
    assert upload(ellen, b"", kind="nonsense").status_code == 422


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"a;b\n1;2\n", b"Code\nx\n"])
def test_a_file_that_cannot_be_read_is_explained(ellen: Client, content: bytes) -> None:
    page = ellen.get(upload(ellen, content)["Location"]).content.decode()
    assert "This file cannot be applied as it is" in page
    assert "Apply this" not in page


def test_a_file_that_says_nothing_new_is_said_to_be_known(ellen: Client, world: World) -> None:
    number = world.person("carol").employee_number or ""
    page = ellen.get(upload(ellen, file_of((number, *[""] * 8)))["Location"]).content.decode()
    assert "Everything in the file is known already" in page


def test_sites_are_imported_too(ellen: Client) -> None:
    address = upload(ellen, b"Code,Name\nZZ,Zephyr School\n", kind="sites")["Location"]
    assert "Zephyr School" in ellen.get(address).content.decode()
    ellen.post(address + "confirm/")
    assert "Zephyr School" in ellen.get("/sites/").content.decode()


@pytest.mark.parametrize(("kind", "header"), [("people", "Employee number,Name"), ("sites", "Code,Name")])
def test_an_empty_file_has_the_headers_that_are_known(ellen: Client, kind: str, header: str) -> None:
    assert header in ellen.get(f"/people/import/template/{kind}/").content.decode()
    assert ellen.get("/people/import/template/tickets/").status_code == 404


@pytest.mark.parametrize("username", ["dana", "rita", "carol"])
def test_others_have_no_import(ellen: Client, world: World, username: str) -> None:
    address = upload(ellen, file_of(NEW))["Location"]
    client = Client()
    client.force_login(world.users[username])
    for path in ("/people/import/", address, address + "progress/", "/people/import/template/people/"):
        assert client.get(path).status_code == 403
    for path in (address + "confirm/", address + "again/"):
        assert client.post(path).status_code == 403
    assert upload(client, file_of(NEW)).status_code == 403


def test_wrong_methods_and_unknown_runs_are_refused(ellen: Client) -> None:
    address = upload(ellen, file_of(NEW))["Location"]
    assert [ellen.get(address + path).status_code for path in ("confirm/", "again/")] == [405, 405]
    assert [ellen.post(address + path).status_code for path in ("", "progress/")] == [405, 405]
    assert ellen.get("/people/import/999999/").status_code == 404
    assert ellen.post("/people/import/999999/confirm/").status_code == 404
