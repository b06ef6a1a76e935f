"""Pages about what was promised."""
