"""Use cases of tickets: every write to a ticket is here. Start reading at ``intake.py``."""
