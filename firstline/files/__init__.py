"""Floor 4: files that people attach, kept in the database, each content once."""
