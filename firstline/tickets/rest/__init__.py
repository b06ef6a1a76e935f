"""Tickets and callers, for programs: the use cases of the console and of the ticket page."""

from ninja import Router

from firstline.tickets.rest import acts, callers, files, tickets

router = Router()
for part in (callers.router, tickets.router, acts.router, files.router):
    router.add_router("", part)

__all__ = ["router"]
