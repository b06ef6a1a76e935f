"""Pages of the triage room: the diagnostic questions."""
