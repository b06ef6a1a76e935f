"""Addresses of the tickets room: the call console, the ticket, the queue, the open call log."""

from django.urls import URLPattern, path

from firstline.tickets.views import calls, console, open_call_log, queue, ticket, ticket_acts, ticket_dialogs

app_name = "tickets"
urlpatterns: list[URLPattern] = [
    path("calls/", console.console, name="console"),
    path("calls/assist/", console.assist, name="assist"),
    path("calls/callers/", console.callers, name="callers"),
    path("calls/live/", console.live, name="console_live"),
    path("calls/drafts/<uuid:draft_id>/", console.save, name="draft"),
    path("calls/drafts/<uuid:draft_id>/end/", calls.end, name="end_call"),
    path("calls/drafts/<uuid:draft_id>/no-ticket/", calls.no_ticket_draft, name="no_ticket_draft"),
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
    path("tickets/", queue.queue, name="queue"),
    path("tickets/changes/", queue.changes, name="queue_changes"),
    path("tickets/<str:number>/", ticket.ticket, name="ticket"),
    path("tickets/<str:number>/live/", ticket.live, name="ticket_live"),
    path("tickets/<str:number>/history/", ticket.history, name="ticket_history"),
    path("tickets/<str:number>/staff/", ticket.staff, name="staff"),
    path("tickets/<str:number>/drafts/<slug:kind>/", ticket.draft, name="composer_draft"),
    path("tickets/<str:number>/take/", ticket_acts.take, name="take"),
    path("tickets/<str:number>/go-on/", ticket_acts.resume, name="resume"),
    path("tickets/<str:number>/close/", ticket_acts.close, name="close"),
    path("tickets/<str:number>/undo/", ticket_acts.undo, name="undo"),
    path("tickets/<str:number>/reply/", ticket_acts.reply, name="reply"),
    path("tickets/<str:number>/note/", ticket_acts.note, name="note"),
    path("tickets/<str:number>/assign/", ticket_dialogs.assign, name="assign"),
    path("tickets/<str:number>/forward/", ticket_dialogs.forward, name="forward"),
    path("tickets/<str:number>/wait/", ticket_dialogs.wait, name="wait"),
    path("tickets/<str:number>/resolve/", ticket_dialogs.resolve, name="resolve"),
    path("tickets/<str:number>/reopen/", ticket_dialogs.reopen, name="reopen"),
    path("tickets/<str:number>/void/", ticket_dialogs.void, name="void"),
    path("tickets/<str:number>/severity/", ticket_dialogs.severity, name="severity"),
    path("tickets/<str:number>/identity/", ticket_dialogs.identity, name="identity"),
]
