"""Registration of the triage room."""

from django.apps import AppConfig


class TriageConfig(AppConfig):
    """Questions and severity."""

    name = "firstline.triage"
    label = "triage"
