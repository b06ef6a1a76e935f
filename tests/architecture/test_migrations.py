"""The migrations say what the models say, and each tells what it is for."""

import ast
import re

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState

from tests.architecture.house import Source, floors, nothing, sources

FIRST = "0001_initial"


def missing(state: ProjectState) -> list[str]:
    """Return what a new migration would have to do to reach this state, for our own rooms."""
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), state, NonInteractiveMigrationQuestioner())
    changes = detector.changes(graph=loader.graph)
    return [
        f"{room}: {op.describe()}" for room in changes if room in floors() for m in changes[room] for op in m.operations
    ]


def unnamed(source: Source) -> list[str]:
    """Return whether a migration has a name that says nothing, or no sentence about its purpose."""
    name = source.parts[-1]
    if name in {"__init__", FIRST}:
        return []
    is_named = not re.search(r"_auto_|^\d{4}_(initial|alter|more|update)$", name)
    return [] if is_named and ast.get_docstring(source.tree) else [source.path]


def test_no_migration_is_missing() -> None:
    nothing(missing(ProjectState.from_apps(apps)))


def test_a_missing_migration_is_noticed() -> None:
    state = ProjectState.from_apps(apps)
    site = state.models["people", "site"]
    fields = [(name, field) for name, field in site.fields.items() if name != "address"]
    state.models["people", "site"] = ModelState("people", "Site", fields, site.options, site.bases, site.managers)
    assert missing(state) == ["people: Remove field address from site"]


def test_migrations_say_what_they_are_for() -> None:
    nothing([finding for source in sources() if source.kind == "migrations" for finding in unnamed(source)])


def test_a_migration_without_a_name_or_a_sentence_is_noticed() -> None:
    assert unnamed(Source("firstline/a/migrations/0002_auto_20260101.py", '"""A sentence."""'))
    assert unnamed(Source("firstline/a/migrations/0002_number_sequences.py", "x = 1"))
    assert not unnamed(Source("firstline/a/migrations/0002_number_sequences.py", '"""A sentence."""'))
