"""Who acts in this request: puts ``request.actor`` beside Django's ``request.user``."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from firstline.identity.selectors import actor_of
from firstline.kernel.actor import VISITOR


class ActorMiddleware:
    """Read the account's roles once a request and speak the person's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor and activate the language for the time of the request."""
        user = request.user
        if not user.is_authenticated:
            request.actor = VISITOR  # type: ignore[attr-defined]  # our own attribute on Django's request
            with translation.override(translation.get_language_from_request(request)):
                return self.get_response(request)
        request.actor = actor_of(user, request_id=uuid.uuid4().hex)  # type: ignore[attr-defined]  # as above
        with translation.override(user.person.language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", user.person.language)
        return response
