"""Floor 6: which group takes which nature at which level."""
