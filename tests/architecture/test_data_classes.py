"""Every field of every model says what it tells about a person and how long its row is kept (data_classes.toml)."""

import tomllib
from collections import Counter
from typing import Any

from django.apps import apps
from django.db import models

from firstline.kernel.data_classes import Personal, Retention
from tests.architecture.house import BELOW_THE_ROOMS, PACKAGE, floors, nothing

PEOPLE = {"people.Person", "identity.User"}


def tables(room: str) -> dict[str, Any]:
    """Return the tables of a room's ``data_classes.toml``, empty when it has none."""
    path = PACKAGE / room / "data_classes.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def fields_of(model: type[models.Model]) -> list[Any]:
    """Return the fields that a model declares, without its automatic key."""
    declared = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in declared if not (field.primary_key and field.get_internal_type() == "BigAutoField")]


def faults(model: type[models.Model], table: dict[str, Any]) -> list[str]:
    """Return what is missing, unknown or implausible in the table of one model."""
    name = model._meta.label
    found = []
    if table.get("retention") not in set(Retention):
        found.append(f"{name}: no retention class of the list")
    found += [f"{name}: no such class: {key}" for key in table.keys() - {"retention", *Personal}]
    listed = Counter(field for key in Personal for field in table.get(key, []))
    known = {field.name: field for field in fields_of(model)}
    found += [f"{name}.{field}: not listed" for field in known if field not in listed]
    found += [f"{name}.{field}: no such field" for field in listed if field not in known]
    found += [f"{name}.{field}: listed twice" for field, count in listed.items() if count > 1]
    return found + [f"{name}.{f}: {why}" for f, field in known.items() if (why := _implausible(f, field, table))]


def _implausible(name: str, field: Any, table: dict[str, Any]) -> str:
    target = field.related_model._meta.label if field.is_relation else ""
    if target in PEOPLE and name not in table.get(Personal.LINK, []):
        return "points to a person and is no link"
    is_setting = table.get("retention") == Retention.SETTING
    if isinstance(field, models.TextField) and not is_setting and name in table.get(Personal.NONE, []):
        return "is free text and holds nothing personal?"
    return ""


def test_every_field_is_classed() -> None:
    found = []
    for room in floors():
        classed = tables(room)
        of_room = {} if room in BELOW_THE_ROOMS else {m.__name__: m for m in apps.get_app_config(room).get_models()}
        found += [f"{room}: no such model: {name}" for name in classed.keys() - of_room.keys()]
        for name, model in of_room.items():
            found += faults(model, classed.get(name, {}))
    nothing(found)


def test_facts_name_a_retention_class() -> None:
    from firstline.kernel.facts import Fact
    from tests.architecture.test_facts import facts

    every: list[type[Fact]] = [Fact, *facts()]
    nothing([f"{fact.__name__}: {fact.retention}" for fact in every if fact.retention not in set(Retention)])


def test_gaps_and_doubts_are_noticed() -> None:
    model = apps.get_model("teams", "Availability")
    good = tables("teams")["Availability"]
    assert faults(model, good) == []
    assert faults(model, good | {"retention": "for ever"}) == ["teams.Availability: no retention class of the list"]
    assert faults(model, good | {"secret": []}) == ["teams.Availability: no such class: secret"]
    assert faults(model, good | {"content": []}) == ["teams.Availability.note: not listed"]
    assert faults(model, good | {"content": ["note", "mood"]}) == ["teams.Availability.mood: no such field"]
    assert faults(model, good | {"none": ["note"]}) == ["teams.Availability.note: listed twice"]
    unlinked = good | {"link": [], "none": ["user"]}
    assert faults(model, unlinked) == ["teams.Availability.user: points to a person and is no link"]


def test_free_text_that_claims_to_hold_nothing_is_noticed() -> None:
    model = apps.get_model("tickets", "Message")
    table = tables("tickets")["Message"]
    table = table | {"content": [], "none": [*table["none"], "body"]}
    assert faults(model, table) == ["tickets.Message.body: is free text and holds nothing personal?"]
