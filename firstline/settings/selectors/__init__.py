"""Reading settings, their rows and their history."""
