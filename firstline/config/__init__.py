"""Wiring only: settings, root URLs, ASGI and WSGI entry. Stands above all floors; nobody imports it."""
