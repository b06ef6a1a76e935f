"""Use cases about what was promised: callbacks, and what time alone brings about."""
