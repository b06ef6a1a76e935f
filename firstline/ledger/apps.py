"""Registration of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The room of append-only facts."""

    name = "firstline.ledger"
    label = "ledger"
