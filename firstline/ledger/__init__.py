"""Floor 2: the append-only record of what happened: audit trail, timeline, outbox at once."""
