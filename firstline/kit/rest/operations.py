"""One operation of the API: who may ask, what is sent, what is answered. Acts are done once for each key."""

import hashlib
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel

from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Scope
from firstline.kit.rest.authentication import JSON, Bearer
from firstline.kit.rest.problems import no_store
from firstline.kit.rest.refusals import NotUnderstood
from firstline.kit.services import Answer, answer_once

KEY_HEADER = "Idempotency-Key"
KEY_PATTERN = r"^[A-Za-z0-9._:-]{8,64}$"
Operation = Callable[..., BaseModel]


class Asked(HttpRequest):
    """A request that passed: ``auth`` is who asks."""

    auth: Actor


@dataclass(frozen=True)
class _Declared:
    """What an operation declares beside its function."""

    router: Router
    path: str
    scope: Scope | None
    answers: type[BaseModel]
    status: int


def read(
    router: Router, path: str, *, scope: Scope | None, answers: type[BaseModel]
) -> Callable[[Operation], Operation]:
    """Decorate an operation that reads: ``operation(request, …)`` returns what is answered."""
    declared = _Declared(router, path, scope, answers, HTTPStatus.OK)

    def decorate(operation: Operation) -> Operation:
        known = _query_names(operation)

        @wraps(operation)
        def answer(request: Asked, **values: Any) -> HttpResponse:
            _refuse_unknown(request, known)
            return _rendered(Answer(HTTPStatus.OK, operation(request, **values).model_dump_json()))

        return _registered(declared, router.get, answer)

    return decorate


def act(
    router: Router, path: str, *, scope: Scope, answers: type[BaseModel], status: int = HTTPStatus.OK
) -> Callable[[Operation], Operation]:
    """Decorate an operation that acts, once for each ``Idempotency-Key``, in one transaction with the kept answer."""
    declared = _Declared(router, path, scope, answers, status)

    def decorate(operation: Operation) -> Operation:
        @wraps(operation)
        def answer(request: Asked, **values: Any) -> HttpResponse:
            _refuse_unknown(request, frozenset())
            done = answer_once(
                actor=request.auth,
                key=key_in(request),
                digest=_digest(request),
                act=lambda: Answer(status, operation(request, **values).model_dump_json()),
                now=clock.now(),
            )
            return _rendered(done)

        return _registered(declared, router.post, answer)

    return decorate


def now_of(request: Asked) -> datetime:
    """Return the moment of this request."""
    del request
    return clock.now()


def key_in(request: HttpRequest) -> str:
    """Return the ``Idempotency-Key``, with or without the quotes of a structured field. *Raises* NotUnderstood."""
    sent = request.headers.get(KEY_HEADER, "")
    key = sent[1:-1] if sent.startswith('"') and sent.endswith('"') else sent
    if not sent:
        raise NotUnderstood("idempotency_key_missing", field=KEY_HEADER)
    if not re.fullmatch(KEY_PATTERN, key, re.ASCII):
        raise NotUnderstood("idempotency_key_wrong", field=KEY_HEADER)
    return key


def _registered(declared: _Declared, method: Callable[..., Any], answer: Callable[..., HttpResponse]) -> Operation:
    name = answer.__name__
    words = inspect.getdoc(answer) or ""
    summary, _, rest = words.partition("\n")
    registered = method(
        declared.path,
        auth=Bearer(declared.scope),
        response={declared.status: declared.answers},
        operation_id=name,
        url_name=name,
        summary=summary.rstrip("."),
        description=" ".join(rest.split()) or None,
        openapi_extra={"x-scope": declared.scope.value if declared.scope else ""},
    )
    decorated: Operation = registered(answer)
    return decorated


def _rendered(answer: Answer) -> HttpResponse:
    headers = no_store() | ({"Idempotent-Replayed": "true"} if answer.is_repeat else {})
    return HttpResponse(answer.body, status=answer.status, content_type=JSON, headers=headers)


def _digest(request: HttpRequest) -> str:
    """Return what two requests with one key must have in common."""
    head = f"{request.method} {request.path}\n".encode()
    return hashlib.sha256(head + request.body).hexdigest()


def _query_names(operation: Operation) -> frozenset[str]:
    """Return the names that may stand behind the question mark: the fields of the operation's ``filters``."""
    filters = inspect.signature(operation).parameters.get("filters")
    if filters is None:
        return frozenset()
    schema = filters.annotation.__origin__ if hasattr(filters.annotation, "__origin__") else filters.annotation
    return frozenset(schema.model_fields)


def _refuse_unknown(request: HttpRequest, known: frozenset[str]) -> None:
    unknown = sorted(set(request.GET) - known)
    if unknown:
        raise NotUnderstood("unknown_parameter", field=unknown[0][:80], name=unknown[0][:80])
