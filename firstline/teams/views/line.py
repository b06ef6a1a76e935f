"""Setting one's own line state in one click."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kit.views import post_only
from firstline.teams.services import set_availability


@post_only
def set_line(request: HttpRequest) -> HttpResponse:
    """Set one's own line state and go back to where one was."""
    set_availability(actor=actor_in(request), state=request.POST.get("state", ""), now=clock.now())
    target = request.POST.get("next", "")
    return redirect(target if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}) else "/")
