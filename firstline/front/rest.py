"""The root of the REST API: every room's operations, who one is, and the document that describes it all."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from firstline.desks.selectors import desks_of
from firstline.front.schemas import DeskOut, Me
from firstline.kernel.registry import REST_ROUTERS
from firstline.kit.rest import Asked, read
from firstline.kit.rest.api import build_api, patterns_of
from firstline.kit.rest.document import Document, document_of
from firstline.kit.views import get_only

ROOT = "api/v1/"
router = Router()


@read(router, "/me", scope=None, answers=Me)
def read_me(request: Asked) -> Me:
    """Say for whom the token acts, and at which desks."""
    actor = request.auth
    desks = [DeskOut(code=desk.code, name=desk.name, roles=sorted(actor.roles[desk.pk])) for desk in desks_of(actor)]
    return Me(user_id=actor.account_id, person_id=actor.person_id, name=actor.name, desks=desks)


API = build_api([("me", router), *REST_ROUTERS.items()])


@cache
def document() -> Document:
    """Return the OpenAPI document; the same for everybody, so it is made once."""
    return document_of(API, ROOT)


@get_only
def openapi(request: HttpRequest) -> HttpResponse:
    """Show the document to anybody: it says nothing that the program's source does not."""
    del request
    return JsonResponse(document(), headers={"Cache-Control": "public, max-age=300"})


openapi.login_required = False  # type: ignore[attr-defined]  # what SignInFirstMiddleware asks


def patterns() -> list[Any]:
    """Return the addresses of all operations."""
    return patterns_of(API)
