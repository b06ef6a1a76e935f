"""Colours, density and single letters: kept by account and by browser, nothing else accepted."""

import pytest
from django.test import Client

from tests.world import World

PAGE = "/nowhere"


@pytest.fixture
def dana(client: Client, world: World) -> Client:
    """Return a client in which Dana is signed in."""
    client.force_login(world.users["dana"])
    return client


def test_theme_stays_with_the_account(dana: Client, world: World) -> None:
    response = dana.post("/kit/appearance/", {"theme": "dark", "next": "/queue"})
    assert (response.status_code, response["Location"]) == (302, "/queue")
    assert 'data-bs-theme="dark"' in dana.get(PAGE).text
    world.users["dana"].refresh_from_db()
    assert world.users["dana"].single_key_shortcuts


def test_density_stays_with_the_browser(dana: Client) -> None:
    response = dana.post("/kit/appearance/", {"density": "compact"})
    assert response.cookies["fl_density"].value == "compact"


def test_single_letters_can_be_switched_off_and_on(dana: Client, world: World) -> None:
    for choice, kept in (("off", False), ("on", True)):
        dana.post("/kit/appearance/", {"single_keys": choice})
        world.users["dana"].refresh_from_db()
        assert world.users["dana"].single_key_shortcuts is kept


def test_script_gets_no_page(dana: Client) -> None:
    assert dana.post("/kit/appearance/", {"theme": "light"}, headers={"HX-Request": "true"}).status_code == 204


@pytest.mark.parametrize("data", [{"theme": "pink"}, {"density": "huge"}, {"single_keys": "maybe"}])
def test_unknown_values_are_refused(dana: Client, data: dict[str, str]) -> None:
    assert dana.post("/kit/appearance/", data).status_code == 422


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_next_never_leads_elsewhere(dana: Client, target: str) -> None:
    assert dana.post("/kit/appearance/", {"density": "compact", "next": target})["Location"] == "/"


def test_only_posts_are_taken(dana: Client) -> None:
    assert dana.get("/kit/appearance/").status_code == 405


def test_the_language_of_the_page_is_changed_where_one_is(dana: Client) -> None:
    response = dana.post("/kit/appearance/", {"language": "es", "next": "/queue"})
    assert response["Location"] == "/queue"
    assert 'lang="es"' in dana.get(PAGE).content.decode()
