"""Registration of the tickets room."""

from django.apps import AppConfig

from firstline.kernel.registry import (
    COMMANDS,
    DEMO_DATA,
    HANDLERS,
    NAVIGATION,
    NEW_DESKS,
    NOTICE_LIMITS,
    OPENED_PAGES,
    PERSON_MERGERS,
    PERSON_PANELS,
    REST_ROUTERS,
    SEARCH_SOURCES,
    SETTING_USES,
    SETTINGS,
    SHELL,
    OpenedPage,
)


class TicketsConfig(AppConfig):
    """The spine: tickets."""

    name = "firstline.tickets"
    label = "tickets"

    def ready(self) -> None:
        """Register pages, shell parts, sentences, the loader of demo data and the part of the API."""
        from firstline.tickets import demo, handlers, policies, rest, settings, words
        from firstline.tickets.services import codes, merging
        from firstline.tickets.views import navigation, person_panel, search

        words.register()
        for name, handler in handlers.ALL.items():
            HANDLERS.add(name, handler)
        for code, item in navigation.ITEMS.items():
            NAVIGATION.add(code, item)
        for code, source in search.SOURCES.items():
            SEARCH_SOURCES.add(code, source)
        OPENED_PAGES.add("tickets:ticket", OpenedPage("number", search.opened))
        for code, command in search.COMMANDS.items():
            COMMANDS.add(code, command)
        NOTICE_LIMITS.add("tickets", policies.without_unreadable)
        PERSON_PANELS.add("tickets", person_panel.PANEL)
        SHELL.add("log_call_url", navigation.log_call_url)
        SHELL.add("line_state", navigation.line_state)
        SHELL.add("desk_name", navigation.desk_name)
        SHELL.add("role_name", navigation.role_name)
        for code, kind in settings.KINDS.items():
            SETTINGS.add(code, kind)
        for code, is_named in settings.USES.items():
            SETTING_USES.add(code, is_named)
        NEW_DESKS.add("tickets", codes.start_desk)
        DEMO_DATA.add("tickets", demo.load)
        REST_ROUTERS.add("tickets", rest.router)
        PERSON_MERGERS.add("tickets", merging.MERGER)
