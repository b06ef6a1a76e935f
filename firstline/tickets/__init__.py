"""Floor 7: the life of one ticket, from the call to closed."""
