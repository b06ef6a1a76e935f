"""Colours, density of rows and single-letter shortcuts, from the menu under one's name; language, from the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from firstline.identity.models import Theme
from firstline.identity.selectors import actor_in
from firstline.identity.services.own import set_preferences
from firstline.kernel import clock
from firstline.kernel.errors import Invalid
from firstline.kit.context import DENSITIES
from firstline.kit.views.answers import is_fragment
from firstline.kit.views.guards import post_only

YEAR_SECONDS = 365 * 24 * 3600


@post_only
def appearance(request: HttpRequest) -> HttpResponse:
    """Change what the form names (theme, language, density, single_keys); the density stays with the browser."""
    theme, keys, language = (request.POST.get(name, "") for name in ("theme", "single_keys", "language"))
    density = request.POST.get("density", "")
    if theme or keys or language:
        _set(request, theme, keys, language)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    response = HttpResponse(status=204) if is_fragment(request) else redirect(target if safe else "/")
    if density:
        if density not in DENSITIES:
            raise Invalid("density_unknown", field="density")
        response.set_cookie("fl_density", density, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure())
    return response


def _set(request: HttpRequest, theme: str, keys: str, language: str) -> None:
    user = request.user
    if (theme and theme not in Theme.values) or keys not in {"", "on", "off"}:
        raise Invalid("appearance_unknown", field="theme")
    set_preferences(
        actor=actor_in(request),
        user_id=user.pk or 0,
        language=language or user.person.language,  # type: ignore[union-attr]  # visitors never come here
        theme=Theme(theme or user.theme),  # type: ignore[union-attr]  # as above
        single_keys=keys != "off" if keys else user.single_key_shortcuts,  # type: ignore[union-attr]  # as above
        now=clock.now(),
    )
