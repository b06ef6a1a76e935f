"""Floor 5: levels, support groups, memberships, availability."""
