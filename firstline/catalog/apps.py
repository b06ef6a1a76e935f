"""Registration of the catalog room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA, REST_ROUTERS


class CatalogConfig(AppConfig):
    """Services, natures, entitlement."""

    name = "firstline.catalog"
    label = "catalog"

    def ready(self) -> None:
        """Register the loader of demo data and the part of the API."""
        from firstline.catalog import demo, rest

        DEMO_DATA.add("catalog", demo.load)
        REST_ROUTERS.add("natures", rest.router)
