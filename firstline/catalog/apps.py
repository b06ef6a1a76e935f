"""Registration of the catalog room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class CatalogConfig(AppConfig):
    """Services, natures, entitlement."""

    name = "firstline.catalog"
    label = "catalog"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.catalog import demo

        DEMO_DATA.add("catalog", demo.load)
