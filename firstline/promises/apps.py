"""Registration of the promises room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, ERROR_SENTENCES, NEW_DESKS, SETTINGS


class PromisesConfig(AppConfig):
    """Promised times."""

    name = "firstline.promises"
    label = "promises"

    def ready(self) -> None:
        """Register what a new desk promises, its settings with their errors, and the loader of demo data."""
        from firstline.promises import demo, services, settings

        for code, kind in settings.KINDS.items():
            SETTINGS.add(code, kind)
        for code, sentence in settings.ERRORS.items():
            ERROR_SENTENCES.add(code, sentence)
        NEW_DESKS.add("promises", services.start_desk)
        DEMO_DATA.add("promises", demo.load)
