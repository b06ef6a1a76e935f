"""Why a rule decided as it did: a stable code and what the sentence speaks of. Skins turn it into translated words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reason:
    """One reason. ``code`` is stable; ``params`` are codes and numbers, never sentences."""

    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)

    def data(self) -> dict[str, object]:
        """Return the reason ready for JSON."""
        return {"code": self.code, "params": dict(self.params)}
