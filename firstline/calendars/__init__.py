"""Floor 3: working hours, holidays and time zones; the arithmetic of business time in rules."""
