"""The REST API as programs use it: whole requests, over all rooms."""
