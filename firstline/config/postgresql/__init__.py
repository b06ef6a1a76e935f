"""Django's PostgreSQL, with statements that the database plans once for a connection instead of at each call."""
