"""Floor 1: what every room speaks: actors, permissions, errors, facts, the clock, slots. Plain Python, no Django."""
