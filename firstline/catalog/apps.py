"""Registration of the catalog room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, ERROR_SENTENCES, NEW_DESKS, REST_ROUTERS, SETTINGS


class CatalogConfig(AppConfig):
    """Services, natures, entitlement."""

    name = "firstline.catalog"
    label = "catalog"

    def ready(self) -> None:
        """Register the loader of demo data and the part of the API."""
        from firstline.catalog import demo, rest, services, settings, words

        for code, kind in settings.KINDS.items():
            SETTINGS.add(code, kind)
        for code, sentence in words.ERRORS.items():
            ERROR_SENTENCES.add(code, sentence)
        NEW_DESKS.add("catalog", services.start_desk)
        DEMO_DATA.add("catalog", demo.load)
        REST_ROUTERS.add("natures", rest.router)
