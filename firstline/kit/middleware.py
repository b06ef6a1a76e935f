"""Errors of the house become pages or notices; what cannot be stored is refused before a view sees it; a log line."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from firstline.identity.rules.session_age import POLL_HEADER
from firstline.identity.selectors import actor_in
from firstline.kernel import clock
from firstline.kernel.errors import FirstlineError
from firstline.kernel.registry import OPENED_PAGES
from firstline.kit.rest.problems import is_api
from firstline.kit.services import note_opened
from firstline.kit.views.answers import is_fragment
from firstline.kit.views.errors import problem_response
from firstline.kit.words import errors

requests = structlog.wrap_logger(
    logging.getLogger("firstline.requests"),
    processors=[structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.JSONRenderer()],
)
FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
NUL = "\x00"


class RequestLogMiddleware:
    """The outermost of ours: one line of JSON for each request, except for what pages ask by themselves.

    It names the route, not the address, and no person: what is asked for may tell of whom. ``request_id`` is the one
    that the facts of the request carry in the ledger.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then write how it went."""
        began = time.perf_counter()
        response = self.get_response(request)
        if POLL_HEADER not in request.headers:
            requests.info(
                "request",
                method=request.method if request.method in METHODS else "other",
                route=request.resolver_match.view_name if request.resolver_match else "",
                status=response.status_code,
                milliseconds=round((time.perf_counter() - began) * 1000),
                request_id=getattr(getattr(request, "actor", None), "request_id", ""),
            )
        return response


class ErrorPagesMiddleware:
    """The innermost middleware: stands between the views and everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse NUL bytes, which PostgreSQL cannot store; give words to a bare 405."""
        if _is_too_large(request):
            return problem_response(request, errors.too_large())
        if _has_nul(request):
            return problem_response(request, errors.not_understood())
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and (not response.content or is_api(request)):
            allowed = response.headers.get("Allow", "")
            response = problem_response(request, errors.wrong_method())
            response["Allow"] = allowed
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer an expected error in words; all others go on to the 500 page."""
        if not isinstance(exception, FirstlineError):
            return None
        return problem_response(request, errors.problem_of(exception))


class OpenedPagesMiddleware:
    """Behind the views: a page that was opened whole, and that the palette offers again, is remembered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then remember. A refused page is not remembered, and no part that a script asks for."""
        response = self.get_response(request)
        found = request.resolver_match
        is_whole = request.method == "GET" and response.status_code == HTTPStatus.OK and not is_fragment(request)
        if found and is_whole and (page := OPENED_PAGES.get(found.view_name)):
            _remember(request, found.view_name, str(found.kwargs[page.parameter]))
        return response


def _remember(request: HttpRequest, page: str, key: str) -> None:
    """Remember that the page was opened. The page itself is good, whether that can be written or not."""
    try:
        note_opened(actor=actor_in(request), page=page, key=key, now=clock.now())
    except DatabaseError:
        logging.getLogger("firstline.kit").exception("The palette does not remember this page")


def _is_too_large(request: HttpRequest) -> bool:
    """Return whether more is announced than a message with all its files may hold: asked before anything is read."""
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return False
    return announced > settings.MAX_REQUEST_BYTES


def _has_nul(request: HttpRequest) -> bool:
    """Return whether the address, the query or the form holds a NUL byte.

    Reading the form here may raise RequestDataTooBig and the like, which Django hands to ``bad_request``.
    """
    if NUL in request.path:
        return True
    forms = [request.GET]
    if request.method == "POST" and request.content_type in FORM_TYPES:
        forms.append(request.POST)
    return any(NUL in text for form in forms for name, values in form.lists() for text in (name, *values))
