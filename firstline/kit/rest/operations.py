"""One operation of the API: who may ask, what is sent, what is answered. Acts are done once for each key."""

import hashlib
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel

from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Scope
from firstline.kit.rest.authentication import JSON, OCTETS, Bearer
from firstline.kit.rest.problems import no_store
from firstline.kit.rest.refusals import NotUnderstood
from firstline.kit.services import Answer, answer_once

KEY_HEADER = "Idempotency-Key"
KEY_PATTERN = r"^[A-Za-z0-9._:-]{8,64}$"
IN_MEMORY = 1024 * 1024
Operation = Callable[..., BaseModel]
Delivery = Callable[..., HttpResponse]


@dataclass(frozen=True)
class SentFile:
    """A file that came as the body."""

    source: BinaryIO
    size: int


class Asked(HttpRequest):
    """A request that passed: ``auth`` is who asks, ``operation`` for what, ``sent`` the file of an upload."""

    auth: Actor
    operation: str
    sent: SentFile


@dataclass(frozen=True)
class _Declared:
    """What an operation declares beside its function."""

    router: Router
    path: str
    scope: Scope | None
    answers: type[BaseModel] | None
    status: int
    largest: int = 0
    """How many bytes an upload may have; 0 for an act that takes JSON."""

    @property
    def takes(self) -> str:
        """The content type of the body."""
        return OCTETS if self.largest else JSON


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
    return _acting(_Declared(router, path, scope, answers, status))


def upload(
    router: Router, path: str, *, scope: Scope, answers: type[BaseModel], largest: int
) -> Callable[[Operation], Operation]:
    """Decorate an act that takes a file as its body, as ``act`` else; one byte more than ``largest`` is read of it."""
    return _acting(_Declared(router, path, scope, answers, HTTPStatus.CREATED, largest))


def deliver(router: Router, path: str, *, scope: Scope) -> Callable[[Delivery], Delivery]:
    """Decorate an operation that answers with a file: ``operation(request, …)`` returns the response."""
    declared = _Declared(router, path, scope, None, HTTPStatus.OK)

    def decorate(operation: Delivery) -> Delivery:
        @wraps(operation)
        def answer(request: Asked, **values: Any) -> HttpResponse:
            _refuse_unknown(request, frozenset())
            return operation(request, **values)

        return _registered(declared, router.get, answer)

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


def _acting(declared: _Declared) -> Callable[[Operation], Operation]:
    def decorate(operation: Operation) -> Operation:
        known = _query_names(operation)

        @wraps(operation)
        def answer(request: Asked, **values: Any) -> HttpResponse:
            _refuse_unknown(request, known)
            key = key_in(request)
            with _body_taken(request, declared.largest) as digest:
                done = answer_once(
                    actor=request.auth,
                    key=key,
                    digest=digest,
                    act=lambda: Answer(declared.status, operation(request, **values).model_dump_json()),
                    now=clock.now(),
                )
            return _rendered(done)

        return _registered(declared, declared.router.post, answer)

    return decorate


@contextmanager
def _body_taken(request: Asked, largest: int) -> Iterator[str]:
    """Yield what two requests with one key must have in common. An upload is at hand as ``request.sent`` meanwhile."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if not largest:
        digest.update(request.body)
        yield digest.hexdigest()
        return
    with SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        while kept.tell() <= largest and (data := request.read(min(IN_MEMORY, largest + 1 - kept.tell()))):
            digest.update(data)
            kept.write(data)
        request.sent = SentFile(cast(BinaryIO, kept), kept.tell())
        yield digest.hexdigest()


def _registered(
    declared: _Declared, method: Callable[..., Any], answer: Callable[..., HttpResponse]
) -> Callable[..., Any]:
    name = answer.__name__
    words = inspect.getdoc(answer) or ""
    summary, _, rest = words.partition("\n")
    registered = method(
        declared.path,
        auth=Bearer(declared.scope, operation=name, takes=declared.takes),
        response={declared.status: declared.answers},
        operation_id=name,
        url_name=name,
        summary=summary.rstrip("."),
        description=" ".join(rest.split()) or None,
        openapi_extra={"x-scope": declared.scope.value if declared.scope else "", **_binary(declared)},
    )
    decorated: Callable[..., Any] = registered(answer)
    return decorated


def _binary(declared: _Declared) -> dict[str, Any]:
    """Return what the document says of a body that is a file."""
    if declared.largest:
        return {"requestBody": {"required": True, "content": {OCTETS: {"schema": {}}}}}
    return {} if declared.answers else {"responses": {declared.status: {"content": {"*/*": {"schema": {}}}}}}


def _rendered(answer: Answer) -> HttpResponse:
    headers = no_store() | ({"Idempotent-Replayed": "true"} if answer.is_repeat else {})
    return HttpResponse(answer.body, status=answer.status, content_type=JSON, headers=headers)


def _query_names(operation: Operation) -> frozenset[str]:
    """Return the names that may stand behind the question mark: the fields of the operation's ``Query``."""
    annotations = [parameter.annotation for parameter in inspect.signature(operation).parameters.values()]
    queries = [annotation.__origin__ for annotation in annotations if hasattr(annotation, "__metadata__")]
    return frozenset(name for query in queries for name in query.model_fields)


def _refuse_unknown(request: HttpRequest, known: frozenset[str]) -> None:
    unknown = sorted(set(request.GET) - known)
    if unknown:
        raise NotUnderstood("unknown_parameter", field=unknown[0][:80], name=unknown[0][:80])
