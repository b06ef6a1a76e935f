"""Registration of the triage room."""

from django.apps import AppConfig

from firstline.kernel.registry import DEMO_DATA


class TriageConfig(AppConfig):
    """Questions and severity."""

    name = "firstline.triage"
    label = "triage"

    def ready(self) -> None:
        """Register the loader of demo data."""
        from firstline.triage import demo

        DEMO_DATA.add("triage", demo.load)
