"""Floor 1: what every room speaks: actors, permissions, errors, facts, the clock, registries. Plain Python, no Django."""
