"""Addresses of the tickets room: the call console, the ticket, the queue, the open call log."""

from django.urls import URLPattern, path

from firstline.tickets.views import calls, console, open_call_log

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
    path("my/calls/", open_call_log.open_call_log, name="open_call_log"),
    path("my/calls/live/", open_call_log.live, name="call_log_live"),
    path("my/calls/order/", open_call_log.reorder, name="reorder"),
    path("my/calls/suggested/", open_call_log.suggested, name="back_to_suggested"),
    path("my/calls/<str:number>/call-back/", open_call_log.call_back, name="call_back"),
    path("calls/<int:contact_id>/take-over/", calls.take_over, name="take_over_log"),
]
