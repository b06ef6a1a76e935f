"""Errors as RFC 9457 problem bodies: a stable code, a sentence, the field at fault."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import ValidationError

from firstline.kernel.errors import FirstlineError
from firstline.kit.rest.refusals import Refusal, TooMany
from firstline.kit.words.errors import sentence_of, status_of

PROBLEM_TYPE = "application/problem+json"
PREFIX = "/api/"
_CODE_OF_STATUS = {400: "not_understood", 403: "not_allowed", 404: "not_found", 405: "wrong_method", 413: "too_large"}


def is_api(request: HttpRequest) -> bool:
    """Return whether a program is asking, so that even Django's own refusals must be problems."""
    return request.path.startswith(PREFIX)


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    field: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return a problem body. ``code`` is for programs, ``detail`` for people, in the language they ask for."""
    body: dict[str, Any] = {
        "type": f"urn:firstline:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if field:
        body["field"] = field
    if errors:
        body["errors"] = list(errors)
    return HttpResponse(
        json.dumps(body), status=status, content_type=PROBLEM_TYPE, headers={**no_store(), **(headers or {})}
    )


def no_store() -> dict[str, str]:
    """Return the headers of every answer: nothing between program and server keeps it."""
    return {"Cache-Control": "private, no-store"}


def problem_of_error(request: HttpRequest, error: FirstlineError) -> HttpResponse:  # noqa: ARG001 - as ninja calls it
    """Return an error of the house as a problem."""
    if isinstance(error, Refusal):
        more = {"Retry-After": error.retry_after} if isinstance(error, TooMany) else error.headers
        return problem(error.status, error.code, sentence_of(error), field=error.field, headers=more)
    return problem(status_of(error), error.code, sentence_of(error), field=error.field)


def problem_of_input(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001 - as ninja calls it
    """Return which fields are missing, unknown or of the wrong kind; never what was sent."""
    wrong = [_wrong_field(found) for found in error.errors]
    detail = _("These fields cannot be used: %(fields)s") % {"fields": ", ".join(line["field"] for line in wrong)}
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", detail, errors=wrong)


def problem_of_status(status: int, detail: str, *, reference: str = "") -> HttpResponse:
    """Return a refusal of Django's, or our own failure, as a problem."""
    code = _CODE_OF_STATUS.get(status, "our_fault")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = _("This address does not take this method. The Allow header says which it takes")
    return problem(status, code, f"{detail} ({reference})" if reference else detail)


def _wrong_field(found: Mapping[str, Any]) -> dict[str, str]:
    # ninja says ("body", "call", "person_id"): where it was sent, the argument of ours, the field
    where = [str(part) for part in found["loc"]]
    path = where[2:] if where[0] == "body" and len(where) > 2 else where[1:] or where  # noqa: PLR2004 - as above
    return {"field": ".".join(path), "code": str(found["type"]), "detail": str(found["msg"])}
