"""The database engine of ``settings.DATABASES``; Django looks for ``DatabaseWrapper`` in a module of this name."""

from typing import Any

from django.db.backends.postgresql import base

PREPARED_MAX = 400
"""Statements that a connection keeps planned. Pages ask a good 300 different ones; psycopg's own limit is 100."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections that keep more statements planned."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a new connection."""
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = PREPARED_MAX
        return connection
