"""Where a person lands: each role has its own first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from firstline.front.rules.landing import landing_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send each role to its landing page."""
    return redirect(landing_page(request.actor))  # type: ignore[attr-defined]  # set by ActorMiddleware
