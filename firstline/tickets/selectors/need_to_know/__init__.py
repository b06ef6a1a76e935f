"""Reading who reads a need-to-know ticket, and who has."""
