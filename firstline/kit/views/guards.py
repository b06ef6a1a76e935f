"""Who may call a view, and how. That people sign in first is the identity middleware's work."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from firstline.identity.selectors import actor_in
from firstline.kernel.errors import NotAllowed

View = Callable[..., HttpResponse]


def allow(*methods: str) -> Callable[[View], View]:
    """Decorate a view so that other methods get 405 in words. HEAD goes with GET."""
    known = {*methods, *(["HEAD"] if "GET" in methods else [])}

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in known:
                return HttpResponseNotAllowed(sorted(known))
            return view(request, *args, **kwargs)

        return answer

    return decorate


def get_only(view: View) -> View:
    """Decorate a view that only reads."""
    return allow("GET")(view)


def post_only(view: View) -> View:
    """Decorate a view that only writes."""
    return allow("POST")(view)


def staff_only(view: View) -> View:
    """Decorate a view for people with a role at any desk; others get 403."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not actor_in(request).is_staff:
            raise NotAllowed("staff_only")
        return view(request, *args, **kwargs)

    return answer
