"""Registration of the triage room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, ERROR_SENTENCES, NAVIGATION, SETTINGS, SETTINGS_PAGES


class TriageConfig(AppConfig):
    """Questions and severity."""

    name = "firstline.triage"
    label = "triage"

    def ready(self) -> None:
        """Register the page, the sentences of errors and the loader of demo data."""
        from firstline.triage import demo, settings
        from firstline.triage.views import navigation

        NAVIGATION.add("triage.questions", navigation.QUESTIONS)
        for code, sentence in navigation.ERRORS.items():
            ERROR_SENTENCES.add(code, sentence)
        for code, kind in settings.KINDS.items():
            SETTINGS.add(code, kind)
        SETTINGS_PAGES.add("questions", navigation.SETTINGS_PAGE)
        DEMO_DATA.add("triage", demo.load)
