"""Registration of the catalog room."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Services, natures, entitlement."""

    name = "firstline.catalog"
    label = "catalog"
