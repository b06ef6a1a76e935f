"""What only a program can do wrong, as errors with their HTTP status. The errors of the house keep theirs."""

from http import HTTPStatus
from typing import Any, ClassVar

from firstline.kernel.errors import FirstlineError


class Refusal(FirstlineError):
    """Base: the request itself is refused, before anybody asks what it is about."""

    code = "not_understood"
    status: ClassVar[int] = HTTPStatus.BAD_REQUEST
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, code: str = "", /, *, field: str = "", **params: Any) -> None:
        """Keep the headers that the answer carries beside the rest."""
        super().__init__(code, field=field, **params)


class NotUnderstood(Refusal):
    """The request cannot be read: no JSON, a parameter that nobody knows, no key."""


class NotKnown(Refusal):
    """No good token came along."""

    code = "unauthenticated"
    status = HTTPStatus.UNAUTHORIZED
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": "Bearer"}


class OutOfScope(Refusal):
    """The token is good, but not for this."""

    code = "scope_missing"
    status = HTTPStatus.FORBIDDEN


class WrongType(Refusal):
    """The body says that it is something else than what the operation takes."""

    code = "content_type"
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class TooMany(Refusal):
    """More requests than one token may send; ``seconds`` until the next is taken."""

    code = "too_many_requests"
    status = HTTPStatus.TOO_MANY_REQUESTS

    @property
    def retry_after(self) -> str:
        """Return what ``Retry-After`` says."""
        return str(self.params["seconds"])
