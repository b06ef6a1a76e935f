"""Addresses of the tickets room: the call console, the ticket, the queue, the open call log."""

from django.urls import URLPattern, path

from firstline.tickets.views import calls, console

app_name = "tickets"
urlpatterns: list[URLPattern] = [
    path("calls/", console.console, name="console"),
    path("calls/assist/", console.assist, name="assist"),
    path("calls/callers/", console.callers, name="callers"),
    path("calls/live/", console.live, name="console_live"),
    path("calls/drafts/<uuid:draft_id>/", console.save, name="draft"),
    path("calls/drafts/<uuid:draft_id>/end/", calls.end, name="end_call"),
    path("calls/log/", calls.log, name="log_call"),
    path("calls/undo/", calls.undo, name="undo_log"),
    path("calls/transfer/", calls.transfer, name="transfer_call"),
    path("calls/new-caller/", calls.new_caller, name="new_caller"),
    path("calls/unlogged/", calls.unlogged, name="unlogged"),
    path("calls/<int:contact_id>/no-ticket/", calls.no_ticket, name="no_ticket"),
    path("calls/<int:contact_id>/take-over/", calls.take_over, name="take_over_log"),
]
