"""Where a person lands, and where a number typed after the host name leads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from firstline.front.rules.landing import landing_page
from firstline.front.selectors import leads_to_desk
from firstline.identity.selectors import actor_in


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send each role to its landing page."""
    return redirect(landing_page(actor_in(request)))


@require_safe
def number(request: HttpRequest, number: str) -> HttpResponse:
    """Send ``/20478`` and ``/p-1042`` to the ticket: staff to the desk's page, its requester to the own one."""
    number = number.upper()
    page = "tickets:ticket" if leads_to_desk(actor_in(request), number) else "front:request"
    return redirect(page, number=number)
