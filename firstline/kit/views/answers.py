"""Answers of views: a page or its fragment from one URL, a redirect that leaves a toast, a toast in a fragment."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

SESSION_KEY = "kit_toasts"
TOASTS_KEPT = 3


@dataclass(frozen=True)
class Undo:
    """What takes an act back: the address that the toast's Undo posts to, with its hidden fields."""

    url: str
    fields: dict[str, str] = field(default_factory=dict)


def is_fragment(request: HttpRequest) -> bool:
    """Return whether a script asks for a part of the page: answer with a fragment, never with a whole page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, fragment: str = "", status: int = 200
) -> HttpResponse:
    """Return the page, or for a fragment request its ``fragment`` template with the same context."""
    chosen = fragment if fragment and is_fragment(request) else template
    response = HttpResponse(render_to_string(chosen, context, request), status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


def _toast(text: str, link: tuple[str, str] | None, undo: Undo | None) -> dict[str, Any]:
    toast: dict[str, Any] = {"text": str(text)}
    if link:
        toast["link"] = {"url": link[0], "label": str(link[1])}
    if undo:
        toast["undo"] = {"url": undo.url, "fields": undo.fields}
    return toast


def redirect_with_toast(
    request: HttpRequest, to: Any, text: str, *, link: tuple[str, str] | None = None, undo: Undo | None = None
) -> HttpResponse:
    """Return a redirect; the page it leads to shows the toast, with a link (address, label) and an undo.

    A script's request gets ``HX-Redirect``, so that the browser goes there instead of swapping the page in.
    """
    waiting = [*request.session.get(SESSION_KEY, []), _toast(text, link, undo)]
    request.session[SESSION_KEY] = waiting[-TOASTS_KEPT:]
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": resolve_url(to)})
    return redirect(to)


def with_toast(
    request: HttpRequest,
    response: HttpResponse,
    text: str,
    *,
    link: tuple[str, str] | None = None,
    undo: Undo | None = None,
) -> HttpResponse:
    """Return the fragment with a toast added that htmx puts into the page's messages."""
    html = render_to_string("kit/_toast_swap.html", {"toast": _toast(text, link, undo)}, request)
    response.content += html.encode()
    return response
