"""Every room has the files that rooms have, and stands in the contracts."""

import pytest
from django.conf import settings

from firstline.kernel.registry import SLOTS, RegistryFrozen
from tests.architecture.house import ABOVE_ALL_FLOORS, BELOW_THE_ROOMS, PACKAGE, contract, floors, nothing, unexplained
from tests.architecture.test_facts import facts

FILES = {
    "__init__.py", "README.md", "apps.py", "urls.py", "views", "views.py", "rest", "rest.py", "forms", "forms.py",
    "schemas.py",
    "handlers", "handlers.py", "jobs", "jobs.py", "services", "services.py", "selectors", "selectors.py", "policies.py",
    "models", "models.py",
    "events", "events.py", "rules", "words", "words.py", "migrations", "templates", "tests", "checks.py",
    "middleware.py",
    "settings.py", "admin.py", "management", "templatetags", "static", "locale", "demo", "demo.py", "data_classes.toml",
}  # fmt: skip
NOT_ROOMS = {*ABOVE_ALL_FLOORS, *BELOW_THE_ROOMS}


def rooms() -> list[str]:
    """Return the packages of the house that are rooms."""
    found = [path.parent.name for path in PACKAGE.glob("*/__init__.py")]
    return sorted(name for name in found if name not in NOT_ROOMS)


def strange_names(room: str, names: list[str]) -> list[str]:
    """Return the names that a room does not have."""
    return [f"{room}/{name}" for name in names if name not in FILES and name != "__pycache__"]


def test_rooms_hold_only_the_agreed_files() -> None:
    found = [finding for room in rooms() for finding in strange_names(room, _names(room))]
    nothing(unexplained(found, "room_files"))


def test_a_strange_file_name_is_noticed() -> None:
    assert strange_names("tickets", ["models.py", "utils.py", "helpers.py"]) == [
        "tickets/utils.py",
        "tickets/helpers.py",
    ]


def test_every_room_stands_on_a_floor_and_in_the_contract_of_rooms() -> None:
    assert sorted(set(floors()) - {*BELOW_THE_ROOMS}) == rooms()
    assert sorted(name.removeprefix("firstline.") for name in contract("rooms")["containers"]) == rooms()


def test_installed_rooms_are_listed_from_the_highest_floor_down() -> None:
    listed = [name.removeprefix("firstline.") for name in settings.ROOMS]
    assert sorted(listed) == rooms()
    heights = [floors()[room] for room in listed]
    assert heights == sorted(heights, reverse=True)


def silent_facts(page: str, verbs: list[str]) -> list[str]:
    """Return the verbs of a room's facts that its page does not name."""
    return [verb for verb in verbs if f"`{verb}`" not in page]


def test_every_room_has_a_page_that_names_its_facts() -> None:
    for room in rooms():
        page = (PACKAGE / room / "README.md").read_text(encoding="utf-8")
        nothing(
            silent_facts(page, [fact.verb for fact in facts() if vars(fact).get("verb", "").startswith(f"{room}.")])
        )


def test_a_fact_that_the_page_does_not_name_is_noticed() -> None:
    assert silent_facts("Facts: `teams.a`.", ["teams.a", "teams.b"]) == ["teams.b"]


def test_after_start_up_nothing_can_be_registered_any_more() -> None:
    for slot in SLOTS:
        with pytest.raises(RegistryFrozen):
            slot.add("tests.late", None)


def test_every_room_says_on_which_floor_it_stands() -> None:
    for room in rooms():
        assert "Floor " in (PACKAGE / room / "__init__.py").read_text(encoding="utf-8")


def _names(room: str) -> list[str]:
    return sorted(path.name for path in (PACKAGE / room).iterdir())
