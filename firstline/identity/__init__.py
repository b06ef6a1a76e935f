"""Floor 3: accounts, sign-in, roles at desks, sessions."""
