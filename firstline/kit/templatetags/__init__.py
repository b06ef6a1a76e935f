"""Template tags of the house; a builtin of every template."""
