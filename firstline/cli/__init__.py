"""Command line, launcher and embedded PostgreSQL. Stands above all floors; nobody imports it."""
