"""Floor 3: the help desks: extension, calendar, language, confidential or not, ticket numbers."""
