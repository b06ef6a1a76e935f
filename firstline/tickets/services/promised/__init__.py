"""Use cases about promised times that no act on a ticket brings along."""
