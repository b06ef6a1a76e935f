"""Home by role, numbers as addresses, and the requester's pages."""
