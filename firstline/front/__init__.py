"""Floor 10: home per role and the addresses that lead elsewhere."""
