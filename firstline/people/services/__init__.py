"""Use cases of the directory: all writes."""
