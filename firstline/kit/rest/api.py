"""The API as a whole: ninja with our words for its errors, our strictness for its input, our document."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from firstline.identity.rules.session_age import polls
from firstline.kernel.errors import FirstlineError
from firstline.kit.rest.problems import problem_of_error, problem_of_input
from firstline.kit.rest.refusals import NotUnderstood

Patterns = tuple[list[Any], str, str]


class StrictParser(Parser):
    """JSON as RFC 8259 has it: no NaN, no name twice, nothing that the database cannot keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body's content. What is raised here becomes 400."""
        content = json.loads(request.body.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_object)
        _check_texts(content)
        return content


def build_api(routers: Iterable[tuple[str, Router]]) -> NinjaAPI:
    """Return the API of these routers, each under the word that groups its operations."""
    api = NinjaAPI(
        title="Firstline", version="1", openapi_url=None, docs_url=None, urls_namespace="api", parser=StrictParser()
    )
    api.add_exception_handler(FirstlineError, problem_of_error)  # type: ignore[arg-type]  # ninja types an instance as its class too
    api.add_exception_handler(ValidationError, problem_of_input)  # type: ignore[arg-type]  # as above
    api.add_exception_handler(HttpError, _not_understood)  # type: ignore[arg-type]  # as above
    for word, router in routers:
        api.add_router("", router, tags=[word])
    return api


def patterns_of(api: NinjaAPI) -> list[Any]:
    """Return the API's addresses. They ask for no session, and never keep one alive."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in patterns:
        pattern.callback.login_required = False  # type: ignore[attr-defined]  # what SignInFirstMiddleware asks
        polls(pattern.callback)
    return patterns


def _not_understood(request: HttpRequest, error: HttpError) -> HttpResponse:
    del error  # ninja raises it for a body that is no JSON
    return problem_of_error(request, NotUnderstood())


def _refuse(word: str) -> None:
    raise ValueError(word)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _check_texts(content: Any) -> None:
    """Refuse NUL and halves of surrogate pairs anywhere. *Raises* ValueError."""
    if isinstance(content, str):
        if "\x00" in content:
            raise ValueError
        content.encode("utf-8")  # UnicodeEncodeError is a ValueError
    elif isinstance(content, dict):
        for name, value in content.items():
            _check_texts(name)
            _check_texts(value)
    elif isinstance(content, list):
        for value in content:
            _check_texts(value)
