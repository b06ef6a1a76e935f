"""Floor 6: promised times by desk and severity; the pure clock in rules."""
