"""The floors: bare Django pages and a bare ninja operation that show and write the same rows, with no rules at all."""
