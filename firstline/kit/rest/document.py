"""The OpenAPI 3.1 document: what ninja writes, with the problems, the key and the scopes that every operation has."""

from typing import Any

from ninja import NinjaAPI

from firstline.kernel.permissions import Scope
from firstline.kit.rest.operations import KEY_HEADER, KEY_PATTERN
from firstline.kit.rest.problems import PROBLEM_TYPE
from firstline.kit.schemas import Problem

Document = dict[str, Any]
PROBLEMS = {
    400: "The request cannot be read: no JSON, an unknown parameter, no or a wrong `Idempotency-Key`.",
    401: "No token, or one that is unknown, expired or revoked.",
    403: "The token lacks the scope, or its person the role.",
    404: "There is no such thing, or not for this person: the two cannot be told apart.",
    405: "The address does not take this method.",
    422: "A field is missing, unknown or wrong, or a file too large.",
    429: "Too many requests; `Retry-After` says when to go on.",
}
PROBLEMS_OF_ACTS = {
    409: "Somebody else was first, it is not possible in this status, or the same key is being worked on.",
    413: "The body is too large.",
    415: "The body is not of the content type that is named here.",
}
KEY_PARAMETER: Document = {
    "name": KEY_HEADER,
    "in": "header",
    "required": True,
    "description": "Made anew by the program for each act, such as a UUID. Sent again with the same body within "
    "24 hours, nothing is done twice and the first answer is given; with another body it is refused.",
    "schema": {"type": "string", "pattern": KEY_PATTERN},
}
DESCRIPTION = """The use cases of the pages, for programs. Every request carries `Authorization: Bearer` and an access
token, which staff issue on their profile; it acts as that person, within its scopes. Errors are problems (RFC 9457)."""


def document_of(api: NinjaAPI, prefix: str) -> Document:
    """Return the document of the API's operations below an address."""
    document: Document = dict(api.get_openapi_schema(path_prefix=prefix))
    document["info"] = {"title": "Firstline", "version": "1", "description": " ".join(DESCRIPTION.split())}
    document["servers"] = [{"url": "/"}]
    components = document["components"]
    components["schemas"]["Problem"] = Problem.model_json_schema()
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    components["responses"] = {
        f"Problem{status}": _problem(words) for status, words in sorted((PROBLEMS | PROBLEMS_OF_ACTS).items())
    }
    for methods in document["paths"].values():
        for method, operation in methods.items():
            _complete(operation, is_act=method == "post")
    document["x-scopes"] = [scope.value for scope in Scope]
    return document


def _problem(words: str) -> Document:
    return {
        "description": words,
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _complete(operation: Document, *, is_act: bool) -> None:
    statuses = PROBLEMS | PROBLEMS_OF_ACTS if is_act else PROBLEMS
    operation["responses"] |= {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in statuses}
    operation["security"] = [{"token": []}]
    if is_act:
        operation.setdefault("parameters", []).append(KEY_PARAMETER)
    scope = operation.pop("x-scope", "")
    if scope:
        operation["x-scope"] = scope
        operation["description"] = f"{operation.get('description') or ''} Scope: `{scope}`.".strip()
