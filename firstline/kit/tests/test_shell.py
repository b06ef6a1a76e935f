"""The shell's data: who sees which lines, in which order, and that a visitor breaks nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory, override_settings

from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Role
from firstline.kernel.registry import NavigationItem, Slot
from firstline.kit.context import Shell
from firstline.kit.tests.site import slots

STAFF = Actor(name="Dana Whitfield", user_id=7, roles={1: frozenset({Role.COORDINATOR})})


@pytest.fixture
def parts() -> Iterator[None]:
    """Fill the slots as mock-up 01 does."""
    with override_settings(ROOT_URLCONF="firstline.kit.tests.pages_urls"), slots():
        yield


def shell_of(actor: Actor | None, path: str = "/console", **cookies: str) -> Shell:
    """Return the shell of a request."""
    request: Any = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    if actor is not None:
        request.actor = actor
    return Shell(request)


def test_staff_of_the_call_desk_see_it_first(parts: None) -> None:
    shell = shell_of(STAFF)
    assert [group.code for group in shell.navigation] == ["desk", "my_work", "lookup"]
    assert [line.label for line in shell.bar] == ["Call console", "Queue", "Open call log", "Ticket"]


def test_the_current_line_and_counts_are_marked(parts: None) -> None:
    lines = {line.url: line for group in shell_of(STAFF, "/ticket/20478").navigation for line in group.lines}
    assert [url for url, line in lines.items() if line.is_current] == ["/ticket"]
    assert (lines["/log"].count, lines["/log"].is_hot) == (8, True)
    assert lines["/console"].count is None


def test_a_specialist_sees_the_own_work_first(monkeypatch: pytest.MonkeyPatch) -> None:
    items: Slot[NavigationItem] = Slot("NAVIGATION")
    for order, group in enumerate(("settings", "lookup", "team", "my_work")):
        items.add(group, NavigationItem(group, "home", "log", group, order, lambda actor: True))
    items.add("gone", NavigationItem("A room switched off", "home", "nowhere:at-all", "team", 9, lambda _a: True))
    monkeypatch.setattr("firstline.kit.context.NAVIGATION", items)
    with override_settings(ROOT_URLCONF="firstline.kit.tests.pages_urls"):
        groups = shell_of(STAFF).navigation
    assert [group.code for group in groups] == ["my_work", "team", "lookup", "settings"]
    assert [line.label for group in groups for line in group.lines] == ["my_work", "team", "lookup", "settings"]


def test_log_a_call_is_not_offered_where_one_logs(parts: None) -> None:
    assert shell_of(STAFF, "/ticket").log_call_url == "/console"
    assert shell_of(STAFF, "/console").log_call_url == ""


def test_a_visitor_gets_a_bare_shell(parts: None) -> None:
    shell = shell_of(None)
    assert shell.navigation == ()
    assert shell.line_state is None
    assert shell.notices is None
    assert (shell.desk_name, shell.role_name, shell.search_url, shell.log_call_url) == ("", "", "", "")
    assert (shell.theme, shell.density, shell.single_keys, shell.person_key) == ("auto", "standard", True, "")


def test_unknown_density_is_the_standard_one(parts: None) -> None:
    assert shell_of(STAFF, fl_density="compact").density == "compact"
    assert shell_of(STAFF, fl_density="'><script>").density == "standard"
