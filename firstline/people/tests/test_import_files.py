"""Files as people have them: wrong cells, wrong files, every spreadsheet's spelling."""

import pytest

from firstline.kernel.errors import RuleBroken
from firstline.people.models import Person
from firstline.people.services.imports import apply_import
from firstline.people.tests.import_files import (
    ADMINISTRATOR,
    codes,
    counts,
    file_of,
    preview,
    rows_with,
    run_of,
)
from tests.world import World, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world()


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("Name", "", "name_missing"),
        ("Name", "...", "name_missing"),
        ("Name", "x" * 201, "text_too_long"),
        ("Extension", "1" * 21, "text_too_long"),
        ("E-mail", "not an address", "email_wrong"),
        ("E-mail", "a@b@c", "email_wrong"),
        ("Phone", "none", "phone_wrong"),
        ("Site", "Atlantis", "site_unknown"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(world: World, header: str, cell: str, code: str) -> None:
    run = preview(world, file_of(*rows_with(header, cell)))
    assert [(row, problem) for row, _, problem in codes(run)] == [(2, code)]
    assert counts(run)[0] == 0


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("Preferred contact", "pigeon", "preferred_contact_wrong"),
        ("Language", "Klingon", "language_wrong"),
        ("Active", "perhaps", "yes_or_no"),
        ("Guarded by", "nobody we know", "desk_unknown"),
        ("Room", "12", "room_without_site"),
    ],
)
def test_further_columns_are_checked_too(world: World, header: str, cell: str, code: str) -> None:
    run = preview(world, file_of(("9001", "Ada", cell), headers=("Employee number", "Name", header)))
    assert [problem for _, _, problem in codes(run)] == [code]


def test_rows_with_problems_are_left_out_and_the_others_applied(world: World) -> None:
    good, bad = ("9002", "Good Row", *[""] * 7), ("9003", "Bad Row", "", "", "nonsense", "", "", "", "")
    run = preview(world, file_of(good, bad))
    assert counts(run) == (1, 0, 0, 1)
    apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)
    assert Person.objects.filter(name="Good Row").exists()
    assert not Person.objects.filter(name="Bad Row").exists()


def test_the_same_key_twice_names_the_other_row(world: World) -> None:
    first, second = ("9001", "A", *[""] * 7), ("9001", "B", *[""] * 7)
    run = preview(world, file_of(first, second, ("", "C", "", "", "c@x.org", "", "", "", ""),
                                 ("", "D", "", "", "C@x.org", "", "", "", "")))  # fmt: skip
    assert codes(run) == [(3, "employee_number", "key_twice"), (5, "emails", "key_twice")]
    assert run.summary["problems"][0]["params"] == {"other_row": 2}


def test_keys_that_point_to_two_people_are_refused(world: World) -> None:
    carol, renata = world.person("carol"), world.person("renata")
    headers = ("Employee number", "E-mail", "Name")
    run = preview(world, file_of(
        (carol.employee_number or "", "renata.silva@harborpoint.example", "Carol"),
        ("99999", "carol.jimenez@harborpoint.example", "Carol"),
        ("", "", "Nobody"),
        ("", "renata.silva@harborpoint.example; teresa.wojcik@harborpoint.example", "Two"),
        headers=headers,
    ))  # fmt: skip
    assert renata.employee_number
    assert [(row, code) for row, _, code in codes(run)] == [
        (2, "email_taken"),
        (3, "numbers_differ"),
        (4, "key_missing"),
        (5, "email_taken"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n \n", "empty_file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "encoding"),
        (b"one,two\n1,2\n", "no_headers"),
        (b"Name,Extension\nAda,1\n", "key_column_missing"),
        (b"Name,name,E-mail\na,b,c\n", "header_twice"),
        (b'Name,E-mail\n"Ada,a@x.org\n', "quotes"),
        (b"Name,E-mail\n" + b"x" * 11_000 + b",a@x.org\n", "cell_too_long"),
        (b"Name,E-mail\nAda,a@x.org,more\n", "too_many_cells"),
        (b"PK\x03\x04\x14\x00\x06\x00", "encoding"),
    ],
)
def test_a_file_that_is_wrong_is_answered_in_a_code(world: World, content: bytes, code: str) -> None:
    run = preview(world, content)
    assert code in [problem for _, _, problem in codes(run)]
    with pytest.raises(RuleBroken):
        apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_spreadsheet_is_understood(world: World, encoding: str, delimiter: str) -> None:
    content = file_of(("9001", "Zoë Müller", "zoe@x.org"), headers=("Employee number", "Name", "E-mail"),
                      delimiter=delimiter).decode().encode(encoding)  # fmt: skip
    run_of(world, content)
    assert Person.objects.get(employee_number="9001").name == "Zoë Müller"


def test_quoted_newlines_formulas_and_split_names_are_plain_text(world: World) -> None:
    content = (
        b'Employee number,First name,Last name,Job title\n9001,"Ada\r\nMaria","Lovelace, Countess",=HYPERLINK("x")\n'
    )
    run_of(world, content.replace(b'=HYPERLINK("x")', b'"=HYPERLINK(""x"")"'))
    ada = Person.objects.get(employee_number="9001")
    assert (ada.name, ada.job_title) == ("Ada Maria Lovelace, Countess", '=HYPERLINK("x")')


def test_columns_that_are_not_used_are_named(world: World) -> None:
    run = preview(world, file_of(("9001", "Ada", "7"), headers=("Employee number", "Name", "Shoe size")))
    assert run.summary["unused_headers"] == ["Shoe size"]
