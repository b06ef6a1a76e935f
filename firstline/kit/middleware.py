"""Errors as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class ErrorPagesMiddleware:
    """Pass everything on for now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)
