"""Tables: foreign keys obey the floors, and the migrations say what the models say, each with what it is for."""

import ast
import re

from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState

from tests.architecture.house import Source, floors, nothing, sources

FIRST = "0001_initial"


def room_of(model: type[models.Model]) -> str:
    """Return the room of a model, or an empty string for Django's and other packages' models."""
    module = model.__module__.split(".")
    return module[1] if module[0] == "firstline" else ""


def points_up(source: str, target: str, heights: dict[str, int]) -> bool:
    """Return whether a key from one room to another goes up or sideways. Keys to foreign packages point down."""
    return bool(target) and source != target and heights[target] >= heights[source]


def test_foreign_keys_point_down() -> None:
    wrong = []
    for model in (model for model in apps.get_models() if room_of(model)):
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and not field.auto_created else None
            if isinstance(target, type) and points_up(room_of(model), room_of(target), floors()):
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    nothing(wrong)


def test_the_ledger_has_no_foreign_keys() -> None:
    keys = [field for model in apps.get_app_config("ledger").get_models() for field in model._meta.get_fields()]
    assert [field.name for field in keys if field.is_relation] == []


def test_a_key_that_points_up_or_sideways_is_noticed() -> None:
    heights = {"people": 1, "teams": 2, "contacts": 2}
    assert points_up("people", "teams", heights)
    assert points_up("teams", "contacts", heights)
    assert not points_up("teams", "people", heights)
    assert not points_up("teams", "teams", heights)


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
