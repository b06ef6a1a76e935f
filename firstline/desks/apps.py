"""Registration of the desks room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, ERROR_SENTENCES, SETTINGS


class DesksConfig(AppConfig):
    """The help desks."""

    name = "firstline.desks"
    label = "desks"

    def ready(self) -> None:
        """Register what an agency decides here, and the loader of demo data."""
        from firstline.desks import demo, settings

        for code, kind in settings.KINDS.items():
            SETTINGS.add(code, kind)
        for code, sentence in settings.ERRORS.items():
            ERROR_SENTENCES.add(code, sentence)
        DEMO_DATA.add("desks", demo.load)
