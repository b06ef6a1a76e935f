"""What was promised: callbacks, and what time alone brings about."""
