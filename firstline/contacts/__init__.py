"""Floor 5: calls and other contacts, and the drafts that are kept while one is on the phone."""
