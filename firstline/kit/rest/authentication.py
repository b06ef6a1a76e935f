"""Who is asking: the person behind an access token, within the token's scopes, not too often.

A session is worth nothing here, so no other site can make a browser act by it, and no CSRF token is asked for.
"""

import uuid
from collections import Counter

from django.http import HttpRequest
from ninja.security import HttpBearer

from firstline.identity.rules.access_tokens import needs_touch
from firstline.identity.selectors import actor_of, unscoped_bearer
from firstline.identity.services.tokens import mark_used
from firstline.kernel import clock
from firstline.kernel.actor import Actor
from firstline.kernel.permissions import Scope
from firstline.kit.rest.refusals import NotKnown, OutOfScope, TooMany, WrongType

REQUESTS_PER_MINUTE = 600
JSON = "application/json"
OCTETS = "application/octet-stream"


class _Meter:
    """Requests of this minute by token, in this process: each worker counts for itself, which costs no query."""

    def __init__(self) -> None:
        self.minute = 0
        self.counts: Counter[int] = Counter()

    def take(self, token_id: int, seconds: int) -> None:
        """Count one request at a time in seconds. *Raises* TooMany."""
        if seconds // 60 != self.minute:
            self.minute, self.counts = seconds // 60, Counter()
        self.counts[token_id] += 1
        if self.counts[token_id] > REQUESTS_PER_MINUTE:
            raise TooMany(seconds=60 - seconds % 60)


METER = _Meter()


class Bearer(HttpBearer):
    """Let a request pass with ``Authorization: Bearer`` and a token that has the scope; any scope for ``None``."""

    def __init__(self, scope: Scope | None, *, operation: str, takes: str) -> None:
        """Keep which operation it stands before, and what that needs."""
        super().__init__()
        self.scope, self.operation, self.takes = scope, operation, takes

    def __call__(self, request: HttpRequest) -> Actor:
        """Return the actor. *Raises* NotKnown, OutOfScope, TooMany, WrongType."""
        self._name(request)
        actor = super().__call__(request)
        if not isinstance(actor, Actor):
            raise NotKnown
        if request.method == "POST" and request.content_type != self.takes:
            raise WrongType(type=self.takes)
        return actor

    def _name(self, request: HttpRequest) -> None:
        """Say which operation was asked for: the address alone would be named after its first one."""
        request.operation = self.operation  # type: ignore[attr-defined]  # our own attribute, as the actor
        if found := request.resolver_match:
            found.url_name, found.view_name = self.operation, ":".join([*found.namespaces, self.operation])

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return the actor behind the token, and put it on the request. Two queries, once an hour a third."""
        now = clock.now()
        found = unscoped_bearer(token, now)
        if found is None:
            return None
        METER.take(found.pk, int(now.timestamp()))
        if self.scope is not None and self.scope not in found.scopes:
            raise OutOfScope(scope=self.scope.value)
        actor = actor_of(found.user, request_id=f"fl_{found.prefix}-{uuid.uuid4().hex}")
        if needs_touch(last_used_at=found.last_used_at, now=now):
            mark_used(actor=actor, token_id=found.pk, now=now)
        request.actor = actor  # type: ignore[attr-defined]  # as the identity middleware does for pages
        return actor
