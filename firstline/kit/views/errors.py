"""Errors as pages, or as notices for scripts: the handlers 400, 403, 404, 500 and the CSRF failure view."""

import logging
import secrets
import sys
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from firstline.identity.rules.session_age import POLL_HEADER
from firstline.kit.rest.problems import is_api, problem_of_status
from firstline.kit.views.answers import is_fragment
from firstline.kit.words import errors

logger = logging.getLogger("firstline.errors")
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def problem_response(request: HttpRequest, problem: errors.Problem) -> HttpResponse:
    """Return the problem as a page; for a script as a notice that goes into the page's ``#fl-problems``.

    A page that polls gets the status alone: nobody asked, so nothing is said.
    """
    if is_api(request):
        return problem_of_status(problem.status, problem.happened)
    if POLL_HEADER in request.headers:
        return HttpResponse(status=problem.status)
    context = {"problem": problem, "back": _back(request)}
    if is_fragment(request):
        html = render_to_string("kit/_problem.html", context, request)
        headers = {"HX-Retarget": "#fl-problems", "HX-Reswap": "innerHTML show:top"}
        return HttpResponse(html, status=problem.status, headers=headers)
    return HttpResponse(render_to_string("kit/problem.html", context, request), status=problem.status)


def _back(request: HttpRequest) -> str:
    """Return the page that this one was reached from, if it is ours and another."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()})
    return referer if ours and referer != request.build_absolute_uri() else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what could not be read; too much of it with 413."""
    problem = errors.too_large() if isinstance(exception, TOO_LARGE) else errors.not_understood()
    if not _host_is_known(request):
        return HttpResponse(problem.happened, status=problem.status, content_type="text/plain; charset=utf-8")
    return problem_response(request, problem)


def _host_is_known(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except Exception:
        return False
    return True


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer Django's own refusals."""
    logger.info("refused: %s", exception)
    return problem_response(request, errors.not_allowed())


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that nobody knows."""
    logger.debug("not found: %s", exception)
    return problem_response(request, errors.not_found())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not fit."""
    logger.info("csrf failure: %s", reason)
    return problem_response(request, errors.page_too_old())


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the program failed: without database, session or shell, as these may be what failed."""
    reference = secrets.token_hex(4)
    logger.error("reference %s: %s %s failed", reference, request.method, request.path, exc_info=sys.exc_info())
    context: dict[str, Any] = {"problem": errors.our_fault(), "reference": reference}
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if is_api(request):
        return problem_of_status(status, errors.our_fault().happened, reference=reference)
    if POLL_HEADER in request.headers:
        return HttpResponse(status=status)
    if is_fragment(request):
        headers = {"HX-Retarget": "#fl-problems", "HX-Reswap": "innerHTML show:top"}
        return HttpResponse(render_to_string("kit/_problem.html", context), status=status, headers=headers)
    return HttpResponse(render_to_string("kit/server_error.html", context), status=status)
