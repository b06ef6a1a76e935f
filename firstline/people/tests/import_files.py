"""Files to import, and their previews, for the tests of imports."""

import csv
import io
from collections.abc import Iterable, Sequence

from firstline.kernel.actor import Actor
from firstline.people.models import ImportRun
from firstline.people.services.imports import apply_import, preview_import
from tests.world import World

ADMINISTRATOR = Actor(name="Ellen Brodsky", user_id=1, is_administrator=True)
HEADERS = ("Employee number", "Name", "Extension", "Phone", "E-mail", "Site", "Room", "Category", "Department")
NEW = ("9001", "Ada Fernández", "x4777", "555 340 4777", "Ada@Example.org", "OH", "12", "Teacher", "Schools")


def file_of(*rows: Sequence[str], headers: Sequence[str] = HEADERS, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([headers, *rows])
    return text.getvalue().encode()


def preview(world: World, content: bytes, *, kind: str = "people", actor: Actor = ADMINISTRATOR) -> ImportRun:
    return preview_import(actor=actor, kind=kind, file_name="staff.csv", content=content, now=world.now)


def run_of(world: World, content: bytes, *, kind: str = "people") -> ImportRun:
    run = preview(world, content, kind=kind)
    return apply_import(actor=ADMINISTRATOR, run_id=run.pk, now=world.now)


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    summary = run.summary
    return summary["new_count"], summary["changed_count"], summary["unchanged_count"], summary["problem_count"]


def codes(run: ImportRun) -> list[tuple[int, str, str]]:
    return [(problem["row"], problem["column"], problem["code"]) for problem in run.summary["problems"]]


def rows_with(header: str, *cells: str) -> Iterable[Sequence[str]]:
    place = HEADERS.index(header)
    return [(*NEW[:place], cell, *NEW[place + 1 :]) for cell in cells]
