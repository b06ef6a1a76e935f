"""What can go wrong, as types with a stable code. Sentences belong to the skins (``kit``), which translate the code."""

from typing import Any


class FirstlineError(Exception):
    """Base of all expected errors: ``code`` is stable, ``params`` fill the sentence, ``field`` names the input."""

    code = "error"

    def __init__(self, code: str = "", /, *, field: str = "", **params: Any) -> None:
        """Keep the code (the class's own by default), the field at fault and the sentence's parameters."""
        self.code = code or self.code
        self.field = field
        self.params = params
        super().__init__(self.code)


class NotFound(FirstlineError):
    """No such record, or one that the actor may not see: the two cannot be told apart."""

    code = "not_found"


class NotAllowed(FirstlineError):
    """The actor sees the record but may not do this with it."""

    code = "not_allowed"


class RuleBroken(FirstlineError):
    """The act is against a rule of the house (a status, a missing reason, a blocked outcome)."""

    code = "rule_broken"


class Conflict(FirstlineError):
    """Somebody else was first; nothing was changed."""

    code = "conflict"


class Invalid(FirstlineError):
    """The input itself is wrong; ``field`` says where."""

    code = "invalid"
