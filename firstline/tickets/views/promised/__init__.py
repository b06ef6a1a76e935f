"""Pages about promised times."""
