"""Floor 5: services, natures of call, and who is entitled to what."""
