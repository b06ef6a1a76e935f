"""Registration of the triage room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, ERROR_SENTENCES, NAVIGATION


class TriageConfig(AppConfig):
    """Questions and severity."""

    name = "firstline.triage"
    label = "triage"

    def ready(self) -> None:
        """Register the page, the sentences of errors and the loader of demo data."""
        from firstline.triage import demo
        from firstline.triage.views import navigation

        NAVIGATION.add("triage.questions", navigation.QUESTIONS)
        for code, sentence in navigation.ERRORS.items():
            ERROR_SENTENCES.add(code, sentence)
        DEMO_DATA.add("triage", demo.load)
