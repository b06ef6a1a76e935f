"""Use cases of contacts: drafts, live calls, logging."""
