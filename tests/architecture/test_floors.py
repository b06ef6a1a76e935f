"""Foreign keys obey the floors: a table points only to its own room and to rooms on lower floors."""

from django.apps import apps
from django.db import models

from tests.architecture.house import floors, nothing


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
